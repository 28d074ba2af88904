package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests and settings that docs/threat-model.md names exist. */
class ThreatModelTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
  private static final int ID = 1;
  private static final int TESTS = 2;
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+(IT|Test)\\b");
  private static final Pattern SETTING = Pattern.compile("`(WARREN_\\w+)");

  private static String text(String page) throws IOException {
    return Files.readString(ROOT.resolve(page));
  }

  private static List<String> rows(int column) throws IOException {
    return ROW.matcher(text("docs/threat-model.md"))
        .results()
        .map(row -> row.group(column))
        .toList();
  }

  private static Set<String> named(Pattern pattern, int group, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of all classes in the modules' tests. */
  private static Set<String> classes() throws IOException {
    try (var files = Files.find(ROOT, 20, (path, attributes) -> isTestSource(path))) {
      return files
          .map(path -> path.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  private static boolean isTestSource(Path path) {
    return path.toString().matches("\\.\\./\\w+/src/test/java/.*\\.java");
  }

  @Test
  void everyNamedTestExists() throws IOException {
    var missing = named(TEST, 0, String.join("\n", rows(TESTS)));
    assertTrue(missing.size() > 50, missing::toString);
    missing.removeAll(classes());
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyRequirementIsVerifiedByATestOrIsNotMet() throws IOException {
    assertEquals(
        List.of(),
        rows(TESTS).stream()
            .filter(cell -> !TEST.matcher(cell).find() && !cell.contains("not met"))
            .toList());
  }

  @Test
  void theRequirementsAreInOrderWithoutDuplicates() throws IOException {
    var ids = rows(ID);
    var ordered =
        ids.stream()
            .distinct()
            .sorted(Comparator.comparing(ThreatModelTest::numbers, Arrays::compare))
            .toList();
    assertEquals(ordered, ids);
  }

  private static int[] numbers(String id) {
    return Stream.of(id.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void everyNamedSettingExists() throws IOException {
    var missing = named(SETTING, 1, text("docs/threat-model.md"));
    missing.removeAll(named(SETTING, 1, text("README.md") + text("docs/gateway.md")));
    assertEquals(Set.of(), missing);
  }
}
