package warren.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import warren.contracts.Secret;

/** A session, whose tokens are exchanged at most twice, so that all of them remain valid. */
final class Session {
  private static final int EXCHANGES = 2;

  /** Longer than a repeated exchange may arrive late. */
  private static final long PAUSE_MICROS = 45_000_000;

  final String name;
  private Secret accessToken;
  private Secret refreshToken;
  private int exchanges;
  private long exchangedAt;
  private boolean exchanging;

  Session(String name, JsonNode data, long now) {
    this.name = name;
    this.accessToken = Secret.of(data.path("access_token").asText());
    this.refreshToken = Secret.of(data.path("refresh_token").asText());
    this.exchangedAt = now;
  }

  synchronized Secret accessToken() {
    return accessToken;
  }

  synchronized Secret refreshToken() {
    return refreshToken;
  }

  /** Reserves an exchange if one is possible now. */
  synchronized boolean beginExchange(long now) {
    var possible = !exchanging && exchanges < EXCHANGES && now - exchangedAt > PAUSE_MICROS;
    exchanging |= possible;
    return possible;
  }

  synchronized void exchanged(JsonNode data, long now) {
    accessToken = Secret.of(data.path("access_token").asText());
    refreshToken = Secret.of(data.path("refresh_token").asText());
    exchanges++;
    exchangedAt = now;
    exchanging = false;
  }
}
