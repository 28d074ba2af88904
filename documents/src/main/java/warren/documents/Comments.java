package warren.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import warren.contracts.json.Json;

/**
 * What the comments in the sources say, for documents: of a record and its components, of an enum
 * and its constants. Whoever asks for a comment that isn't there gets an {@link
 * IllegalArgumentException}. Thread-safe.
 */
public final class Comments {
  /** Where they lie, beside this class: an object for each type, in it a text for each part. */
  static final String RESOURCE = "comments.json";

  /** The part that is the type itself. */
  static final String ITSELF = "";

  private final ObjectNode texts;

  Comments(ObjectNode texts) {
    this.texts = texts;
  }

  /** Those of the sources from which this was built. */
  public static Comments load() {
    try (var resource = Comments.class.getResourceAsStream(RESOURCE)) {
      return new Comments(Json.parse(Objects.requireNonNull(resource).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In whole sentences. */
  public String of(Class<?> type) {
    return find(type, ITSELF);
  }

  /** In a few words, as its type's comment says it. */
  public String of(RecordComponent component) {
    return find(component.getDeclaringRecord(), component.getName());
  }

  /** In whole sentences. */
  public String of(Enum<?> constant) {
    return find(constant.getDeclaringClass(), constant.name());
  }

  private String find(Class<?> type, String part) {
    var text = texts.path(type.getName()).path(part).textValue();
    if (text == null) {
      throw new IllegalArgumentException("no comment: " + type.getName() + " " + part);
    }
    return text;
  }
}
