package warren.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;

/**
 * Calls the operations, on terms of its own: with which token, how long it waits. The operations
 * stand in groups, each as two methods: one waits for the reply's data, the other, whose name ends
 * in {@code Async}, returns a future of it. Every one of them
 *
 * <ul>
 *   <li>is refused with {@link RefusedException}, whose {@code code()} says why, and by a newer
 *       service perhaps with {@link UnknownRefusalException};
 *   <li>fails with {@link NoReplyException} if no reply comes.
 * </ul>
 *
 * A future fails with the same exceptions. What is chained to it runs on the client's threads, of
 * which there are as many as processors, so long work belongs elsewhere ({@link
 * WarrenClient.Builder#continueOn}). The methods themselves wait only where the network takes
 * nothing: as long as the timeout or, for the one that is writing, up to ten seconds longer.
 *
 * <p>Immutable and thread-safe. What it is made from by {@code as} and {@code with…} shares the
 * client's connection, and costs nothing.
 */
public sealed class Caller permits WarrenClient {
  private final Calls calls;
  private final Terms terms;

  Caller(Calls calls, Terms terms) {
    this.calls = calls;
    this.terms = terms;
  }

  /** The same, for whom that token was issued to. */
  public Caller as(Secret token) {
    return new Caller(calls, terms.withToken(token));
  }

  /**
   * The same, waiting as long as that: 1 ms to a day. A request that the service hasn't been given
   * by then is dropped by the broker.
   */
  public Caller withTimeout(Duration timeout) {
    return new Caller(calls, terms.withTimeout(timeout));
  }

  /**
   * The same, with an idempotency key of at most 128 characters and 255 bytes in UTF-8: a write
   * that is sent again with it, by the same account, has one effect, and gets its first reply.
   */
  public Caller withMessageId(String messageId) {
    return new Caller(calls, terms.withMessageId(messageId));
  }

  /** The same, saying for which address it calls; believed if the service trusts this client. */
  public Caller withClientIp(String address) {
    return new Caller(calls, terms.withClientIp(address));
  }

  /** The same, as part of that trace (W3C trace context). */
  public Caller withTraceparent(String traceparent) {
    return new Caller(calls, terms.withTraceparent(() -> traceparent));
  }

  /** Logging in and out, and what tokens are worth. */
  public TokenCalls tokens() {
    return new TokenCalls(this);
  }

  /** Accounts. */
  public AccountCalls accounts() {
    return new AccountCalls(this);
  }

  /** Passwords, and their reset. */
  public PasswordCalls passwords() {
    return new PasswordCalls(this);
  }

  /** Roles, permissions and groups. */
  public AccessCalls access() {
    return new AccessCalls(this);
  }

  /** Bans and flags. */
  public ModerationCalls moderation() {
    return new ModerationCalls(this);
  }

  /** The service itself. */
  public ServiceCalls service() {
    return new ServiceCalls(this);
  }

  /** Any operation of the catalogue; null where its reply has no data. */
  public <Q extends Record, R> R call(Operation<Q, R> operation, Q request) {
    return calls.await(outgoing(operation, request), reply -> Results.read(operation, reply));
  }

  /** Any operation of the catalogue, without waiting. */
  public <Q extends Record, R> CompletableFuture<R> callAsync(
      Operation<Q, R> operation, Q request) {
    return calls.later(outgoing(operation, request), reply -> Results.read(operation, reply));
  }

  private <Q extends Record> Outgoing outgoing(Operation<Q, ?> operation, Q request) {
    return terms.request(operation.name(), Json.writeRequest(request));
  }

  /**
   * Sends a body as it is and returns the reply as it came, also a refusal: for programs that pass
   * both on.
   *
   * @param operation the operation's name, which is its queue's
   * @param body JSON in UTF-8
   */
  public Reply exchange(String operation, byte[] body) {
    return calls.await(terms.request(operation, body), reply -> reply);
  }

  /** The same as {@link #exchange}, without waiting. */
  public CompletableFuture<Reply> exchangeAsync(String operation, byte[] body) {
    return calls.later(terms.request(operation, body), reply -> reply);
  }
}
