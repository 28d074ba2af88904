package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import warren.documents.OperationsTable;
import warren.service.config.ServiceSetting;
import warren.settings.SettingsTable;

/** The generated parts of the README are up to date. {@code -Dwarren.write=true} rewrites them. */
class ReadmeTest {
  private static final boolean WRITE = Boolean.getBoolean("warren.write");

  @Test
  void theOperationsAreThoseOfTheCatalogue() throws IOException {
    assertGenerated("operations", OperationsTable.markdown());
  }

  @Test
  void theTableContainsTheDeclaredSettings() throws IOException {
    assertGenerated("settings", SettingsTable.markdown(ServiceSetting.ALL));
  }

  private static void assertGenerated(String what, String table) throws IOException {
    var file = root().resolve("README.md");
    var readme = Files.readString(file);
    var begin = "<!-- %s: generated -->".formatted(what);
    var between =
        Pattern.compile("(?s)(?<=" + Pattern.quote(begin) + "\n).*?(?=<!-- end -->)")
            .matcher(readme);
    assertTrue(between.find(), "no " + begin + " … <!-- end --> in " + file);
    var expected = "\n" + table + "\n";
    if (WRITE) {
      Files.writeString(file, between.replaceFirst(Matcher.quoteReplacement(expected)));
    } else {
      assertEquals(expected, between.group(), "to be written anew with -Dwarren.write=true");
    }
  }

  /** Where Maven's own settings for the project lie. */
  private static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      assertTrue(folder != null, "no folder above has an .mvn");
    }
    return folder;
  }
}
