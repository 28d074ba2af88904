package warren.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;

/**
 * The Javadoc comments of records and their components, and of enums and their constants, for the
 * documents. A missing comment is an {@link IllegalArgumentException}. Thread-safe.
 */
public final class Comments {
  /** The resource beside this class: an object for each type, with a text for each part. */
  static final String RESOURCE = "comments.json";

  /** The part for the type itself. */
  static final String ITSELF = "";

  private final ObjectNode texts;

  Comments(ObjectNode texts) {
    this.texts = texts;
  }

  /** The comments of the sources from which this program was built. */
  public static Comments load() {
    try (var resource = Comments.class.getResourceAsStream(RESOURCE)) {
      return new Comments(Json.parse(Objects.requireNonNull(resource).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The comment of a type, in whole sentences. */
  public String of(Class<?> type) {
    return find(type, ITSELF);
  }

  /**
   * The comment of an operation's request without its first sentence, which only names the
   * operation; may be empty.
   */
  public String details(Operation<?, ?> operation) {
    var first = firstSentence(operation);
    var comment = of(operation.request());
    if (!comment.startsWith(first)) {
      throw new IllegalArgumentException(operation.request() + " is not documented as: " + first);
    }
    return comment.substring(first.length()).strip();
  }

  private static String firstSentence(Operation<?, ?> operation) {
    return "The request `" + operation.name() + "`.";
  }

  /** The comment of a record's component, in a few words. */
  public String of(RecordComponent component) {
    return find(component.getDeclaringRecord(), component.getName());
  }

  /** The comment of an enum's constant, in whole sentences. */
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
