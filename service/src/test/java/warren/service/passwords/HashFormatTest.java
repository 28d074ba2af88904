package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documentation of the hash formats. */
final class HashFormatTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "import.md");
  private static final String HEADER = "| hash | begins with | limits |";

  @Test
  void theImportDocumentListsExactlyTheAcceptedFormats() throws Exception {
    assertEquals(
        Arrays.stream(HashFormat.values()).map(HashFormatTest::row).toList(), documentedRows());
  }

  private static String row(HashFormat format) {
    var prefixes =
        format.prefixes().stream().map(HashFormatTest::code).collect(Collectors.joining(", "));
    var django =
        format.djangoPrefix() == null ? "" : ", also after Django's " + code(format.djangoPrefix());
    return "| %s | %s%s | %s |".formatted(format.title(), prefixes, django, format.limits());
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static List<String> documentedRows() throws Exception {
    return Files.readAllLines(DOCUMENT).stream()
        .dropWhile(line -> !line.equals(HEADER))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }
}
