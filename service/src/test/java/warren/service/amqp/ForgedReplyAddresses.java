package warren.service.amqp;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import warren.service.support.ConcurrentCaller;
import warren.service.support.TestService;

/** Names for direct replies that lead nowhere, derived from a genuine one. */
final class ForgedReplyAddresses {
  private static final int NUMBERS = 12;

  private final String pid;
  private final String key;
  private final byte[] term;

  ForgedReplyAddresses(String name) {
    var parts = name.substring(ConcurrentCaller.DIRECT.length() + 1).split("\\.", -1);
    pid = parts[0];
    key = parts[1];
    term = Base64.getDecoder().decode(pid);
  }

  /** The parts of a genuine name. */
  Map<String, String> malformed() {
    Map<String, String> names = new TreeMap<>();
    names.put("nothing", "");
    names.put("one part", pid);
    names.put("no key", pid + ".");
    names.put("no process", "." + key);
    names.put("three parts", pid + "." + key + "." + key);
    names.put("short", "abc.def");
    names.put("spaces", " ".repeat(pid.length()) + "." + key);
    names.put("URL's alphabet", pid.replace('A', '-') + "." + key);
    names.put("cut off", pid.substring(0, pid.length() - 4) + "." + key);
    names.put("unpadded", pid.substring(0, pid.length() - 1) + "." + key);
    names.put("an invalid key", pid + "." + "!".repeat(key.length()));
    names.put("zeros", "g" + encoded(new byte[29]).substring(1) + "." + key);
    names.put(
        "an atom", encoded(concat(new byte[] {(byte) 131, 'd', 0, 20}, new byte[20])) + "." + key);
    names.put("longer than a process", encoded(concat(term, new byte[3])) + "." + key);
    names.put("a node's name that is too long", encoded(replaced(4, (byte) 200)) + "." + key);
    names.put("a node without a host", withNode("reply12345678"));
    return prefixed(names);
  }

  /** Well-formed names. */
  Map<String, String> wellFormed() {
    Map<String, String> names = new TreeMap<>();
    names.put("a node that is gone", onNodeThatIsGone());
    names.put("a node without a number", withNode("reply@abcdefgh"));
    names.put("a process above the maximum", withNumber(0, Integer.MAX_VALUE));
    names.put("a serial above the maximum", withNumber(4, Integer.MAX_VALUE));
    names.put("a process that is gone", withNumber(0, 32_000));
    names.put("another key", pid + "." + encoded(new byte[16]));
    return prefixed(names);
  }

  /**
   * Whether this broker closes the connection that publishes to the name; RabbitMQ 4.3 does not.
   */
  static boolean closes(TestService service, String name) throws Exception {
    try (var connection = TestService.connect(service.place().amqpUri())) {
      var channel = connection.createChannel();
      channel.basicPublish("", name, null, new byte[0]);
      channel.queueDeclarePassive("RequestPublicKeys");
      return false;
    } catch (IOException | ShutdownSignalException closed) {
      return true;
    }
  }

  /** The name that makes some releases of the broker close the connection of its sender. */
  String poison() {
    return ConcurrentCaller.DIRECT + "." + onNodeThatIsGone();
  }

  /** A name of the same effect, on another node for each number. */
  String poison(int number) {
    return ConcurrentCaller.DIRECT + "." + withNode("reply@" + (20_000_000 + number));
  }

  private String onNodeThatIsGone() {
    return withNode("reply@12345678");
  }

  private static Map<String, String> prefixed(Map<String, String> names) {
    names.replaceAll((what, name) -> ConcurrentCaller.DIRECT + "." + name);
    return names;
  }

  private String withNode(String node) {
    var name = node.getBytes(StandardCharsets.UTF_8);
    var head = new byte[] {(byte) 131, 'X', 'v', 0, (byte) name.length};
    var numbers = Arrays.copyOfRange(term, term.length - NUMBERS, term.length);
    return encoded(concat(concat(head, name), numbers)) + "." + key;
  }

  private String withNumber(int offset, int number) {
    var changed = term.clone();
    ByteBuffer.wrap(changed).putInt(changed.length - NUMBERS + offset, number);
    return encoded(changed) + "." + key;
  }

  private byte[] replaced(int index, byte value) {
    var changed = term.clone();
    changed[index] = value;
    return changed;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
