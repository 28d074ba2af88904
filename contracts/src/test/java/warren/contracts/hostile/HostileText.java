package warren.contracts.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import warren.contracts.Headers;

/**
 * A text that programs are known to handle wrongly.
 *
 * @param description its name in {@code texts.json}
 */
public record HostileText(String description, String text) {
  /** A text that some of them contain. */
  public static final String PLANTED = "planted-text-c41f";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Lone surrogates can be written only as escapes. */
  private static final ObjectMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** The space that the other fields of a body may use. */
  private static final int OTHER_BYTES = 2_000;

  /** As they are. */
  public static final List<HostileText> SHORT = read();

  /** Repeated as often as a body of the maximum size permits. */
  public static final List<HostileText> LONG =
      SHORT.stream().filter(text -> !text.text().isEmpty()).map(HostileText::repeated).toList();

  private static List<HostileText> read() {
    try (var file = HostileText.class.getResourceAsStream("texts.json")) {
      return MAPPER.readValue(file, new TypeReference<Map<String, String>>() {}).entrySet().stream()
          .map(entry -> new HostileText(entry.getKey(), entry.getValue()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HostileText repeated() {
    var bytes = write(JsonNodeFactory.instance.textNode(text)).length - "\"\"".length();
    var times = (Headers.MAX_BODY_BYTES - OTHER_BYTES) / bytes;
    return new HostileText(description + ", 64 KiB", text.repeat(times));
  }

  /**
   * Some of them: one of each group of this size, where successive numbers select all in turn.
   *
   * @param number the number of the field that receives them
   */
  public static Stream<HostileText> some(List<HostileText> all, int groupSize, int number) {
    return IntStream.range(0, all.size())
        .filter(i -> i % groupSize == number % groupSize)
        .mapToObj(all::get);
  }

  /** The value of a request's component: the text, or a list that contains it. */
  public JsonNode in(RecordComponent component) {
    var value = JsonNodeFactory.instance.textNode(text);
    return component.getType() == List.class
        ? JsonNodeFactory.instance.arrayNode().add(value)
        : value;
  }

  /** Writes a body. */
  public static byte[] write(JsonNode body) {
    try {
      var isWellFormed = UTF_8.newEncoder().canEncode(body.toString());
      return (isWellFormed ? MAPPER : ASCII).writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
