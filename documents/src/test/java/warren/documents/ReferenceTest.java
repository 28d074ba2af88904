package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;

class ReferenceTest {
  private static final String PAGE = Reference.markdown(Comments.load());

  private static final List<String> HEADINGS =
      Pattern.compile("(?m)^#{1,3} (.*)$")
          .matcher(PAGE)
          .results()
          .map(heading -> heading.group(1))
          .toList();

  @Test
  void everyOperationHasASectionInTheOrderOfTheCatalogue() {
    var names = Catalogue.OPERATIONS.stream().map(Operation::name).toList();
    assertEquals(names, HEADINGS.stream().filter(names::contains).toList());
  }

  /** Their anchors know no capitals. */
  @Test
  void noTwoSectionsHaveOneNameAndEveryLinkLeadsToOne() {
    var anchors = HEADINGS.stream().map(heading -> heading.toLowerCase(Locale.ROOT)).toList();
    assertEquals(List.copyOf(new LinkedHashSet<>(anchors)), anchors);
    var links = new TreeSet<String>();
    Pattern.compile("\\(#([^)]+)\\)").matcher(PAGE).results().forEach(l -> links.add(l.group(1)));
    assertTrue(links.containsAll(Set.of("effects", "requestsession", "accountinforole")));
    links.removeAll(anchors);
    assertEquals(Set.of(), links);
  }

  @Test
  void everyRowHasTheCellsOfItsTable() {
    var cells = 0L;
    for (var line : PAGE.lines().toList()) {
      var found = line.startsWith("|") ? line.chars().filter(c -> c == '|').count() : 0;
      assertTrue(cells == 0 || found == 0 || found == cells, line);
      cells = found;
    }
  }

  @Test
  void aSectionMatchesTheCatalogue() {
    assertEquals(
        """
        ### RequestBanUser

        Bans an account and ends its sessions.

        Replaces an active ban. A ban that is not permanent and has neither `until` nor \
        `duration_ms` lasts 48 hours.

        | | |
        |---|---|
        | access | CAN_BAN_USERS |
        | effect | [idempotent](#effects) |
        | reply | `ConfirmBanUser` |
        | refused with | `unauthenticated` 401, `forbidden` 403, `unknown_account` 404, \
        `last_administrator` 409 |

        The request:

        | field | type | |
        |---|---|---|
        | `user_id` | id | the account's id |
        | `permanent` | boolean | whether the ban has no end; excludes `until` and \
        `duration_ms` |
        | `reason` | text, at most 500, optional | the reason for the ban |
        | `until` | time, optional | the end of the ban, which must be in the future |
        | `duration_ms` | number, 1 to 3155760000000, optional | the duration of the \
        ban in milliseconds, at most 100 years; excludes `until` |

        ```json
        {
          "user_id": "019449c5-6f00-7000-8000-000000000002",
          "permanent": false,
          "reason": "Spam",
          "duration_ms": 3600000
        }
        ```

        The reply's data is null.

        ```json
        {
          "data": null
        }
        ```
        """,
        section("RequestBanUser"));
  }

  private static String section(String operation) {
    var begin = PAGE.indexOf("### " + operation + "\n");
    return PAGE.substring(begin, PAGE.indexOf("\n###", begin));
  }

  @Test
  void limitsAndDefaultsAreThoseOfTheAnnotations() {
    assertTrue(PAGE.contains("| `limit` | number, 1 to 500, optional, default 50 |"), PAGE);
    assertTrue(
        PAGE.contains(
            "| `new_password` | text, 8 to 256 code points, at most 1024 bytes in UTF-8 |"),
        PAGE);
  }
}
