package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.catalogue.ServiceCatalogue;

class ClientAddressTest {
  private static @Nullable ClientAddress source(
      @Nullable String clientIp, @Nullable String userId) {
    var request =
        new Request(
            ServiceCatalogue.SERVICE_STATUS,
            new Request.Body(new byte[0]),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            clientIp,
            userId,
            null,
            false,
            false,
            0);
    return ClientAddress.of(request, Set.of("gateway", "service"));
  }

  private static ClientAddress of(String clientIp) {
    var source = source(clientIp, "gateway");
    assertNotNull(source);
    return source;
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "2001:DB8:0::1, 2001:db8:0:0:0:0:0:1",
    "::, 0:0:0:0:0:0:0:0",
    "::1, 0:0:0:0:0:0:0:1",
    "::ffff:192.0.2.1, 192.0.2.1"
  })
  void anAddressIsReadInAllItsForms(String text, String canonical) {
    assertEquals(canonical, of(text).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.org",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.4 ",
        "1.2.3.4:80",
        "[::1]",
        "::1%1",
        ":",
        ":::",
        "1:2",
        "abcd",
        "a:b:c:d:e:f:g:h",
        "1:2:3:4:5:6:7:8:9",
        "::1.2.3",
        "1.2.3.4\n",
        "١.2.3.4"
      })
  void anInvalidAddressIsAbsent(String text) {
    assertNull(source(text, "gateway"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"256.1.1.1", "1.1.1.256", "999.999.999.999", "300.1.1.1", "1.260.1.1"})
  void anInvalidAddressIsNotResolvedAsAHostName(String text) {
    assertFalse(ClientAddress.isLiteral(text));
  }

  @Test
  void allBytesMakeAddresses() {
    for (var value = 0; value < 256; value++) {
      assertEquals("192.0.2." + value, of("192.0.2." + value).text());
    }
  }

  @Test
  void anAbsentAddressIsAbsent() {
    assertNull(source(null, "gateway"));
  }

  @Test
  void onlyAddressesFromTrustedUsersAreTrusted() {
    assertEquals(true, of("192.0.2.1").trusted());
    for (var user : new @Nullable String[] {null, "", "Gateway", "somebody"}) {
      assertEquals(new ClientAddress(of("192.0.2.1").address(), false), source("192.0.2.1", user));
    }
  }

  @Test
  void ipv6AddressesAreCountedByNetwork() {
    assertArrayEquals(of("2001:db8::1").throttleKey(), of("2001:db8::ffff:1:2:3").throttleKey());
    assertEquals(
        false, Arrays.equals(of("2001:db8::1").throttleKey(), of("2001:db8:0:1::1").throttleKey()));
    assertArrayEquals(new byte[] {(byte) 192, 0, 2, 1}, of("192.0.2.1").throttleKey());
  }
}
