package warren.settings;

import java.util.List;

/** The settings can't be used; the message says for people what is wrong with which. */
public final class SettingsException extends StartException {
  private static final long serialVersionUID = 1;

  SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems), null);
  }
}
