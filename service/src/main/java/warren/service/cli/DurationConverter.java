package warren.service.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import warren.settings.Durations;

/** A time on the command line, written as in the settings. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return Durations.parse(text)
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is no time such as 5s"));
  }
}
