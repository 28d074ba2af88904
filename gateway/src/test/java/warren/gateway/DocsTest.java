package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import warren.settings.SettingsTable;

/**
 * The generated table of docs/gateway.md is up to date; {@code -Dwarren.write=true} rewrites it.
 */
class DocsTest {
  private static final Path PAGE = Path.of("../docs/gateway.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(?<=<!-- settings: generated -->\n).*?(?=<!-- end -->)");

  @Test
  void theTableContainsTheDeclaredSettings() throws IOException {
    var page = Files.readString(PAGE);
    var found = TABLE.matcher(page);
    assertTrue(found.find());
    var expected = "\n" + SettingsTable.markdown(GatewaySetting.ALL) + "\n";
    if (Boolean.getBoolean("warren.write")) {
      Files.writeString(PAGE, found.replaceFirst(Matcher.quoteReplacement(expected)));
    } else {
      assertEquals(expected, found.group(), "rewrite it with -Dwarren.write=true");
    }
  }
}
