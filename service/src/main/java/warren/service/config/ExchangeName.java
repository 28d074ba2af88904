package warren.service.config;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import warren.settings.SettingType;
import warren.settings.SettingTypes;

/** The name of an exchange; AMQP writes the length of a name into one byte. */
final class ExchangeName {
  private static final int MAX_BYTES = 255;

  static final SettingType<Optional<String>> TYPE =
      SettingTypes.text()
          .require(
              name -> name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES,
              "must have at most " + MAX_BYTES + " bytes")
          .described("at most " + MAX_BYTES + " bytes")
          .optional();

  private ExchangeName() {}
}
