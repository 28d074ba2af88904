package warren.service.support;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One process or two on a broker and a database, and the state that they started with. */
final class RunningServices implements AutoCloseable {
  private final TestService service;
  private final @Nullable BothServices both;
  private final InitialRows initialRows;

  private RunningServices(TestService service, @Nullable BothServices both) {
    this.service = service;
    this.both = both;
    this.initialRows = new InitialRows(service.database());
  }

  static RunningServices start(WarrenTest test) {
    Map<String, String> settings = new HashMap<>();
    for (var setting : test.settings()) {
      var parts = setting.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    try {
      if (test.processes() == 1) {
        return new RunningServices(TestService.start(settings), null);
      }
      var both =
          test.separate() ? BothServices.startPrograms(settings) : BothServices.start(settings);
      return new RunningServices(both.one(), both);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The objects that tests can have as parameters, by their types. */
  Map<Class<?>, Object> parameters() {
    Map<Class<?>, Object> parameters = new HashMap<>();
    parameters.put(TestService.class, service);
    parameters.put(TestClient.class, service.client());
    parameters.put(Rows.class, new Rows(service));
    if (both != null) {
      parameters.put(BothServices.class, both);
    }
    return parameters;
  }

  /** Waits for requests that an earlier class has left. */
  void awaitIdle() throws Exception {
    Await.until("no request is in a queue", () -> service.waiting() == 0);
  }

  void reset() {
    initialRows.restore();
    try {
      service.renewClient();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (initialRows) {
      if (both == null) {
        service.close();
      } else {
        both.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
