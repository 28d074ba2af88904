package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.Headers;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.events.EventType;
import warren.contracts.fields.NewPassword;
import warren.contracts.moderation.BanUserRequest;
import warren.contracts.passwords.AccountReset;
import warren.contracts.tokens.Session;

/** The pages that are written by hand state the limits and events of the contract. */
class DocumentedLimitsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z]+\\.[^|]*) \\| ([^|]*) \\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  static Stream<Arguments> sentences() {
    return Stream.of(
        Arguments.of("README.md", "at most %d KiB".formatted(Headers.MAX_BODY_KIB)),
        Arguments.of("README.md", "together at most %d KiB".formatted(Headers.MAX_PROPERTIES_KIB)),
        Arguments.of("README.md", "at most %d characters".formatted(Headers.MAX_MESSAGE_ID)),
        Arguments.of("docs/gateway.md", "JSON, at most %d KiB".formatted(Headers.MAX_BODY_KIB)),
        Arguments.of(
            "docs/gateway.md",
            "at most %d characters and %d bytes"
                .formatted(Headers.MAX_MESSAGE_ID, Headers.MAX_MESSAGE_ID_BYTES)),
        Arguments.of("docs/import.md", "at most %d KiB".formatted(Headers.MAX_BODY_KIB)),
        Arguments.of("docs/tokens.md", "%d days".formatted(Session.IDLE_DAYS)),
        Arguments.of("docs/tokens.md", "%d days".formatted(Session.MAX_DAYS)),
        Arguments.of("docs/tokens.md", "at most %d sessions".formatted(Session.MAX_PER_ACCOUNT)),
        Arguments.of(
            "docs/passwords.md",
            "has %d to %d characters and at most %d bytes"
                .formatted(NewPassword.MIN_LENGTH, NewPassword.MAX_LENGTH, NewPassword.MAX_BYTES)),
        Arguments.of("docs/passwords.md", "%d minutes".formatted(AccountReset.VALID_MINUTES)),
        Arguments.of(
            "docs/moderation.md", "after %d hours".formatted(BanUserRequest.DEFAULT_HOURS)),
        Arguments.of("SECURITY.md", "within %d minutes".formatted(AccountReset.VALID_MINUTES)));
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void thePageStatesTheLimit(String page, String limit) throws IOException {
    assertTrue(text(page).contains(limit), limit);
  }

  @Test
  void theEventsPageListsEveryEventWithItsOperations() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    ROW.matcher(Files.readString(ROOT.resolve("docs/events.md")))
        .results()
        .forEach(
            row ->
                NAME.matcher(row.group(1))
                    .results()
                    .forEach(event -> documented.put(event.group(1), operations(row.group(2)))));

    assertEquals(
        Arrays.stream(EventType.values()).map(EventType::text).collect(Collectors.toSet()),
        documented.keySet());
    for (var operation : Catalogue.OPERATIONS) {
      for (var event : operation.events()) {
        assertTrue(
            documented.getOrDefault(event.text(), Set.of()).contains(operation.name()),
            operation.name());
      }
    }
  }

  private static Set<String> operations(String cell) {
    return Pattern.compile("(Request|Update)\\w+")
        .matcher(cell)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(String page) throws IOException {
    return Files.readString(ROOT.resolve(page)).replaceAll("\\s+", " ");
  }
}
