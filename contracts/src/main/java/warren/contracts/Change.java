package warren.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The change of a field that may be empty. A field that an update does not contain has no change
 * and remains unchanged. Immutable.
 *
 * @param value the new value; null clears the field
 */
public record Change<T>(@JsonValue @Nullable T value) {}
