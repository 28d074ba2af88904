package warren.service.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.settings.StartException;

/** The forms of import files: lines, documents, CSV; unknown, ignored and mapped fields. */
final class ImportFileTest {
  private static final String UNKNOWN =
      "[is not a field of an import; --ignore imports accounts without it]";

  @Test
  void linesAreNumberedAndEmptyOnesSkipped() throws Exception {
    assertEquals(
        List.of("1 {'username':'a'}", "3 {'username':'b'}", "4 malformed"),
        Reading.read(
            "\uFEFF{\"username\": \"a\"}\r\n\n{\"username\": \"b\"}\n[]", Reading.options(null)));
  }

  @Test
  void emptyTextsAndNullAreAbsent() throws Exception {
    assertEquals(
        List.of("1 {'username':'a'}", "2 {username=[is required]}"),
        Reading.read(
            "{\"username\": \"a\", \"user_email\": \"\", \"password_hash\": null}\n"
                + "{\"username\": \"\"}",
            Reading.options(null)));
  }

  @Test
  void anUnknownFieldIsRefusedByNameUnlessItIsIgnored() throws Exception {
    var line = "{\"username\": \"a\", \"is_active\": false, \"email\": \"\"}";
    assertEquals(
        List.of("1 {is_active=" + UNKNOWN + ", email=" + UNKNOWN + "}"),
        Reading.read(line, Reading.options(null)));
    assertEquals(
        List.of("1 {email=" + UNKNOWN + "}"),
        Reading.read(line, Reading.options(null, "is_active")));
    assertEquals(
        List.of("1 {'username':'a'}"),
        Reading.read(line, Reading.options(null, "is_active", "email")));
  }

  @ParameterizedTest
  @CsvSource({"t,true", "f,false", "1,true", "0,false", "TRUE,true", "False,false"})
  void truthValuesOfDatabasesAreAccepted(String value, boolean enabled) throws Exception {
    assertEquals(
        List.of("1 {'username':'a','enabled':" + enabled + "}"),
        Reading.read(
            "{\"username\": \"a\", \"enabled\": \"" + value + "\"}", Reading.options(null)));
  }

  @Test
  void aMappingFileRenamesAndOmitsFields(@TempDir Path folder) throws Exception {
    var map = Files.writeString(folder.resolve("map.json"), "{\"login\":\"username\",\"x\":null}");
    var options = Reading.options(map.toString());
    var expected = List.of("1 {'username':'a','enabled':true}", "2 {y=" + UNKNOWN + "}");
    assertEquals(
        expected,
        Reading.read(
            "{\"login\": \"a\", \"x\": 1, \"enabled\": true}\n{\"login\": \"b\", \"y\": 1}",
            options));
    assertEquals(
        expected,
        Reading.read(
            "[{\"login\": \"a\", \"x\": 1, \"enabled\": true}, {\"login\": \"b\", \"y\": 1}]",
            options));
    assertEquals(
        List.of("2 {'username':'a, \\'b\\'','enabled':true}", "3 {'username':'c'}"),
        Reading.read("login,x,enabled\n\"a, \"\"b\"\"\",1,t\nc,,\n", options));
  }

  @Test
  void twoFieldsOfTheSameNameAreRefused(@TempDir Path folder) throws Exception {
    var map = Files.writeString(folder.resolve("map.json"), "{\"login\": \"username\"}");
    assertEquals(
        List.of("1 {login=[is a second value for username]}"),
        Reading.read("{\"username\": \"a\", \"login\": \"b\"}", Reading.options(map.toString())));
  }

  @Test
  void anInvalidMappingFileIsReported(@TempDir Path folder) throws Exception {
    var map = Files.writeString(folder.resolve("map.json"), "{\"login\": \"name\"}");
    assertEquals(
        "The mapping file " + map + " maps login to \"name\", which is not a field of an import.",
        startError(Reading.options(map.toString())));
    assertEquals(
        "nothing is neither django, keycloak, auth0 or firebase nor a readable file with a JSON"
            + " object.",
        startError(Reading.options("nothing")));
  }

  @Test
  void firebaseRequiresItsKey() {
    assertTrue(
        startError(new ImportOptions("firebase", Set.of(), null, null))
            .startsWith("--map firebase requires --firebase-key"));
  }

  private static String startError(ImportOptions options) {
    var none = new ByteArrayInputStream(new byte[0]);
    return String.valueOf(
        assertThrows(StartException.class, () -> new ImportFile(none, options)).getMessage());
  }

  @Test
  void anEntryThatIsTooLargeDoesNotAffectTheOthers() throws Exception {
    var large = "{\"username\": \"b\", \"groups\": [\"" + "x".repeat(66_000) + "\"]}";
    assertEquals(
        List.of("1 {'username':'a'}", "2 too_large", "3 malformed", "4 {'username':'c'}"),
        Reading.read(
            "{\"other\": [{}], \"users\": [{\"username\": \"a\"}, "
                + large
                + ", 7, {\"username\": \"c\"}], \"rest\": {}}",
            Reading.options("keycloak")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"users\": [{\"username\": \"a\"}|2 malformed",
        "{\"users\": [{\"username\": \"a\"}]|2 malformed",
        "{\"users\": [{\"username\": \"a\"}, {]}|2 malformed"
      })
  void aTruncatedDocumentIsRefused(String file, String refusal) throws Exception {
    assertEquals(
        List.of("1 {'username':'a'}", refusal), Reading.read(file, Reading.options("keycloak")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}", "{\"users\": {}}", "7", "''"})
  void aDocumentWithoutUsersIsRefused(String file) throws Exception {
    assertEquals(List.of("1 malformed"), Reading.read(file, Reading.options("keycloak")));
  }

  @Test
  void anEntryWithARepeatedFieldDoesNotAffectTheOthers() throws Exception {
    assertEquals(
        List.of("1 malformed", "2 {'username':'c'}"),
        Reading.read(
            "{\"users\": [{\"username\": \"a\", \"username\": \"b\"}, {\"username\": \"c\"}]}",
            Reading.options("keycloak")));
  }

  @Test
  void aSecondArrayOfEntriesIsRefused() throws Exception {
    assertEquals(
        List.of("1 {'username':'a'}", "2 malformed"),
        Reading.read(
            "{\"users\": [{\"username\": \"a\"}], \"users\": []}", Reading.options("keycloak")));
  }

  @Test
  void invalidUtf8IsRefused() throws Exception {
    var file = new byte[] {'[', '{', '"', (byte) 0xFF, '"', ':', '1', '}', ']'};
    assertEquals(
        List.of("1 malformed"),
        Reading.read(new ByteArrayInputStream(file), Reading.options("django")));
  }

  @Test
  void aDocumentIsReadNoFurtherThanItsNextEntry() throws Exception {
    var entry = "{\"username\": \"" + "x".repeat(60_000) + "\"},";
    var document = "{\"users\": [" + entry.repeat(1000) + "7]}";
    var in = new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
    try (var file = new ImportFile(in, Reading.options("keycloak"))) {
      for (var i = 1; i <= 1000; i++) {
        assertEquals(i, file.next().orElseThrow().number());
        assertTrue(file.position() < i * (long) entry.length() + 100_000, "position");
      }
    }
  }
}
