package warren.documents;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests, settings and requirements of ASVS that docs/threat-model.md names exist. */
class ThreatModelTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
  private static final int ID = 1;
  private static final int TESTS = 2;
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+(IT|Test)\\b");
  private static final Pattern SETTING = Pattern.compile("`(WARREN_\\w+)");

  private static final Pattern OMISSION = Pattern.compile("(?s)Omitted, .*?\\n\\n");
  private static final Pattern RANGE =
      Pattern.compile("(\\d+\\.\\d+)\\.(\\d+)(?:\\s+to\\s+\\1\\.(\\d+))?");

  /**
   * The number of requirements of levels 1 and 2 in each section of ASVS 5.0.0. They precede those
   * of level 3.
   */
  private static final Map<String, Integer> REQUIREMENTS =
      Map.ofEntries(
          entry("2.1", 3),
          entry("2.2", 3),
          entry("2.3", 4),
          entry("2.4", 1),
          entry("6.1", 3),
          entry("6.2", 12),
          entry("6.3", 4),
          entry("6.4", 4),
          entry("6.5", 5),
          entry("6.6", 3),
          entry("6.8", 4),
          entry("7.1", 3),
          entry("7.2", 4),
          entry("7.3", 2),
          entry("7.4", 5),
          entry("7.5", 2),
          entry("7.6", 2),
          entry("9.1", 3),
          entry("9.2", 4),
          entry("11.1", 2),
          entry("11.2", 3),
          entry("11.3", 3),
          entry("11.4", 4),
          entry("11.5", 1),
          entry("11.6", 1),
          entry("13.1", 1),
          entry("13.2", 5),
          entry("13.3", 2),
          entry("13.4", 5),
          entry("16.1", 1),
          entry("16.2", 5),
          entry("16.3", 4),
          entry("16.4", 3),
          entry("16.5", 3));

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
  void everyRequirementOfLevels1And2IsListedOrOmitted() throws IOException {
    var required =
        REQUIREMENTS.entrySet().stream()
            .flatMap(section -> ids(section.getKey(), 1, section.getValue()))
            .collect(Collectors.toCollection(TreeSet::new));
    var omitted = omitted();
    var listed = new TreeSet<>(rows(ID));
    assertEquals(Set.of(), listed.stream().filter(omitted::contains).collect(Collectors.toSet()));
    listed.addAll(omitted);
    assertEquals(required, listed);
  }

  /** The requirements that the page omits, from "6.2.6, 6.2.7 and 6.5.1 to 6.5.5". */
  private static Set<String> omitted() throws IOException {
    var sentence = named(OMISSION, 0, text("docs/threat-model.md")).iterator().next();
    return RANGE
        .matcher(sentence)
        .results()
        .flatMap(
            range -> {
              var first = Integer.parseInt(range.group(2));
              var last = range.group(3);
              return ids(range.group(1), first, last == null ? first : Integer.parseInt(last));
            })
        .collect(Collectors.toSet());
  }

  private static Stream<String> ids(String section, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> section + "." + i);
  }

  @Test
  void everyNamedSettingExists() throws IOException {
    var missing = named(SETTING, 1, text("docs/threat-model.md"));
    missing.removeAll(named(SETTING, 1, text("README.md") + text("docs/gateway.md")));
    assertEquals(Set.of(), missing);
  }
}
