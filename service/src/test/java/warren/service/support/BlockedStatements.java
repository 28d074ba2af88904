package warren.service.support;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import warren.service.support.TestServers.Place;

/**
 * A proxy between a service and its database that blocks one statement, while others overtake it.
 * The text of a statement is sent the first few times on a connection, until it is prepared.
 */
public final class BlockedStatements implements AutoCloseable {
  private static final String JDBC = "jdbc:";

  private final TcpProxy proxy;
  private final AtomicReference<Blocked> next = new AtomicReference<>();

  public BlockedStatements(Place place) throws IOException {
    this.proxy =
        new TcpProxy(URI.create(place.dbUrl().substring(JDBC.length())), this::blockIfWanted);
  }

  /** The URL of the database by way of the proxy. */
  public String url() {
    return JDBC + proxy.uri();
  }

  /** Blocks the next statement for which this is true. */
  public Blocked next(Predicate<String> which) {
    var blocked = new Blocked(which);
    next.set(blocked);
    return blocked;
  }

  /** The statement that is blocked, or will be. */
  public final class Blocked implements AutoCloseable {
    private final Predicate<String> which;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Blocked(Predicate<String> which) {
      this.which = which;
    }

    public boolean isBlocked() {
      return arrived.getCount() == 0;
    }

    public void await() throws Exception {
      Await.until("the statement is blocked", this::isBlocked);
    }

    public void release() {
      next.compareAndSet(this, null);
      released.countDown();
    }

    @Override
    public void close() {
      release();
    }
  }

  private void blockIfWanted(String sent) throws InterruptedException {
    var wanted = next.get();
    if (wanted != null && wanted.which.test(sent) && next.compareAndSet(wanted, null)) {
      wanted.arrived.countDown();
      wanted.released.await();
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}
