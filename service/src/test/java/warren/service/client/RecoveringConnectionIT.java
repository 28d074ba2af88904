package warren.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.client.connection.Broker;
import warren.client.connection.RecoveringConnection;
import warren.client.connection.RecoveringConnection.Observer;
import warren.client.connection.RecoveringConnection.Setup;
import warren.contracts.BrokerUris;
import warren.service.support.Await;
import warren.service.support.TcpProxy;
import warren.service.support.TestServers;

/** The recovery, when its owner's code fails or takes long. */
class RecoveringConnectionIT {
  private static final Duration END_OF_SETUP = Duration.ofMillis(300);

  private final ExecutorService callbacks = Executors.newSingleThreadExecutor();
  private TcpProxy proxy;

  @BeforeEach
  void openProxy() throws IOException {
    proxy = new TcpProxy(TestServers.take().amqpUri());
  }

  @AfterEach
  void closeProxy() throws IOException {
    proxy.close();
    callbacks.shutdownNow();
  }

  private RecoveringConnection connection(Setup setup, Observer observer) throws Exception {
    var broker = Broker.at(BrokerUris.parse(proxy.uri()), new ConnectionFactory());
    var recoveryThread = Executors.newSingleThreadExecutor();
    return new RecoveringConnection("test", broker, recoveryThread, callbacks, setup, observer);
  }

  @Test
  void anErrorOfTheSetupIsReportedBeforeTheNextAttempt() throws Exception {
    var error = new AssertionError("of the setup");
    var attempts = new AtomicInteger();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Setup setup =
        (connection, lost) -> {
          if (attempts.incrementAndGet() == 1) {
            throw error;
          }
        };
    var observer =
        new Observer() {
          @Override
          public void failed(Throwable cause) {
            failures.add(cause);
          }
        };
    try (var connection = connection(setup, observer)) {
      connection.start();
      Await.until("it is open", connection::isOpen);
      assertEquals(1, failures.size());
      assertSame(error, failures.peek());
    }
  }

  @Test
  void aFailureOfTheObserverDoesNotEndTheRecovery() throws Exception {
    var observer =
        new Observer() {
          @Override
          public void failed(Throwable cause) {
            throw new IllegalStateException("of the observer");
          }
        };
    try (var connection = connection((opened, lost) -> {}, observer)) {
      connection.open();
      proxy.refuse(true);
      proxy.cut();
      Await.until("several attempts have failed", () -> proxy.refused() >= 3);
      proxy.refuse(false);
      Await.until("it is open again", connection::isOpen);
    }
  }

  @Test
  void closingWaitsForASetupInProgress() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    Setup setup =
        (connection, lost) -> {
          begun.countDown();
          while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
          }
          Thread.interrupted();
          LockSupport.parkNanos(END_OF_SETUP.toNanos());
          ended.set(true);
        };
    var connection = connection(setup, new Observer() {});
    connection.start();
    begun.await();
    connection.close();
    assertTrue(ended.get());
    assertFalse(connection.isOpen());
  }

  @Test
  void theRecoveryThreadItselfCanClose() throws Exception {
    var own = new CompletableFuture<RecoveringConnection>();
    var closed = new CountDownLatch(1);
    Setup setup =
        (opened, lost) -> {
          own.join().close();
          closed.countDown();
        };
    var connection = connection(setup, new Observer() {});
    own.complete(connection);
    connection.start();
    assertTrue(closed.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertFalse(connection.isOpen());
  }
}
