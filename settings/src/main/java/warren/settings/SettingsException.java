package warren.settings;

import java.util.List;

/** Settings are wrong; the message has one line for each problem, for the operator. */
public final class SettingsException extends StartException {
  private static final long serialVersionUID = 1;

  SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems), null);
  }
}
