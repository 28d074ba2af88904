package warren.service.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import warren.contracts.Change;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AccountUpdate;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.service.identity.AccountRow;
import warren.service.identity.EmailKey;
import warren.service.identity.NameKey;
import warren.service.identity.RoleDefinitions;
import warren.service.store.QueryByKeys;
import warren.service.store.Sql;

/** Reads and writes accounts. */
final class AccountDao {
  static final Refusal USERNAME_TAKEN =
      Refusal.ofField(ErrorCode.USERNAME_TAKEN, "username", "is taken");
  static final Refusal EMAIL_TAKEN =
      Refusal.ofField(ErrorCode.EMAIL_TAKEN, "user_email", "is taken");

  private static final QueryByKeys USERNAMES =
      QueryByKeys.of(
          "select id, username from account where id is_key and erased_at is null", "uuid");

  private static final String INFO =
      "select %s from account where erased_at is null and ".formatted(AccountRow.COLUMNS);

  private static final Sql INSERT =
      Sql.of(
          """
          insert into account (
            id, username, username_key, username_skeleton, email, email_key, email_text_key,
            first_name, first_name_key, last_name, last_name_key, password_hash, enabled,
            created_at, updated_at, number, last_login)
          overriding system value
          values (
            :id, :username, :usernameKey, :skeleton, :email, :emailKey, :emailTextKey,
            :firstName, :firstNameKey, :lastName, :lastNameKey, :passwordHash, :enabled,
            :now, :now, coalesce(cast(:number as bigint), nextval('account_number_seq')),
            cast(:lastLogin as timestamptz))
          on conflict do nothing
          """);

  private static final Sql UPDATE =
      Sql.of(
          """
          update account
          set username = coalesce(:username, username),
              username_key = coalesce(:usernameKey, username_key),
              username_skeleton = coalesce(:skeleton, username_skeleton),
              email = case when :changesEmail then :email else email end,
              email_key = case when :changesEmail then :emailKey else email_key end,
              email_text_key =
                case when :changesEmail then :emailTextKey else email_text_key end,
              first_name = case when :changesFirst then :firstName else first_name end,
              first_name_key =
                case when :changesFirst then :firstNameKey else first_name_key end,
              last_name = case when :changesLast then :lastName else last_name end,
              last_name_key = case when :changesLast then :lastNameKey else last_name_key end,
              updated_at = :now
          where id = :id
          returning username, email, updated_at
          """);

  private static final Sql TOUCH = Sql.of("update account set updated_at = :now where id = :id");

  private static final Sql ENABLE =
      Sql.of("update account set enabled = :enabled, updated_at = :now where id = :id");

  private static final QueryByKeys BY_ID = QueryByKeys.of(INFO + "account.id is_key", "uuid");
  private static final QueryByKeys BY_NUMBER = QueryByKeys.of(INFO + "number is_key", "bigint");

  /** Inserts an account; returns false if its names, its id or its number are taken. */
  boolean insert(Handle transaction, NewAccount account) {
    return insertion(transaction, account).execute() == 1;
  }

  /** Inserts accounts in one round trip; returns for each the number of inserted rows, 0 or 1. */
  int[] insertAll(Handle transaction, List<NewAccount> accounts) {
    return INSERT.executeAll(
        accounts.stream().map(account -> insertion(transaction, account)).toList());
  }

  private static Sql.Bound insertion(Handle transaction, NewAccount account) {
    return INSERT
        .on(transaction)
        .bind("id", account.id())
        .bind("username", account.username())
        .bind("usernameKey", NameKey.of(account.username()))
        .bind("skeleton", LookAlikes.skeleton(account.username()))
        .bind("email", account.email())
        .bind("emailKey", emailKeyOf(account.email()))
        .bind("emailTextKey", keyOf(account.email()))
        .bind("firstName", account.firstName())
        .bind("firstNameKey", keyOf(account.firstName()))
        .bind("lastName", account.lastName())
        .bind("lastNameKey", keyOf(account.lastName()))
        .bind("passwordHash", account.passwordHash())
        .bind("enabled", account.enabled())
        .bind("now", account.createdAt())
        .bind("number", account.number())
        .bind("lastLogin", account.lastLogin());
  }

  /** The refusal of an account that could not be inserted: its user name or its e-mail is taken. */
  RefusedException takenRefusal(Handle handle, String username) {
    var byUsername =
        handle
            .createQuery("select exists (select from account where username_key = :key)")
            .bind("key", NameKey.of(username))
            .mapTo(Boolean.class)
            .one();
    return new RefusedException(byUsername ? USERNAME_TAKEN : EMAIL_TAKEN);
  }

  /**
   * Changes the fields that the request contains. Refused with {@code username_taken} or {@code
   * email_taken}.
   */
  AccountUpdate update(Handle transaction, UUID id, UpdateAccountRequest request, Instant now) {
    try {
      return UPDATE
          .on(transaction)
          .bind("username", request.username())
          .bind("usernameKey", keyOf(request.username()))
          .bind("skeleton", skeletonOf(request.username()))
          .bind("changesEmail", request.userEmail() != null)
          .bind("email", valueOf(request.userEmail()))
          .bind("emailKey", emailKeyOf(valueOf(request.userEmail())))
          .bind("emailTextKey", keyOf(valueOf(request.userEmail())))
          .bind("changesFirst", request.firstName() != null)
          .bind("firstName", valueOf(request.firstName()))
          .bind("firstNameKey", keyOf(valueOf(request.firstName())))
          .bind("changesLast", request.lastName() != null)
          .bind("lastName", valueOf(request.lastName()))
          .bind("lastNameKey", keyOf(valueOf(request.lastName())))
          .bind("now", now)
          .bind("id", id)
          .findOne(row -> updated(row))
          .orElseThrow();
    } catch (IllegalStateException e) {
      throw refusalOf(e);
    }
  }

  private static RuntimeException refusalOf(IllegalStateException failure) {
    return switch (brokenConstraint(failure)) {
      case "account_username" -> new RefusedException(USERNAME_TAKEN);
      case "account_email" -> new RefusedException(EMAIL_TAKEN);
      default -> failure;
    };
  }

  private static String brokenConstraint(IllegalStateException failure) {
    var error =
        failure.getCause() instanceof PSQLException cause ? cause.getServerErrorMessage() : null;
    return error == null ? "" : String.valueOf(error.getConstraint());
  }

  private static @Nullable String keyOf(@Nullable String name) {
    return name == null ? null : NameKey.of(name);
  }

  private static @Nullable String skeletonOf(@Nullable String username) {
    return username == null ? null : LookAlikes.skeleton(username);
  }

  private static @Nullable String emailKeyOf(@Nullable String email) {
    return email == null ? null : EmailKey.of(email);
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

  /** Sets the time of the last change of an account. */
  void touch(Handle transaction, UUID id, Instant now) {
    TOUCH.on(transaction).bind("now", now).bind("id", id).execute();
  }

  /** Enables or disables an account; a disabled account cannot log in. */
  void enable(Handle transaction, UUID id, boolean enabled, Instant now) {
    ENABLE.on(transaction).bind("enabled", enabled).bind("now", now).bind("id", id).execute();
  }

  /** The user names of the existing ones of these accounts, by id. */
  Map<UUID, String> usernames(Handle handle, Collection<UUID> ids) {
    Map<UUID, String> usernames = new HashMap<>();
    USERNAMES
        .on(handle, texts(ids))
        .list(row -> usernames.put(row.getObject("id", UUID.class), row.getString("username")));
    return usernames;
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }

  /** The existing ones of these accounts, with roles and groups, in one round trip. */
  List<AccountInfo> byId(Handle handle, RoleDefinitions roles, Collection<UUID> ids, Instant now) {
    return infos(handle, roles, BY_ID, texts(ids), now);
  }

  /** The existing accounts with these numbers, with roles and groups, in one round trip. */
  List<AccountInfo> byNumber(
      Handle handle, RoleDefinitions roles, Collection<Long> numbers, Instant now) {
    return infos(handle, roles, BY_NUMBER, numbers.toArray(Long[]::new), now);
  }

  private static List<AccountInfo> infos(
      Handle handle, RoleDefinitions roles, QueryByKeys by, Object[] keys, Instant now) {
    return roles.withSnapshot(
        handle,
        snapshot ->
            by.on(handle, keys)
                .bind("now", now)
                .list(row -> AccountRow.read(row, snapshot.rolesOf(row))));
  }
}
