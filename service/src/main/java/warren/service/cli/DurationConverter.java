package warren.service.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import warren.settings.Durations;

/** Converts a duration on the command line; the format is the same as in the settings. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return Durations.parse(text)
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not a duration such as 5s"));
  }
}
