package warren.gateway;

import org.jspecify.annotations.Nullable;
import warren.settings.Setting;

/** The gateway's settings: the broker, which the service has too, and what is of HTTP. */
public enum GatewaySetting implements Setting {
  AMQP_URI("amqp://guest:guest@127.0.0.1:5672", "the broker; `amqps://` for TLS"),
  HTTP_HOST("127.0.0.1", "where HTTP is served"),
  HTTP_PORT("8080", "and on which port"),
  HTTP_DIALECTS(
      "authorization,django,havoc,vestec",
      "other APIs that are served too, each under its name, or elsewhere as by `vestec=/`; see [dialects.md](dialects.md)"),
  HTTP_TIMEOUT("5s", "how long a request waits for the service before it is answered 504"),
  HTTP_DRAIN_TIMEOUT("10s", "how long requests in hand may take at the stop"),
  HTTP_TRUSTED_PROXIES(
      "",
      "addresses, or ranges such as `10.0.0.0/8`, whose `X-Forwarded-For` is believed, separated by commas"),
  HTTP_CORS_ORIGINS(
      "",
      "origins such as `https://shop.example` whose pages may call, separated by commas; none by default");

  private final String standard;
  private final String meaning;

  GatewaySetting(String standard, String meaning) {
    this.standard = standard;
    this.meaning = meaning;
  }

  @Override
  public @Nullable String defaultValue() {
    return standard;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public boolean secret() {
    return this == AMQP_URI;
  }
}
