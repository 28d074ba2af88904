package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import warren.contracts.catalogue.Operation;
import warren.service.support.TestClient.Reply;

/**
 * A service that receives invalid requests of every operation, many at a time, while its log is
 * captured.
 */
public final class BadInput implements AutoCloseable {
  private final TestService service;
  private final SampleRequests samples;
  private final ConcurrentCaller caller;
  private final LogCapture lines;
  private final List<String> secrets = new ArrayList<>();

  public BadInput(TestService service) throws Exception {
    this.service = service;
    this.samples = new SampleRequests(service);
    this.caller = ConcurrentCaller.byQueue(service.connection());
    this.lines = new LogCapture();
    secrets.addAll(List.of(TestService.PASSWORD, TestService.ADMIN_PASSWORD));
  }

  public TestService service() {
    return service;
  }

  public ConcurrentCaller caller() {
    return caller;
  }

  /** A body that can be carried out, for an administrator. */
  public ObjectNode right(Operation<?, ?> operation) throws Exception {
    return samples.of(operation);
  }

  /** Asserts at the end that this was not logged, too. */
  public void keepSecret(String secret) {
    secrets.add(secret);
  }

  /** Headers of an administrator, who logs in anew: the one before may have logged out. */
  public Map<String, Object> adminHeaders() throws Exception {
    var token = service.adminToken();
    keepSecret(token);
    return Map.of("jwt", token);
  }

  /** Sends a request with properties that may be anything, and returns its correlation id. */
  public String send(
      Operation<?, ?> operation, String body, UnaryOperator<BasicProperties> properties)
      throws Exception {
    return caller.send(operation.name(), body.getBytes(StandardCharsets.UTF_8), properties);
  }

  /** The only reply to a request, waited for. */
  public Reply reply(Operation<?, ?> operation, String id) throws Exception {
    var answer = caller.only(id);
    assertEquals(operation.replyName(), answer.properties().getType());
    assertEquals("application/json", answer.properties().getContentType());
    return answer;
  }

  /** Asserts that a right request is carried out. */
  public void assertAnswersRight(Operation<?, ?> operation) throws Exception {
    var headers = adminHeaders();
    var id =
        send(
            operation,
            right(operation).toString(),
            properties -> properties.builder().headers(headers).build());
    assertCarriedOut(reply(operation, id));
  }

  public static void assertCarriedOut(Reply answer) {
    assertEquals(200, answer.status(), answer.body().toString());
  }

  /**
   * Asserts that every request is settled once, and that neither an error nor passwords nor tokens
   * nor any of these texts were logged.
   */
  public void assertAllSettled(String... planted) throws Exception {
    service.assertAllSettled();
    caller.assertNoDuplicateReplies();
    assertEquals(List.of(), lines.written(Level.ERROR));
    secrets.addAll(List.of(planted));
    lines.assertContainsNoneOf(secrets);
  }

  @Override
  public void close() {
    lines.close();
  }
}
