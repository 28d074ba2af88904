package warren.service.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import warren.contracts.Change;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AccountUpdate;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.json.Json;
import warren.service.store.NameKey;
import warren.service.store.StandingBan;

/** Reads and writes accounts. */
final class AccountDao {
  static final Refusal USERNAME_TAKEN =
      Refusal.ofField(ErrorCode.USERNAME_TAKEN, "username", "is taken");
  static final Refusal EMAIL_TAKEN =
      Refusal.ofField(ErrorCode.EMAIL_TAKEN, "user_email", "is taken");

  static final String IS_FLAGGED =
      """
      exists (select from flag where flag.account_id = account.id and flag.lifted_at is null)
      """;

  /** Accounts with their roles and groups, as {@link #info(ResultSet)} takes them. */
  static final String SELECT_INFO =
      """
      select account.id, number, username, email, first_name, last_name, enabled,
             created_at, updated_at, last_login,
             %1$s as flagged,
             (select coalesce(ends_at, 'infinity') %2$s) as banned_until,
             (select coalesce(json_agg(json_build_object(
                'id', role.id, 'name', role.name, 'level', role.level,
                'description', role.description,
                'permissions', (
                  select coalesce(json_agg(json_build_object(
                    'id', permission.id, 'name', permission.name,
                    'description', permission.description) order by permission.name), '[]')
                  from role_permission
                  join permission on permission.id = role_permission.permission_id
                  where role_permission.role_id = role.id)
                ) order by role.level desc, role.name_key), '[]')
              from role
              where role.id in (
                select role_id from account_role where account_id = account.id
                union all
                select role_id
                from account_group_member
                join account_group_role using (group_id)
                where account_id = account.id)) as roles,
             (select coalesce(json_agg(json_build_object(
                'id', account_group.id, 'name', account_group.name)
                order by account_group.name_key), '[]')
              from account_group_member
              join account_group on account_group.id = account_group_member.group_id
              where account_group_member.account_id = account.id) as groups
      from account
      """
          .formatted(IS_FLAGGED, StandingBan.FROM);

  /** A new account. */
  record NewAccount(
      UUID id,
      String username,
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      String passwordHash,
      boolean enabled,
      Instant createdAt) {
    @Override
    public String toString() {
      return id.toString();
    }
  }

  /** Inserts an account; false if its username or its e-mail address is taken. */
  boolean insert(Handle transaction, NewAccount account) {
    return transaction
            .createUpdate(
                """
                insert into account (
                  id, username, username_key, email, email_key, first_name, first_name_key,
                  last_name, last_name_key, password_hash, enabled, created_at, updated_at)
                values (
                  :id, :username, :usernameKey, :email, :emailKey, :firstName, :firstNameKey,
                  :lastName, :lastNameKey, :passwordHash, :enabled, :now, :now)
                on conflict do nothing
                """)
            .bind("id", account.id())
            .bind("username", account.username())
            .bind("usernameKey", NameKey.of(account.username()))
            .bind("email", account.email())
            .bind("emailKey", keyOf(account.email()))
            .bind("firstName", account.firstName())
            .bind("firstNameKey", keyOf(account.firstName()))
            .bind("lastName", account.lastName())
            .bind("lastNameKey", keyOf(account.lastName()))
            .bind("passwordHash", account.passwordHash())
            .bind("enabled", account.enabled())
            .bind("now", account.createdAt())
            .execute()
        == 1;
  }

  /** Why an account of that name could not be inserted. */
  RefusedException taken(Handle handle, String username) {
    var byUsername =
        handle
            .createQuery("select exists (select from account where username_key = :key)")
            .bind("key", NameKey.of(username))
            .mapTo(Boolean.class)
            .one();
    return new RefusedException(byUsername ? USERNAME_TAKEN : EMAIL_TAKEN);
  }

  /** Changes what the request names. Refused with {@code username_taken} or {@code email_taken}. */
  AccountUpdate update(Handle transaction, UUID id, UpdateAccountRequest request, Instant now) {
    try {
      return transaction
          .createQuery(
              """
              update account
              set username = coalesce(:username, username),
                  username_key = coalesce(:usernameKey, username_key),
                  email = case when :changesEmail then :email else email end,
                  email_key = case when :changesEmail then :emailKey else email_key end,
                  first_name = case when :changesFirst then :firstName else first_name end,
                  first_name_key =
                    case when :changesFirst then :firstNameKey else first_name_key end,
                  last_name = case when :changesLast then :lastName else last_name end,
                  last_name_key = case when :changesLast then :lastNameKey else last_name_key end,
                  updated_at = :now
              where id = :id
              returning username, email, updated_at
              """)
          .bind("username", request.username())
          .bind("usernameKey", keyOf(request.username()))
          .bind("changesEmail", request.userEmail() != null)
          .bind("email", valueOf(request.userEmail()))
          .bind("emailKey", keyOf(valueOf(request.userEmail())))
          .bind("changesFirst", request.firstName() != null)
          .bind("firstName", valueOf(request.firstName()))
          .bind("firstNameKey", keyOf(valueOf(request.firstName())))
          .bind("changesLast", request.lastName() != null)
          .bind("lastName", valueOf(request.lastName()))
          .bind("lastNameKey", keyOf(valueOf(request.lastName())))
          .bind("now", now)
          .bind("id", id)
          .map((row, context) -> updated(row))
          .one();
    } catch (UnableToExecuteStatementException e) {
      throw refusalOf(e);
    }
  }

  private static RuntimeException refusalOf(UnableToExecuteStatementException failure) {
    return switch (brokenConstraint(failure)) {
      case "account_username" -> new RefusedException(USERNAME_TAKEN);
      case "account_email" -> new RefusedException(EMAIL_TAKEN);
      default -> failure;
    };
  }

  private static String brokenConstraint(UnableToExecuteStatementException failure) {
    var error =
        failure.getCause() instanceof PSQLException cause ? cause.getServerErrorMessage() : null;
    return error == null ? "" : String.valueOf(error.getConstraint());
  }

  private static @Nullable String keyOf(@Nullable String name) {
    return name == null ? null : NameKey.of(name);
  }

  private static @Nullable String valueOf(@Nullable Change<String> change) {
    return change == null ? null : change.value();
  }

  private static AccountUpdate updated(ResultSet row) throws SQLException {
    return new AccountUpdate(
        row.getString("username"),
        row.getString("email"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  /** Says that an account was changed. */
  void touch(Handle transaction, UUID id, Instant now) {
    transaction
        .createUpdate("update account set updated_at = :now where id = :id")
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** Lets an account log in, or no longer. */
  void enable(Handle transaction, UUID id, boolean enabled, Instant now) {
    transaction
        .createUpdate("update account set enabled = :enabled, updated_at = :now where id = :id")
        .bind("enabled", enabled)
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  Optional<String> username(Handle handle, UUID id) {
    return handle
        .createQuery("select username from account where id = :id and erased_at is null")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /** The usernames of those of these accounts that there are. */
  Map<UUID, String> usernames(Handle handle, List<UUID> ids) {
    Map<UUID, String> usernames = new HashMap<>();
    handle
        .createQuery("select id, username from account where id = any (:ids) and erased_at is null")
        .bindArray("ids", UUID.class, ids.toArray())
        .map(
            (row, context) -> Map.entry(row.getObject("id", UUID.class), row.getString("username")))
        .forEach(account -> usernames.put(account.getKey(), account.getValue()));
    return usernames;
  }

  /** The account with that id or number, with its roles and groups, in one round trip. */
  Optional<AccountInfo> info(Handle handle, @Nullable UUID id, @Nullable Long number, Instant now) {
    return handle
        .createQuery(
            SELECT_INFO
                + """
                where erased_at is null
                  and (cast(:id as uuid) is null or account.id = cast(:id as uuid))
                  and (cast(:number as bigint) is null or number = :number)
                """)
        .bind("id", id)
        .bind("number", number)
        .bind("now", now)
        .map((row, context) -> info(row))
        .findOne();
  }

  static AccountInfo info(ResultSet row) throws SQLException {
    var roles = list(row, "roles", AccountInfo.Role[].class);
    return new AccountInfo(
        row.getString("username"),
        row.getString("email"),
        roles.isEmpty() ? "" : roles.get(0).name(),
        instant(row, "last_login"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getObject("id", UUID.class),
        row.getLong("number"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getBoolean("enabled"),
        roles,
        list(row, "groups", AccountInfo.Group[].class),
        row.getBoolean("flagged"),
        instant(row, "banned_until"));
  }

  private static <T> List<T> list(ResultSet row, String column, Class<T[]> type)
      throws SQLException {
    return List.of(Json.read(row.getString(column), type));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    if (time == null) {
      return null;
    }
    return time.equals(OffsetDateTime.MAX) ? AccountInfo.FOR_EVER : time.toInstant();
  }
}
