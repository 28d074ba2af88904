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

/** The generated settings table in docs/gateway.md; {@code -Dwarren.write=true} updates it. */
class SettingsTableTest {
  private static final Path PAGE = Path.of("../docs/gateway.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(?<=<!-- settings: generated -->\n).*?(?=<!-- end -->)");

  @Test
  void theTableIsUpToDate() throws IOException {
    var page = Files.readString(PAGE);
    var found = TABLE.matcher(page);
    assertTrue(found.find());
    var expected = "\n" + SettingsTable.markdown(GatewaySetting.ALL) + "\n";
    if (Boolean.getBoolean("warren.write")) {
      Files.writeString(PAGE, found.replaceFirst(Matcher.quoteReplacement(expected)));
    } else {
      assertEquals(expected, found.group(), "run this test with -Dwarren.write=true");
    }
  }
}
