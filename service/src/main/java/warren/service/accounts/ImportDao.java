package warren.service.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.accounts.AccountImport.Candidate;
import warren.service.identity.NameKey;
import warren.service.imports.ImportedAccount;
import warren.service.store.Sql;

/** Stores which lines were imported, and corrects imported accounts. */
final class ImportDao {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into imported_account (key, name, account_id)
          values (
            decode(cast(:key as text), 'hex'), decode(cast(:name as text), 'hex'), :account)
          on conflict (key) do update
            set number = default, name = excluded.name, account_id = excluded.account_id
          """);

  private static final String FIND =
      """
      select id, number, username_key, erased_at is not null as deleted from account
      where %s
      for no key update
      """;

  private static final Sql FIND_BY_ID =
      Sql.of(
          FIND.formatted(
              """
              id = :id and exists (select from imported_account where account_id = account.id)
              """));

  private static final Sql FIND_BY_NAME =
      Sql.of(
          FIND.formatted(
              """
              id in (
                select account_id from imported_account
                where name = decode(cast(:name as text), 'hex'))
              """));

  private static final Sql HAS_IMPORTED =
      Sql.of(
          """
          select 1
          from account
          where username_key = :name
            and exists (select from imported_account where account_id = account.id)
          """);

  /** A password that was used or changed here is newer than the imported one. */
  private static final Sql CORRECT =
      Sql.of(
          """
          update account
          set created_at = coalesce(cast(:createdAt as timestamptz), created_at),
              last_login = case when password_hash like 'imported:%'
                then coalesce(cast(:lastLogin as timestamptz), last_login) else last_login end,
              password_version = case
                when password_hash like 'imported:%' and :hash <> password_hash
                then password_version + 1 else password_version end,
              password_hash = case when password_hash like 'imported:%'
                then coalesce(:hash, password_hash) else password_hash end
          where id = :id
          """);

  private static final Sql TAKEN =
      Sql.of(
          """
          select case
            when exists (select from account where id = :id) then 'user_id'
            when exists (select from account where number = cast(:number as bigint)) then 'number'
            when exists (select from account where username_key = :name) then 'username'
            else 'user_email' end
          """);

  /**
   * A line that was imported.
   *
   * @param latest the key of the line that was applied to the account last
   */
  record Line(UUID account, String latest) {}

  /**
   * An account that was imported.
   *
   * @param nameKey the key of its present user name; null if it was deleted
   */
  record Imported(UUID id, long number, @Nullable String nameKey, boolean deleted) {}

  /** The imported lines with these keys, which are hexadecimal, by key. */
  Map<String, Line> find(Handle handle, Collection<String> keys) {
    Map<String, Line> found = new HashMap<>();
    handle
        .createQuery(
            """
            select encode(key, 'hex') as key, account_id,
                   (select encode(latest.key, 'hex') from imported_account latest
                     where latest.account_id = imported_account.account_id
                     order by latest.number desc limit 1) as latest
            from imported_account
            where key in (select decode(key, 'hex') from unnest(cast(:keys as text[])) as key)
            """)
        .bindArray("keys", String.class, keys.toArray())
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("key"),
                    new Line(row.getObject("account_id", UUID.class), row.getString("latest"))))
        .forEach(line -> found.put(line.getKey(), line.getValue()));
    return found;
  }

  /** The lines with these keys that were applied last to accounts with several lines. */
  Set<String> latestOfSeveral(Handle handle, Collection<String> keys) {
    return handle
        .createQuery(
            """
            select encode(key, 'hex')
            from imported_account line
            where key in (select decode(key, 'hex') from unnest(cast(:keys as text[])) as key)
              and exists (
                select from imported_account other
                where other.account_id = line.account_id and other.number < line.number)
              and not exists (
                select from imported_account other
                where other.account_id = line.account_id and other.number > line.number)
            """)
        .bindArray("keys", String.class, keys.toArray())
        .mapTo(String.class)
        .set();
  }

  /** Stores lines as the latest ones of their accounts. */
  void insertAll(Handle transaction, Map<Candidate, UUID> accounts) {
    INSERT.executeAll(
        accounts.entrySet().stream()
            .map(
                line ->
                    INSERT
                        .on(transaction)
                        .bind("key", line.getKey().key())
                        .bind("name", line.getKey().name())
                        .bind("account", line.getValue()))
            .toList());
  }

  /** Locks the imported account with this id, even if it was deleted. */
  Optional<Imported> lock(Handle transaction, UUID id) {
    return FIND_BY_ID.on(transaction).bind("id", id).findOne(ImportDao::imported);
  }

  /**
   * Locks the accounts that were imported from lines with a user name, even if they were renamed or
   * deleted.
   *
   * @param name the HMAC of the user name's key, in hexadecimal
   */
  List<Imported> lockByName(Handle transaction, String name) {
    return FIND_BY_NAME.on(transaction).bind("name", name).list(ImportDao::imported);
  }

  /** Whether the account that has this user name now was imported. */
  boolean hasImported(Handle handle, String username) {
    return HAS_IMPORTED.on(handle).bind("name", NameKey.of(username)).exists();
  }

  private static Imported imported(ResultSet row) throws SQLException {
    return new Imported(
        row.getObject("id", UUID.class),
        row.getLong("number"),
        row.getString("username_key"),
        row.getBoolean("deleted"));
  }

  /**
   * Corrects times and password of an account.
   *
   * @param hash null if the line contains none
   */
  void correct(Handle transaction, UUID id, ImportedAccount line, @Nullable String hash) {
    CORRECT
        .on(transaction)
        .bind("createdAt", line.createdAt())
        .bind("lastLogin", line.lastLogin())
        .bind("hash", hash)
        .bind("id", id)
        .execute();
  }

  /** The first field of an account that could not be inserted whose value is taken. */
  String takenField(Handle handle, NewAccount account) {
    return TAKEN
        .on(handle)
        .bind("id", account.id())
        .bind("number", account.number())
        .bind("name", NameKey.of(account.username()))
        .findOne(row -> row.getString(1))
        .orElseThrow();
  }

  /**
   * Continues the generated numbers after this one, so that they cannot equal it. Blocks the
   * creation of accounts until the transaction ends, unless the numbers are greater already.
   */
  void continueNumbersAfter(Handle transaction, long number) {
    var last =
        transaction
            .createQuery("select last_value from account_number_seq")
            .mapTo(Long.class)
            .one();
    // this may be the next one, if the numbers were continued there and none was generated
    if (number >= last) {
      transaction.execute("alter sequence account_number_seq restart with " + (number + 1));
    }
  }
}
