package warren.service.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.contracts.Refusal;

/** Import files as CSV: rows that do not fit, and the header. */
final class CsvTest {
  @Test
  void aRowThatDoesNotFitDoesNotAffectTheOthers() throws Exception {
    var file =
        "username,email\na,\n\nb\nc,,x\n" + "x".repeat(70_000) + ",\n\"d\n\",\n  \ne,e@b.example\n";
    assertEquals(
        List.of(
            "2 {'username':'a'}",
            "4 malformed",
            "5 malformed",
            "6 too_large",
            "7 {username=[must not contain control, format or unassigned characters]}",
            "9 {'username':'e','user_email':'e@b.example'}"),
        Reading.read(file, Reading.options("django")));
  }

  @Test
  void wholeNumbersWithAFractionOfZeroAreAccepted() throws Exception {
    assertEquals(
        List.of("2 {'username':'a','number':17}", "3 {number=[must be a whole number]}"),
        Reading.read("username,number\na,17.0\nb,17.5\n", Reading.options("django")));
  }

  @ParameterizedTest
  @CsvSource({
    "'username,email,username', 'The column username is repeated; the file was not read.'",
    "'', The file is empty; its first row must name the columns."
  })
  void anUnusableHeaderIsRefused(String header, String problem) throws Exception {
    var refusal = firstRefusal(header + "\n", "django");
    assertEquals(problem, refusal.message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keycloak|{\"realm\": \"a\"}|The document has no field users with a JSON array.",
        "keycloak|{\"users\": {}}|The document has no field users with a JSON array."
      })
  void aMissingArrayIsNamed(String map, String file, String problem) throws Exception {
    assertEquals(problem, firstRefusal(file, map).message());
  }

  private static Refusal firstRefusal(String text, String map) throws Exception {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try (var file = new ImportFile(in, Reading.options(map))) {
      var refusal = file.next().orElseThrow().refusal();
      if (refusal == null) {
        throw new AssertionError("accepted");
      }
      return refusal;
    }
  }
}
