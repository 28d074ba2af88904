package warren.service.rpc;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.accounts.AccountInfo;
import warren.service.identity.AccountRow;
import warren.service.identity.ActiveBan;
import warren.service.identity.EffectiveRoles;
import warren.service.identity.RoleDefinitions;
import warren.service.rpc.Authenticator.IssuedToken;
import warren.service.store.QueryByKeys;

/** Reads the accounts to which tokens were issued. */
final class PrincipalDao {
  private static final String BY_TOKEN =
      """
      select session_token.hash, account.username_key, account.email_key,
             least(session_token.expires_at, session.expires_at) as token_expires_at,
             session_token.expires_at > :now
               and session.expires_at > :now
               and session.ended_at is null
               and account.enabled
               and not exists (
                 select from withdrawn_key where withdrawn_key.kid = session_token.kid)
               and not exists (select %s) as active,
             %s
      from session_token
      join session on session.id = session_token.session_id
      join account on account.id = session.account_id
      where session_token.hash is_key
      """;

  private static final QueryByKeys PRINCIPAL =
      QueryByKeys.of(
          BY_TOKEN.formatted(
              ActiveBan.FROM,
              "account.id, account.number, account.username, " + RoleDefinitions.COLUMNS),
          "bytea");

  private static final QueryByKeys PRINCIPAL_WITH_ACCOUNT =
      QueryByKeys.of(BY_TOKEN.formatted(ActiveBan.FROM, AccountRow.COLUMNS), "bytea");

  private final RoleDefinitions roles;

  PrincipalDao(RoleDefinitions roles) {
    this.roles = roles;
  }

  /** A token and its hash. */
  record Row(ByteBuffer hash, IssuedToken token) {}

  private interface AccountReader {
    @Nullable AccountInfo read(ResultSet row, EffectiveRoles roles) throws SQLException;
  }

  List<Row> find(Handle handle, byte[][] hashes, Instant now) {
    return find(PRINCIPAL, handle, hashes, now, (row, roles) -> null);
  }

  /** Like {@link #find(Handle, byte[][], Instant)}, with the accounts' data. */
  List<Row> findWithAccount(Handle handle, byte[][] hashes, Instant now) {
    return find(PRINCIPAL_WITH_ACCOUNT, handle, hashes, now, AccountRow::read);
  }

  private List<Row> find(
      QueryByKeys query, Handle handle, byte[][] hashes, Instant now, AccountReader account) {
    return roles.withSnapshot(
        handle,
        snapshot ->
            query
                .on(handle, hashes)
                .bind("now", now)
                .list(row -> read(row, snapshot.rolesOf(row), account)));
  }

  private static Row read(ResultSet row, EffectiveRoles roles, AccountReader account)
      throws SQLException {
    return new Row(
        ByteBuffer.wrap(row.getBytes("hash")),
        new IssuedToken(
            row.getObject("id", UUID.class),
            row.getString("username"),
            row.getObject("token_expires_at", OffsetDateTime.class).toInstant(),
            row.getBoolean("active") ? principal(row, roles, account.read(row, roles)) : null));
  }

  private static Principal principal(
      ResultSet row, EffectiveRoles roles, @Nullable AccountInfo account) throws SQLException {
    return new Principal(
        row.getObject("id", UUID.class),
        row.getLong("number"),
        row.getString("username_key"),
        row.getString("email_key"),
        roles,
        account);
  }
}
