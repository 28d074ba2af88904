package warren.service.rpc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import warren.contracts.Access;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.tokens.TokenStatus;
import warren.service.store.Sha256;
import warren.service.store.StandingBan;
import warren.service.store.Store;

/**
 * Second step: finds out who asks. The database row decides, not the token's text, so that what
 * ends a session, an account or a permission counts for the very next request on every process.
 */
public final class Authenticator {
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
    return find(handle, token, (row, context) -> issued(row));
  }

  /** What a token is worth and whose it is, all of it as it was at one moment. */
  public TokenStatus status(Handle handle, @Nullable String token) {
    return find(handle, token, (row, context) -> status(row)).orElse(TokenStatus.INACTIVE);
  }

  private <T> Optional<T> find(Handle handle, @Nullable String token, RowMapper<T> result) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            """
            select account.id, account.number, account.username, account.username_key,
                   account.email_key, held.role,
                   coalesce(held.level, -1) as level,
                   coalesce(held.administrator, false) as administrator,
                   held.permissions,
                   least(session_token.expires_at, session.expires_at) as expires_at,
                   session_token.expires_at > :now
                     and session.expires_at > :now
                     and session.ended_at is null
                     and account.enabled
                     and not exists (select %s) as stands
            from session_token
            join session on session.id = session_token.session_id
            join account on account.id = session.account_id
            left join lateral (
              select max(role.level) as level,
                     (array_agg(role.name order by role.level desc, role.name_key))[1] as role,
                     bool_or(role.name_key = 'admin') as administrator,
                     array_agg(distinct permission.name) filter (where permission.name is not null)
                       as permissions
              from (
                select role_id from account_role where account_id = account.id
                union
                select role_id
                from account_group_member
                join account_group_role using (group_id)
                where account_id = account.id) as of_account
              join role on role.id = of_account.role_id
              left join role_permission on role_permission.role_id = role.id
              left join permission on permission.id = role_permission.permission_id
            ) as held on true
            where session_token.hash = :hash
            """
                .formatted(StandingBan.FROM))
        .bind("hash", Sha256.of(token))
        .bind("now", store.now())
        .map(result)
        .findOne();
  }

  private static TokenStatus status(ResultSet row) throws SQLException {
    var caller = issued(row).caller();
    return caller == null
        ? TokenStatus.INACTIVE
        : new TokenStatus(
            true,
            caller.accountId(),
            row.getString("username"),
            row.getString("role"),
            caller.level(),
            caller.permissions(),
            row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static Issued issued(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Issued(id, row.getBoolean("stands") ? caller(id, row) : null);
  }

  private static Caller caller(UUID id, ResultSet row) throws SQLException {
    var array = row.getArray("permissions");
    return new Caller(
        id,
        row.getLong("number"),
        row.getString("username_key"),
        row.getString("email_key"),
        row.getInt("level"),
        row.getBoolean("administrator"),
        array == null ? Set.of() : Set.copyOf(List.of((String[]) array.getArray())));
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
