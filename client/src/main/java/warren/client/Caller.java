package warren.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import warren.contracts.Headers;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;

/**
 * Calls the operations, with its own options: token, timeout and so on. Each operation has two
 * methods: one waits for the reply's data; the other, with a name that ends in {@code Async},
 * returns a future of it. Each of them
 *
 * <ul>
 *   <li>throws {@link RefusedException} if the service refuses the request, with the error code in
 *       {@code code()}; a newer service may refuse with an {@link UnknownRefusalException};
 *   <li>throws {@link NoReplyException} if no reply arrives.
 * </ul>
 *
 * A future fails with the same exceptions. Its dependent stages run on the client's threads, one
 * for each processor, so long work belongs on another executor ({@link
 * WarrenClient.Builder#continueOn}). The {@code Async} methods themselves wait only if the network
 * accepts no data: as long as the timeout, or up to ten seconds longer for the thread that is
 * writing.
 *
 * <p>Immutable and thread-safe. The callers that {@code as} and {@code with…} return share the
 * client's connection; they cost nothing.
 */
public sealed class Caller permits WarrenClient {
  private final RpcExecutor rpc;
  private final CallOptions options;

  Caller(RpcExecutor rpc, CallOptions options) {
    this.rpc = rpc;
    this.options = options;
  }

  /** The same caller with this token: its calls are made by the account of the token. */
  public Caller as(Secret token) {
    return new Caller(rpc, options.withToken(token));
  }

  /**
   * The same caller with this timeout: 1 ms to one day. The broker drops a request that it has not
   * delivered to the service by then.
   */
  public Caller withTimeout(Duration timeout) {
    return new Caller(rpc, options.withTimeout(timeout));
  }

  /**
   * The same caller with this idempotency key: a request that the same account repeats with it has
   * one effect, and each repetition returns the first reply. A key has at most {@value
   * Headers#MAX_MESSAGE_ID} characters and {@value Headers#MAX_MESSAGE_ID_BYTES} bytes in UTF-8.
   */
  public Caller withMessageId(String messageId) {
    return new Caller(rpc, options.withMessageId(messageId));
  }

  /**
   * The same caller with the IP address of the end user. The service uses it only if it trusts this
   * client.
   */
  public Caller withClientIp(String address) {
    return new Caller(rpc, options.withClientIp(address));
  }

  /** The same caller with this trace (W3C trace context). */
  public Caller withTraceparent(String traceparent) {
    return new Caller(rpc, options.withTraceparent(() -> traceparent));
  }

  /** Sessions and tokens. */
  public TokenCalls tokens() {
    return new TokenCalls(this);
  }

  /** Accounts. */
  public AccountCalls accounts() {
    return new AccountCalls(this);
  }

  /** Passwords and their reset. */
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

  /** Calls any operation of the catalogue; returns null if its reply has no data. */
  public <Q extends Record, R> R call(Operation<Q, R> operation, Q request) {
    return rpc.await(outgoing(operation, request), reply -> Results.read(operation, reply));
  }

  /** The same as {@link #call}, without waiting. */
  public <Q extends Record, R> CompletableFuture<R> callAsync(
      Operation<Q, R> operation, Q request) {
    return rpc.later(outgoing(operation, request), reply -> Results.read(operation, reply));
  }

  private <Q extends Record> Outgoing outgoing(Operation<Q, ?> operation, Q request) {
    return options.request(operation.name(), Json.writeRequest(request));
  }

  /**
   * Sends a body unchanged and returns the reply unchanged, also a refusal: for programs that
   * forward both.
   *
   * @param operation the name of the operation, which is also the name of its queue
   * @param body JSON in UTF-8
   */
  public Reply exchange(String operation, byte[] body) {
    return rpc.await(options.request(operation, body), reply -> reply);
  }

  /** The same as {@link #exchange}, without waiting. */
  public CompletableFuture<Reply> exchangeAsync(String operation, byte[] body) {
    return rpc.later(options.request(operation, body), reply -> reply);
  }
}
