package warren.service.rpc;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.catalogue.Access;
import warren.contracts.tokens.TokenStatus;
import warren.service.store.AccountRow;
import warren.service.store.KeyedQuery;
import warren.service.store.RoleDefinitions;
import warren.service.store.Sha256;
import warren.service.store.StandingBan;
import warren.service.store.Store;

/**
 * Second step: finds out who asks. The database row decides, not the token's text, so that what
 * ends a session, an account or a permission counts for the very next request on every process.
 */
public final class Authenticator {
  private static final String BY_TOKEN =
      """
      select session_token.hash, account.username_key, account.email_key,
             least(session_token.expires_at, session.expires_at) as token_expires_at,
             session_token.expires_at > :now
               and session.expires_at > :now
               and session.ended_at is null
               and account.enabled
               and not exists (select %s) as stands,
             %s
      from session_token
      join session on session.id = session_token.session_id
      join account on account.id = session.account_id
      where session_token.hash is_key
      """;

  private static final KeyedQuery CALLER =
      KeyedQuery.of(
          BY_TOKEN.formatted(
              StandingBan.FROM,
              "account.id, account.number, account.username, " + RoleDefinitions.COLUMNS),
          "bytea");

  private static final KeyedQuery CALLER_AND_ACCOUNT =
      KeyedQuery.of(BY_TOKEN.formatted(StandingBan.FROM, AccountRow.COLUMNS), "bytea");

  private final Store store;

  public Authenticator(Store store) {
    this.store = store;
  }

  /**
   * Whom a token was issued to.
   *
   * @param accountId also if the token doesn't count any more
   * @param username null if the account was erased
   * @param caller null if it doesn't
   */
  record Issued(
      UUID accountId, @Nullable String username, Instant tokenExpiresAt, @Nullable Caller caller) {}

  /** Looks a token up. */
  Optional<Issued> find(@Nullable String token) {
    return token == null || token.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(find(Set.of(token)).get(token));
  }

  /** Looks tokens up. */
  Map<String, Issued> find(Set<String> tokens) {
    return issued(CALLER, tokens, (row, held) -> null);
  }

  /** The same, with what is shown of the accounts. */
  Map<String, Issued> findWithAccount(Set<String> tokens) {
    return issued(CALLER_AND_ACCOUNT, tokens, AccountRow::read);
  }

  /** What tokens are worth and whose they are, all of it as it was at one moment. */
  public Map<String, TokenStatus> status(Set<String> tokens) {
    return find(tokens).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, found -> status(found.getValue())));
  }

  private interface Shown {
    @Nullable AccountInfo of(ResultSet row, RoleDefinitions.Held held) throws SQLException;
  }

  private record Found(ByteBuffer hash, Issued issued) {}

  private Map<String, Issued> issued(KeyedQuery query, Set<String> tokens, Shown shown) {
    if (tokens.isEmpty()) {
      return Map.of();
    }
    var byHash =
        tokens.stream()
            .collect(Collectors.toMap(token -> ByteBuffer.wrap(Sha256.of(token)), token -> token));
    var keys = byHash.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new);
    var found =
        store.read(
            handle ->
                store
                    .roles()
                    .reading(
                        handle,
                        roles ->
                            query
                                .on(handle, keys)
                                .bind("now", store.now())
                                .all(row -> found(row, roles.heldBy(row), shown))));
    return found.stream()
        .collect(
            Collectors.toMap(one -> Objects.requireNonNull(byHash.get(one.hash())), Found::issued));
  }

  private static Found found(ResultSet row, RoleDefinitions.Held held, Shown shown)
      throws SQLException {
    return new Found(
        ByteBuffer.wrap(row.getBytes("hash")),
        new Issued(
            row.getObject("id", UUID.class),
            row.getString("username"),
            row.getObject("token_expires_at", OffsetDateTime.class).toInstant(),
            row.getBoolean("stands") ? caller(row, held, shown.of(row, held)) : null));
  }

  private static TokenStatus status(Issued issued) {
    var caller = issued.caller();
    return caller == null
        ? TokenStatus.INACTIVE
        : new TokenStatus(
            true,
            issued.accountId(),
            Objects.requireNonNull(issued.username()),
            caller.role(),
            caller.level(),
            caller.permissions(),
            issued.tokenExpiresAt());
  }

  private static Caller caller(
      ResultSet row, RoleDefinitions.Held held, @Nullable AccountInfo account) throws SQLException {
    return new Caller(
        row.getObject("id", UUID.class),
        row.getLong("number"),
        row.getString("username_key"),
        row.getString("email_key"),
        held,
        account);
  }

  /** The caller that an operation sees. */
  Caller require(Access access, @Nullable String token, Optional<Issued> issued) {
    var caller = issued.map(Issued::caller).orElse(null);
    return switch (access.token()) {
      case IGNORED -> Caller.ANONYMOUS;
      case OPTIONAL -> token == null ? Caller.ANONYMOUS : standing(caller);
      case REQUIRED -> standing(caller);
    };
  }

  private static Caller standing(@Nullable Caller caller) {
    if (caller == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    return caller;
  }
}
