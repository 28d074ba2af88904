package warren.service.rpc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.Access;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.tokens.TokenStatus;
import warren.service.store.AccountRow;
import warren.service.store.RoleDefinitions;
import warren.service.store.Sha256;
import warren.service.store.Sql;
import warren.service.store.StandingBan;
import warren.service.store.Store;

/**
 * Second step: finds out who asks. The database row decides, not the token's text, so that what
 * ends a session, an account or a permission counts for the very next request on every process.
 */
public final class Authenticator {
  private static final String BY_TOKEN =
      """
      select account.username_key, account.email_key,
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
      where session_token.hash = :hash
      """;

  private static final Sql CALLER =
      Sql.of(
          BY_TOKEN.formatted(
              StandingBan.FROM,
              "account.id, account.number, account.username, " + RoleDefinitions.COLUMNS));

  private static final Sql CALLER_AND_ACCOUNT =
      Sql.of(BY_TOKEN.formatted(StandingBan.FROM, AccountRow.COLUMNS));

  private final Store store;

  public Authenticator(Store store) {
    this.store = store;
  }

  /**
   * Whom a token was issued to.
   *
   * @param accountId also if the token doesn't count any more
   * @param caller null if it doesn't
   */
  record Issued(UUID accountId, @Nullable Caller caller) {}

  /** Looks a token up. */
  Optional<Issued> find(Handle handle, @Nullable String token) {
    return find(handle, CALLER, token, (row, held) -> caller(row, held, null));
  }

  /** The same, with what is shown of the account. */
  Optional<Issued> findWithAccount(Handle handle, @Nullable String token) {
    return find(
        handle,
        CALLER_AND_ACCOUNT,
        token,
        (row, held) -> caller(row, held, AccountRow.read(row, held)));
  }

  /** What a token is worth and whose it is, all of it as it was at one moment. */
  public TokenStatus status(Handle handle, @Nullable String token) {
    return lookUp(handle, CALLER, token, Authenticator::status).orElse(TokenStatus.INACTIVE);
  }

  private Optional<Issued> find(Handle handle, Sql sql, @Nullable String token, Result<Caller> as) {
    return lookUp(
        handle,
        sql,
        token,
        (row, held) ->
            new Issued(
                row.getObject("id", UUID.class),
                row.getBoolean("stands") ? as.of(row, held) : null));
  }

  private interface Result<T> {
    T of(ResultSet row, RoleDefinitions.Held held) throws SQLException;
  }

  private <T> Optional<T> lookUp(Handle handle, Sql sql, @Nullable String token, Result<T> result) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    var hash = Sha256.of(token);
    var now = store.now();
    return store
        .roles()
        .reading(
            handle,
            roles ->
                sql.on(handle)
                    .bind("hash", hash)
                    .bind("now", now)
                    .one(row -> result.of(row, roles.heldBy(row))));
  }

  private static TokenStatus status(ResultSet row, RoleDefinitions.Held held) throws SQLException {
    return row.getBoolean("stands")
        ? new TokenStatus(
            true,
            row.getObject("id", UUID.class),
            row.getString("username"),
            held.roles().isEmpty() ? "" : held.roles().get(0).name(),
            held.level(),
            held.permissions().stream().sorted().toList(),
            row.getObject("token_expires_at", OffsetDateTime.class).toInstant())
        : TokenStatus.INACTIVE;
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
