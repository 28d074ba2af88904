package warren.service.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** The health and metrics endpoint of a process. */
public final class HealthEndpoint {
  private static final Pattern VERIFICATIONS =
      Pattern.compile("(?m)^warren_password_verifications_total (\\S+)$");
  private static final Pattern HASHES =
      Pattern.compile("(?m)^warren_password_hashes_total (\\S+)$");

  private final int port;

  public HealthEndpoint(int port) {
    this.port = port;
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** How many Argon2 verifications were computed so far. */
  public long verifications() throws IOException, InterruptedException {
    return count(VERIFICATIONS);
  }

  /** How many new passwords were hashed so far. */
  public long hashes() throws IOException, InterruptedException {
    return count(HASHES);
  }

  private long count(Pattern metric) throws IOException, InterruptedException {
    var matcher = metric.matcher(get("/metrics").body());
    if (!matcher.find()) {
      throw new IllegalStateException("no such metric");
    }
    return (long) Double.parseDouble(matcher.group(1));
  }

  /** How many requests it has answered so far. */
  public long answers(String operation) throws IOException, InterruptedException {
    var counts =
        Pattern.compile(
            "(?m)^warren_requests_seconds_count\\{operation=\"" + operation + "\",.*} (\\d+)$");
    return counts
        .matcher(get("/metrics").body())
        .results()
        .mapToLong(count -> Long.parseLong(count.group(1)))
        .sum();
  }
}
