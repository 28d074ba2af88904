package warren.service.config;

import warren.settings.SettingsReader;

/** The combinations of settings that prevent the start, although each value alone is valid. */
final class Contradictions {
  private Contradictions() {}

  /** Reports the contradictions to the reader. */
  static void check(SettingsReader reader) {
    reader.require(
        ServiceSetting.TOKEN_TTL,
        ServiceSetting.TOKEN_MAX_TTL,
        (ttl, max) -> ttl.compareTo(max) <= 0,
        "must not be longer than " + ServiceSetting.TOKEN_MAX_TTL.variable());
    reader.require(
        ServiceSetting.SIGNING_KEY_ROTATION,
        ServiceSetting.CLEANUP_INTERVAL,
        (rotation, interval) -> rotation.compareTo(interval.multipliedBy(2)) >= 0,
        "must be at least twice as long as " + ServiceSetting.CLEANUP_INTERVAL.variable());
    reader.require(
        ServiceSetting.ARGON2_MEMORY_KIB,
        ServiceSetting.ARGON2_PARALLELISM,
        (memory, parallelism) -> memory >= 8 * parallelism,
        "must be at least 8 times " + ServiceSetting.ARGON2_PARALLELISM.variable());
    reader.require(
        ServiceSetting.SECRET_PREVIOUS,
        ServiceSetting.SECRET,
        (previous, secret) ->
            previous.isEmpty() || !previous.get().reveal().equals(secret.reveal()),
        "must not be the same as " + ServiceSetting.SECRET.variable());
    // the types of the two exchanges differ
    reader.require(
        ServiceSetting.EVENTS_EXCHANGE,
        ServiceSetting.LEGACY_EXCHANGE,
        (events, legacy) -> events.isEmpty() || !events.equals(legacy),
        "must not be the same exchange as " + ServiceSetting.LEGACY_EXCHANGE.variable());
  }
}
