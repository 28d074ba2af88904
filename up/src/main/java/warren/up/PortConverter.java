package warren.up;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a TCP port on the command line; 0 selects a free one. */
final class PortConverter implements ITypeConverter<Integer> {
  private static final int MAX = 65_535;

  @Override
  public Integer convert(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // is refused like a number out of range
    }
    throw new TypeConversionException("'" + text + "' is not a port number from 0 to " + MAX);
  }
}
