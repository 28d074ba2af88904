package warren.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a Markdown page. Every block ends with a line feed. */
final class Markdown {
  private Markdown() {}

  /** A table; the last cell of its head is empty. */
  static String table(Stream<String> rows, String... head) {
    var names = "| %s | |\n".formatted(String.join(" | ", head));
    return names + "|---".repeat(head.length + 1) + "|\n" + rows.collect(Collectors.joining());
  }

  static String row(Object... cells) {
    return Stream.of(cells).map(Object::toString).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  /** A link to a heading of the same page. */
  static String linkTo(String heading) {
    return "[%s](#%s)".formatted(heading, heading.toLowerCase(Locale.ROOT));
  }

  static String json(ObjectNode node) {
    return "```json\n" + JsonText.of(node) + "```\n";
  }
}
