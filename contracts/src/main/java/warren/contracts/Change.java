package warren.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What an update does to a field that may be empty. A field that an update doesn't name has none of
 * these and stays as it is. Immutable.
 *
 * @param value the new value; null clears the field
 */
public record Change<T>(@JsonValue @Nullable T value) {}
