package warren.service.accounts;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;
import warren.service.identity.EmailKey;
import warren.service.identity.NameKey;
import warren.service.support.Rows;
import warren.service.support.TestService;

/** A million accounts or fewer, the same ones each time. */
final class ManyAccounts {
  /**
   * The beginning of the names of three accounts, which no other name contains. They are moderators
   * and flagged, the third is banned, and the first disabled.
   */
  static final String PLANTED = "qx-planted";

  /** A role that only the last accounts hold, one in seventy. */
  static final String CLUSTERED_ROLE = "latecomer";

  /** The last names of these. */
  static final List<String> PLANTED_LAST_NAMES = List.of("Иванов", "山田太郎", "Ångström");

  private static final int PLANTED_COUNT = 3;
  private static final int SEED = 42;
  private static final int BATCH = 5_000;
  private static final long FIRST_MADE_AT = 1_735_689_600_000L;

  private static final String[] SYLLABLES =
      "ba be da el fa gi ho il ju ka le li ma mo ne nu on pa ra ri sa se ta ti un va vo wa ze zo"
          .split(" ");

  private final Random random = new Random(SEED);
  private final int count;
  private final String passwordHash;

  private ManyAccounts(int count, String passwordHash) {
    this.count = count;
    this.passwordHash = passwordHash;
  }

  /** Makes so many beside those that there are; their password is {@link TestService#PASSWORD}. */
  static void load(TestService service, int count) throws Exception {
    service.account("sample");
    var rows = new Rows(service);
    rows.role(CLUSTERED_ROLE, 1);
    var hash =
        rows.one(String.class, "select password_hash from account where username = 'sample'");
    var place = service.place();
    try (var connection =
        DriverManager.getConnection(place.dbUrl(), place.dbUser(), place.dbPassword())) {
      new ManyAccounts(count, hash).load(connection);
    }
  }

  /**
   * Faster than through the service: the trigram index is created at the end, foreign keys are not
   * checked.
   */
  private void load(Connection connection) throws SQLException {
    execute(
        connection,
        "set synchronous_commit = off",
        "set maintenance_work_mem = '512MB'",
        "set session_replication_role = replica");
    var index = definition(connection);
    execute(connection, "drop index account_search");
    copy(connection);
    execute(
        connection,
        index,
        """
        insert into account_role
        select account.id, role.id from account, role
        where role.name_key = 'user' or role.name_key = 'moderator' and username_key like '%s%%'
        on conflict do nothing
        """
            .formatted(PLANTED),
        """
        insert into account_role
        select account.id, role.id from account, role
        where role.name_key = '%s' and number > (select max(number) from account) - %d
        """
            .formatted(CLUSTERED_ROLE, count / 70),
        """
        insert into flag (id, account_id, flagged_at)
        select gen_random_uuid(), id, now() from account where username_key like '%s%%'
        """
            .formatted(PLANTED),
        """
        insert into ban (id, account_id, started_at)
        select gen_random_uuid(), id, now() from account where username_key like '%s2%%'
        """
            .formatted(PLANTED),
        "update account set enabled = false where username_key like '%s0%%'".formatted(PLANTED),
        "vacuum analyze");
  }

  private static String definition(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_get_indexdef('account_search'::regclass)")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void copy(Connection connection) throws SQLException {
    var copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                """
                copy account (
                  id, username, username_key, username_skeleton, email, email_key, email_text_key,
                  first_name, first_name_key, last_name, last_name_key, password_hash, enabled,
                  created_at, updated_at)
                from stdin
                """);
    for (var from = 0; from < count; from += BATCH) {
      var rows = new StringBuilder();
      for (var i = from; i < Math.min(from + BATCH, count); i++) {
        addRow(rows, i);
      }
      var bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(bytes, 0, bytes.length);
    }
    copy.endCopy();
  }

  private void addRow(StringBuilder rows, int i) {
    var username = username(i);
    rows.append(id(i));
    var email = username + "@example.org";
    addWithKey(rows, username);
    rows.append('\t').append(LookAlikes.skeleton(username));
    rows.append('\t').append(email).append('\t').append(EmailKey.of(email));
    rows.append('\t').append(NameKey.of(email));
    addWithKey(rows, word(2));
    addWithKey(rows, isPlanted(i) ? PLANTED_LAST_NAMES.get(i / gap()) : word(3));
    rows.append('\t').append(passwordHash).append("\ttrue\tnow\tnow\n");
  }

  private static void addWithKey(StringBuilder rows, String name) {
    rows.append('\t').append(name).append('\t').append(NameKey.of(name));
  }

  private String username(int i) {
    return isPlanted(i) ? PLANTED + i / gap() : word(3) + i;
  }

  private boolean isPlanted(int i) {
    return i % gap() == 1;
  }

  private int gap() {
    return count / PLANTED_COUNT;
  }

  private String word(int syllables) {
    var word = new StringBuilder();
    for (var i = 0; i < syllables; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** UUIDs of version 7, as the service generates them: ascending. */
  private UUID id(int i) {
    var most = (FIRST_MADE_AT + i) << 16 | 0x7000 | random.nextInt(0x1000);
    return new UUID(most, random.nextLong() >>> 2 | Long.MIN_VALUE);
  }
}
