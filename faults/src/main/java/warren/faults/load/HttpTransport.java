package warren.faults.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import warren.contracts.json.Json;

/** Sends requests to the gateway. */
final class HttpTransport implements Transport {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final int port;

  HttpTransport(int port) {
    this.port = port;
  }

  @Override
  public String channel() {
    return "HTTP";
  }

  @Override
  public Answer send(Call call) throws NoAnswerException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/rpc/" + call.operation().name()))
            // the gateway itself replies after its timeout
            .timeout(TIMEOUT.plusSeconds(1))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.writeRequest(call.body())));
    if (call.token() != null) {
      request.header("Authorization", "Bearer " + call.token().reveal());
    }
    if (call.messageId() != null) {
      request.header("Idempotency-Key", call.messageId());
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofByteArray());
      return Answer.of(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("X-Request-Id").orElse(null));
    } catch (IOException e) {
      throw new NoAnswerException(e);
    }
  }
}
