package warren.service.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.identity.NameKey;
import warren.service.imports.ImportedAccount;
import warren.service.store.Sql;

/** Stores which lines were imported, and corrects imported accounts. */
final class ImportDao {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into imported_account (key, account_id)
          values (decode(cast(:key as text), 'hex'), :account)
          on conflict (key) do update set number = default
          """);

  private static final String FIND =
      """
      select id, number from account
      where %s
        and erased_at is null
        and exists (select from imported_account where account_id = account.id)
      for no key update
      """;

  private static final Sql FIND_BY_ID = Sql.of(FIND.formatted("id = :id"));
  private static final Sql FIND_BY_NAME = Sql.of(FIND.formatted("username_key = :name"));

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
   * @param latest whether no other line was applied to the account later
   */
  record Line(UUID account, boolean latest) {}

  /** An imported account. */
  record Imported(UUID id, long number) {}

  /** The imported lines with these keys, which are hexadecimal, by key. */
  Map<String, Line> find(Handle handle, Collection<String> keys) {
    Map<String, Line> found = new HashMap<>();
    handle
        .createQuery(
            """
            select encode(key, 'hex') as key, account_id,
                   number = (select max(number) from imported_account latest
                     where latest.account_id = imported_account.account_id) as latest
            from imported_account
            where key in (select decode(key, 'hex') from unnest(cast(:keys as text[])) as key)
            """)
        .bindArray("keys", String.class, keys.toArray())
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("key"),
                    new Line(row.getObject("account_id", UUID.class), row.getBoolean("latest"))))
        .forEach(line -> found.put(line.getKey(), line.getValue()));
    return found;
  }

  /** Stores the lines with these keys as the latest ones of their accounts. */
  void insertAll(Handle transaction, Map<String, UUID> accounts) {
    INSERT.executeAll(
        accounts.entrySet().stream()
            .map(
                line ->
                    INSERT
                        .on(transaction)
                        .bind("key", line.getKey())
                        .bind("account", line.getValue()))
            .toList());
  }

  /** Locks the imported account with the id or, without an id, the user name of a line. */
  Optional<Imported> lock(Handle transaction, ImportedAccount line) {
    var select =
        line.userId() == null
            ? FIND_BY_NAME.on(transaction).bind("name", NameKey.of(line.username()))
            : FIND_BY_ID.on(transaction).bind("id", line.userId());
    return select.findOne(ImportDao::imported);
  }

  private static Imported imported(ResultSet row) throws SQLException {
    return new Imported(row.getObject("id", UUID.class), row.getLong("number"));
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
