package warren.service.amqp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a direct reply, which the broker generates: one of its processes and a key. The
 * broker cannot deliver to any other address, and some releases close the connection that tries.
 * They also close it if the process is on a node that no longer exists, which the name does not
 * show.
 */
final class DirectAddress {
  static final String PREFIX = "amq.rabbitmq.reply-to";

  private static final String BASE64 =
      "((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)";
  private static final Pattern NAME =
      Pattern.compile(Pattern.quote(PREFIX) + "\\." + BASE64 + "\\.(?=.)" + BASE64);
  private static final Pattern NODE = Pattern.compile("[^@]+@[^@]+");

  /** In Erlang's external term format. */
  private static final int VERSION = 131;

  private static final int PID = 103;
  private static final int NEW_PID = 88;
  private static final int ATOM = 100;
  private static final int UTF8_ATOM = 118;
  private static final int SMALL_UTF8_ATOM = 119;

  /** The largest id that every release of Erlang accepts; others may close the connection. */
  private static final int SAFE_ID = (1 << 15) - 1;

  private static final int SAFE_SERIAL = (1 << 13) - 1;

  private DirectAddress() {}

  /**
   * The route of an address: if one address of a route ends the connection, so do all others of the
   * route. Empty if the broker never generates such an address.
   */
  static Optional<String> route(String name) {
    var matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return route(ByteBuffer.wrap(Base64.getDecoder().decode(matcher.group(1))), name);
    } catch (BufferUnderflowException cutOff) {
      return Optional.empty();
    }
  }

  private static Optional<String> route(ByteBuffer term, String name) {
    var isTerm = unsigned(term) == VERSION;
    var type = unsigned(term);
    var node = atom(term);
    var id = term.getInt();
    var serial = term.getInt();
    var isProcess =
        isTerm
            && ((type == PID && term.remaining() == 1)
                || (type == NEW_PID && term.remaining() == 4))
            && NODE.matcher(node).matches();
    var safe = id >= 0 && id <= SAFE_ID && serial >= 0 && serial <= SAFE_SERIAL;
    return isProcess ? Optional.of(safe ? node : name) : Optional.empty();
  }

  /** The name of a node; empty if the term is not a name. */
  private static String atom(ByteBuffer term) {
    int length =
        switch (unsigned(term)) {
          case ATOM, UTF8_ATOM -> Short.toUnsignedInt(term.getShort());
          case SMALL_UTF8_ATOM -> unsigned(term);
          default -> 0;
        };
    if (length > term.remaining()) {
      throw new BufferUnderflowException();
    }
    var text = new byte[length];
    term.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static int unsigned(ByteBuffer term) {
    return Byte.toUnsignedInt(term.get());
  }
}
