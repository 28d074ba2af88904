package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FreePortTest {
  @Test
  void aPortWithAListenerIsNotFree() throws IOException {
    int port;
    try (ServerSocket listening = new ServerSocket(0)) {
      port = listening.getLocalPort();
      assertFalse(FreePort.isFree(port));
    }
    assertTrue(FreePort.isFree(port));
  }

  @Test
  void noPickedPortIsOneOfAnOutgoingConnection() {
    IntStream.range(0, 500).map(i -> FreePort.pick()).forEach(port -> assertTrue(port < 32_768));
  }

  @Test
  void everyPickedPortIsDifferent() {
    assertEquals(500, IntStream.range(0, 500).map(i -> FreePort.pick()).distinct().count());
  }
}
