package warren.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;

/** The catalogue's summaries are the documentation of the methods that call the operations. */
class CallDocumentationTest {
  private static final Path SOURCES = Path.of("src/main/java/warren/client");

  /** A comment, the method after it, and the constant of the operation that it calls. */
  private static final Pattern METHOD =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public (?!CompletableFuture)[^}]*?"
              + "caller\\.call\\(\\w+Catalogue\\.(\\w+)",
          Pattern.DOTALL);

  private static final Map<String, String> COMMENTS = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (var sources = Files.newDirectoryStream(SOURCES, "*Calls.java")) {
      for (var source : sources) {
        METHOD
            .matcher(Files.readString(source))
            .results()
            .forEach(method -> COMMENTS.put(method.group(2), text(method.group(1))));
      }
    }
  }

  private static String text(String comment) {
    return comment.replaceAll("\\s+\\*?\\s*", " ").strip();
  }

  private static String constantOf(Operation<?, ?> operation) {
    return operation
        .name()
        .replaceFirst("^Request", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void aMethodIsDocumentedByTheSummaryOfItsOperation(Operation<?, ?> operation) {
    var expected = operation.summary().replaceFirst("\\.$", ": {@code " + operation.name() + "}.");
    assertEquals(expected, COMMENTS.get(constantOf(operation)));
  }

  @Test
  void noOtherMethodCallsAnOperation() {
    var unknown = new HashSet<>(COMMENTS.keySet());
    Catalogue.OPERATIONS.forEach(operation -> unknown.remove(constantOf(operation)));
    assertEquals(new HashSet<>(), unknown);
  }
}
