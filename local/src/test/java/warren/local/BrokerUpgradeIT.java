package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of a broker under another release: the installed 3.10 and a release from 4.0. */
@Tag("rabbitmq4")
final class BrokerUpgradeIT {
  private static final String QUEUE = "stored";

  private static RabbitMqPrograms earlier;
  private static RabbitMqPrograms later;

  @TempDir private Path folder;

  @BeforeAll
  static void findBoth() throws IOException {
    earlier = RabbitMqPrograms.installed();
    later = RabbitMqPrograms.find();
    assertTrue(earlier.version().major() == 3, () -> "installed: " + earlier);
    assertTrue(later.version().major() >= 4, () -> "selected: " + later);
  }

  @Test
  void dataThatALaterReleaseCannotReadIsSetAside() throws Exception {
    publish(earlier);

    assertNull(get(later));
    assertEquals(later.version().toString(), Files.readString(folder.resolve("version")));
    // complete, so that the earlier release can still read it
    Path aside = folder.resolve("again");
    Files.createDirectory(aside);
    Files.move(only(earlier), aside.resolve("data"));
    folder = aside;
    assertEquals("kept", get(earlier));
  }

  @Test
  void dataOfALaterReleaseIsSetAside() throws Exception {
    publish(later);

    assertNull(get(earlier));
    assertTrue(Files.isDirectory(only(later)));
  }

  /** A node could start on such data and damage it. */
  @Test
  void dataOfALaterReleaseIsSetAsideEvenIfItIsReadable() throws Exception {
    publish(earlier);
    Files.writeString(folder.resolve("version"), "99.0.0");

    assertNull(get(earlier));
    assertEquals(1, setAside().size());
  }

  @Test
  void dataOfTheSameReleaseIsRead() throws Exception {
    publish(later);

    assertEquals("kept", get(later));
    assertEquals(List.of(), setAside());
  }

  @Test
  void damagedDataIsSetAside() throws Exception {
    publish(earlier);
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "damaged");
      }
    }

    assertNull(get(earlier));
    assertTrue(Files.isDirectory(only(earlier)));
  }

  /** As after an update from an earlier release that this one can read. */
  @Test
  void dataOfAnEarlierReleaseIsReadAndItsFeatureFlagsAreEnabled() throws Exception {
    publish(later);
    Files.writeString(folder.resolve("version"), "4.0.0");

    assertEquals("kept", get(later));
    // recorded only after all flags have been enabled
    assertEquals(later.version().toString(), Files.readString(folder.resolve("version")));
  }

  @Test
  void dataIsNotReplacedIfNewDataWouldNotStartEither() throws Exception {
    publish(earlier);
    Files.writeString(folder.resolve("version"), "3.9.0");
    Files.createDirectory(folder.resolve("conf.d"));
    Files.writeString(folder.resolve("conf.d").resolve("wrong.conf"), "no.such.setting = 1\n");
    assertStartFails();

    Files.delete(folder.resolve("conf.d").resolve("wrong.conf"));
    assertEquals("kept", get(earlier));
    assertEquals(List.of(), setAside());
  }

  private void assertStartFails() throws InterruptedException {
    try (PrivateBroker broker = PrivateBroker.start(folder, earlier, 0, List.of())) {
      throw new AssertionError("it runs on port " + broker.port());
    } catch (LocalException expected) {
      assertTrue(expected.getMessage().contains("has ended by itself"), expected::getMessage);
    }
  }

  private void publish(RabbitMqPrograms release) throws Exception {
    try (PrivateBroker broker = PrivateBroker.start(folder, release, 0, List.of());
        Connection connection = connect(broker)) {
      Channel channel = connection.createChannel();
      channel.confirmSelect();
      channel.queueDeclare(QUEUE, true, false, false, null);
      channel.basicPublish(
          "", QUEUE, MessageProperties.PERSISTENT_TEXT_PLAIN, "kept".getBytes(UTF_8));
      channel.waitForConfirmsOrDie(60_000);
    }
  }

  /** The message that this release finds in the data; null if there is none. */
  private @Nullable String get(RabbitMqPrograms release) throws Exception {
    try (PrivateBroker broker = PrivateBroker.start(folder, release, 0, List.of());
        Connection connection = connect(broker)) {
      Channel channel = connection.createChannel();
      channel.queueDeclare(QUEUE, true, false, false, null);
      GetResponse message = channel.basicGet(QUEUE, false);
      return message == null ? null : new String(message.getBody(), UTF_8);
    }
  }

  private static Connection connect(PrivateBroker broker) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker.uri());
    return factory.newConnection();
  }

  private Path only(RabbitMqPrograms writer) throws IOException {
    List<Path> all = setAside();
    assertEquals(1, all.size(), all::toString);
    assertTrue(
        all.get(0).getFileName().toString().startsWith("data-" + writer.version() + "-"),
        all::toString);
    return all.get(0);
  }

  private List<Path> setAside() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "data-*")) {
      folders.forEach(found::add);
    }
    return found;
  }
}
