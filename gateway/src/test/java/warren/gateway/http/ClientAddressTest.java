package warren.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClientAddressTest {
  private static final String PROXY = "10.0.0.1";
  private static final String OTHER = "192.0.2.1";
  private static final String CLIENT = "203.0.113.7";

  private final Logger log = (Logger) LoggerFactory.getLogger(ClientAddress.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ClientAddress addresses = new ClientAddress(Set.of("10.0.0.0/8"));

  @BeforeEach
  void captureLog() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void restoreLog() {
    log.detachAppender(lines);
  }

  @Test
  void theFirstForwardedAddressOfAnUntrustedPeerIsLoggedOnce() {
    assertEquals(OTHER, addresses.of(OTHER, List.of(CLIENT)));
    assertEquals("192.0.2.2", addresses.of("192.0.2.2", List.of(CLIENT)));
    assertEquals(1, lines.list.size());
    var line = lines.list.get(0);
    assertEquals(Level.WARN, line.getLevel());
    assertEquals(
        "X-Forwarded-For from 192.0.2.1 is ignored, because the address is not in"
            + " WARREN_HTTP_TRUSTED_PROXIES. If it is a proxy, all of its clients are throttled as"
            + " one. This is logged once.",
        line.getFormattedMessage());
  }

  @Test
  void aTrustedProxyAndAPeerWithoutTheHeaderAreNotLogged() {
    assertEquals(CLIENT, addresses.of(PROXY, List.of("198.51.100.1", CLIENT + ", 10.0.0.2")));
    assertEquals(PROXY, addresses.of(PROXY, List.of()));
    assertEquals(OTHER, addresses.of(OTHER, List.of()));
    assertEquals(List.of(), lines.list);
  }
}
