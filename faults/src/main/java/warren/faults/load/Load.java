package warren.faults.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.catalogue.AccountCatalogue;
import warren.contracts.catalogue.TokenCatalogue;
import warren.contracts.tokens.SessionRequest;
import warren.faults.deployment.Deployment;
import warren.faults.history.History;

/** The callers: half of them send over AMQP and half over HTTP. */
public final class Load implements AutoCloseable {
  private static final int ACCOUNTS = 24;
  private static final int CLIENTS = 4;

  /** All workers together send 250 requests a second. */
  private static final long INTERVAL_NS = 1_000_000_000L * 2 * ACCOUNTS / 250;

  /** The time in which each worker gets the final reply of its last request. */
  private static final long LAST_REPLY_MS = 60_000;

  private static final long TTL_MS = 86_400_000;

  private final List<Thread> threads = new ArrayList<>();
  private final List<AmqpTransport> clients = new ArrayList<>();
  private final HttpTransport http;
  private final History history;
  private final AtomicLong numbers = new AtomicLong();
  private final List<Account> accounts = new ArrayList<>();
  private volatile boolean stopping;

  /** Creates the accounts and starts the callers. */
  public Load(Deployment deployment, History history, long seed)
      throws IOException, InterruptedException {
    this.history = history;
    this.http = new HttpTransport(deployment.httpPort());
    for (var i = 0; i < CLIENTS; i++) {
      clients.add(new AmqpTransport(deployment.amqpUri("client-" + i)));
    }
    var administrator = administrator();
    for (var i = 0; i < ACCOUNTS; i++) {
      accounts.add(account("account-" + i, administrator));
    }
    for (var i = 0; i < 2 * ACCOUNTS; i++) {
      var transport = i % 2 == 0 ? clients.get(i / 2 % CLIENTS) : http;
      start(worker(accounts.get(i / 2), administrator, transport, new Random(seed + i)), i);
    }
  }

  private Worker worker(Account account, Secret administrator, Transport transport, Random random) {
    var caller = new PatientCaller(transport, history, random);
    return new Worker(
        account, administrator, new Recorder(caller, history, administrator, numbers), random);
  }

  private Secret administrator() {
    var body = new SessionRequest("admin", Secret.of(Deployment.PASSWORD)).withTtl(TTL_MS);
    var session = first(new Call(TokenCatalogue.SESSION, body, null, null));
    return Secret.of(session.data().path("access_token").asText());
  }

  private Account account(String username, Secret administrator) {
    var body = new AccountCreateRequest(username, Secret.of(Deployment.PASSWORD));
    var created = first(new Call(AccountCatalogue.ACCOUNT_CREATE, body, administrator, username));
    return new Account(username, UUID.fromString(created.data().path("user-id").asText()));
  }

  private Answer first(Call call) {
    var result = new PatientCaller(http, history, new Random(0)).call(call);
    if (!result.succeeded()) {
      throw new IllegalStateException(call.operation().name() + " failed: " + result.answer());
    }
    return requireNonNull(result.answer());
  }

  private void start(Worker worker, int number) {
    var thread = new Thread(() -> run(worker, number), "worker-" + number);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  private void run(Worker worker, int number) {
    var due = System.nanoTime() + number * INTERVAL_NS / (2 * ACCOUNTS);
    while (!stopping && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(due - System.nanoTime());
      worker.step();
      // missed requests are not made up for
      due = Math.max(due + INTERVAL_NS, System.nanoTime() - INTERVAL_NS);
    }
  }

  /** Returns the names of the accounts. */
  public List<String> accounts() {
    return accounts.stream().map(account -> account.username).toList();
  }

  /** Waits for the final replies; afterwards no request is sent. */
  public void stop() throws InterruptedException {
    stopping = true;
    var deadline = System.currentTimeMillis() + LAST_REPLY_MS;
    for (var thread : threads) {
      thread.join(Math.max(1, deadline - System.currentTimeMillis()));
      thread.interrupt();
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() {
    stopping = true;
    threads.forEach(Thread::interrupt);
    clients.forEach(AmqpTransport::close);
  }
}
