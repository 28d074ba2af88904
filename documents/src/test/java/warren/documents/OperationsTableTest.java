package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;

class OperationsTableTest {
  private static List<String> lines() {
    return OperationsTable.markdown().lines().toList();
  }

  private static String row(String operation) {
    var begin = "| " + operation + " |";
    return lines().stream().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
  }

  @Test
  void aRowMatchesTheCatalogue() {
    assertEquals(
        "| RequestLoginToken | username or user_email, password, ttl? | ReturnAuthenticationToken: text"
            + " | anyone | A |",
        row("RequestLoginToken"));
    assertEquals(
        "| RequestAccountCreate"
            + " | username, password, user_email?, role?, first_name?, last_name?, groups?"
            + " | ConfirmAccountCreation: user-id, created_at, enabled"
            + " | anyone as registration allows; else CAN_CREATE_ACCOUNTS | W |",
        row("RequestAccountCreate"));
    assertEquals(
        "| RequestPublicKeys | — | ReturnPublicKeys: keys | anyone | R |",
        row("RequestPublicKeys"));
  }

  @Test
  void aNullableFieldOfAReplyIsMarked() {
    assertEquals(
        "| RequestAccountData | user_id?, number?"
            + " | ReturnAccountInfo: username, user_email?, role, last_login?, created_at,"
            + " updated_at, user_id, number, first_name?, last_name?, enabled, roles, groups,"
            + " flagged, banned_until? | self or CAN_READ_ACCOUNTS | R |",
        row("RequestAccountData"));
  }

  @Test
  void everyOperationHasARowInTheOrderOfTheCatalogue() {
    var names =
        lines().stream()
            .skip(2)
            .filter(line -> !line.startsWith("| **"))
            .map(line -> line.substring(2, line.indexOf(" |", 2)))
            .toList();
    assertEquals(Catalogue.OPERATIONS.stream().map(Operation::name).toList(), names);
  }

  @Test
  void everyFeatureHasOneHeadingBeforeItsOperations() {
    var headings = lines().stream().filter(line -> line.startsWith("| **")).toList();
    assertEquals(
        Catalogue.OPERATIONS.stream()
            .map(o -> "| **" + o.feature() + "** | | | | |")
            .distinct()
            .toList(),
        headings);
  }

  @Test
  void everyLineHasFiveCells() {
    lines().forEach(line -> assertEquals(6, line.chars().filter(c -> c == '|').count(), line));
  }
}
