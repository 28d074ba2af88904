package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code warren import}: ids and numbers of another program. */
@WarrenTest
class ImportIdsIT {
  private static final UUID ID = UUID.fromString("5a1c2b7e-6d1f-4f0e-9a53-6f3f8f3f0c11");

  private final TestService service;
  private final Rows rows;
  private final Imports imports;

  ImportIdsIT(TestService service, Rows rows, @TempDir Path folder) {
    this.service = service;
    this.rows = rows;
    this.imports = new Imports(service, rows, folder);
  }

  private long numberOf(String username) {
    return rows.one(Long.class, "select number from account where username_key = ?", username);
  }

  @Test
  void idAndNumberAreRetained() throws Exception {
    var number = lastNumber() + 10;
    var run =
        imports.run(
            "{\"username\": \"ada\", \"user_id\": \"%s\", \"number\": %d}".formatted(ID, number));
    assertEquals(List.of(ID), run.ids());
    assertEquals(number, numberOf("ada"));
    var data =
        service
            .client()
            .call("RequestAccountData", Map.of("number", number), service.adminToken())
            .data();
    assertEquals(ID.toString(), data.get("user_id").textValue());
  }

  private long lastNumber() {
    return rows.one(Long.class, "select last_value from account_number_seq");
  }

  @Test
  void theNextNumberIsNotGeneratedAgain() throws Exception {
    var number = lastNumber() + 10;
    imports.run("{\"username\": \"a\", \"number\": " + number + "}");
    imports.run("{\"username\": \"b\", \"number\": " + (number + 1) + "}");
    service.account("later");
    assertEquals(
        List.of(number, number + 1, number + 2),
        List.of(numberOf("a"), numberOf("b"), numberOf("later")));
  }

  @Test
  void laterAccountsContinueTheNumbers() throws Exception {
    var number = lastNumber() + 1000;
    var run =
        imports.run(
            "{\"username\": \"a\"}",
            "{\"username\": \"b\", \"number\": " + number + "}",
            "{\"username\": \"c\"}");
    assertEquals(List.of("imported", "imported", "imported"), run.results());
    service.account("later");
    assertEquals(number, numberOf("b"));
    assertEquals(
        List.of(number + 1, number + 2, number + 3),
        List.of(numberOf("a"), numberOf("c"), numberOf("later")));
  }

  @Test
  void theNumberOfARefusedLineDoesNotAffectLaterNumbers() throws Exception {
    var last = lastNumber();
    var run =
        imports.run(
            "{\"username\": \"a\", \"number\": " + (last + 10) + "}",
            "{\"username\": \"admin\", \"number\": " + (1L << 52) + "}",
            "{\"username\": \"b\"}");
    assertEquals(List.of("imported", "refused", "imported"), run.results());
    service.account("later");
    assertEquals(
        List.of(last + 10, last + 11, last + 12),
        List.of(numberOf("a"), numberOf("b"), numberOf("later")));
  }

  @Test
  void takenIdsAndNumbersAreRefused() throws Exception {
    var run =
        imports.run(
            "{\"username\": \"a\", \"user_id\": \"%s\"}".formatted(ID),
            "{\"username\": \"b\", \"user_id\": \"%s\"}".formatted(ID),
            "{\"username\": \"c\", \"number\": %d}".formatted(numberOf("admin")),
            "{\"username\": \"d\", \"user_id\": \"1\"}",
            "{\"username\": \"e\", \"number\": 0}",
            "{\"username\": \"f\", \"number\": 4503599627370497}");
    assertEquals(
        List.of(
            "",
            "{\"user_id\":[\"is taken\"]}",
            "{\"number\":[\"is taken\"]}",
            "{\"user_id\":[\"must be a UUID\"]}",
            "{\"number\":[\"must be at least 1\"]}",
            "{\"number\":[\"must be at most 4503599627370496\"]}"),
        run.said().stream().map(line -> line.at("/error/fields").toString()).toList());
  }

  @Test
  void aThousandLinesInABatchHaveTheirOwnResults() throws Exception {
    var lines =
        IntStream.range(0, 1200)
            .mapToObj(
                i ->
                    "{\"username\": \"user" + i % 1000 + "\", \"first_name\": \"" + i / 600 + "\"}")
            .toArray(String[]::new);
    var run = imports.run(lines);
    // the lines from 1000 on repeat the names, and differ from the first lines in the first name
    assertEquals("1000 imported, 0 already imported, 200 refused.\n", run.err());
    assertEquals(
        IntStream.rangeClosed(1, 1200).boxed().toList(),
        run.said().stream().map(line -> line.get("line").intValue()).toList());
    assertEquals(1000, rows.count("audit_entry where operation = 'import' and outcome = 'ok'"));
  }

  @Test
  void aRepeatedLineOfAFileIsImportedOnce() throws Exception {
    var run =
        imports.run("{\"username\": \"a\"}", "{ \"username\" : \"a\", \"user_email\": \"\" }");
    assertEquals(List.of("imported", "already_imported"), run.results());
    assertEquals(run.ids().get(0), run.ids().get(1));
  }
}
