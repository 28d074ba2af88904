package warren.service.tokens;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.service.store.SecretBytes;
import warren.service.store.Sql;

/** Stores signing keys; the private keys are encrypted. */
final class SigningKeyDao {
  private static final Sql SCHEDULE =
      Sql.of("select kid, signs_from from signing_key order by signs_from desc");

  /**
   * A stored signing key.
   *
   * @param privateKey encrypted
   * @param start its id and when it begins to sign
   */
  record Row(KeyStart start, SecretBytes publicKey, SecretBytes privateKey, Instant createdAt) {
    String kid() {
      return start.kid();
    }
  }

  /** The ids of all keys, ordered by the start of signing, the latest first. */
  List<KeyStart> schedule(Handle handle) {
    return SCHEDULE
        .on(handle)
        .list(
            row ->
                new KeyStart(
                    row.getString("kid"),
                    row.getObject("signs_from", OffsetDateTime.class).toInstant()));
  }

  /** All keys, in the same order. */
  List<Row> all(Handle handle) {
    return handle
        .createQuery(
            """
            select kid, public_key, private_key, created_at, signs_from
            from signing_key
            order by signs_from desc
            """)
        .map(
            (row, context) ->
                new Row(
                    new KeyStart(
                        row.getString("kid"),
                        row.getObject("signs_from", OffsetDateTime.class).toInstant()),
                    new SecretBytes(row.getBytes("public_key")),
                    new SecretBytes(row.getBytes("private_key")),
                    row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Locks the table: only one process at a time may change keys. */
  void lock(Handle transaction) {
    transaction.execute("lock table signing_key in share row exclusive mode");
  }

  void insert(Handle transaction, Row row) {
    transaction
        .createUpdate(
            """
            insert into signing_key (kid, public_key, private_key, created_at, signs_from)
            values (cast(:kid as uuid), :publicKey, :privateKey, :createdAt, :signsFrom)
            """)
        .bind("kid", row.kid())
        .bind("publicKey", row.publicKey().bytes())
        .bind("privateKey", row.privateKey().bytes())
        .bind("createdAt", row.createdAt())
        .bind("signsFrom", row.start().signsFrom())
        .execute();
  }

  void signFrom(Handle transaction, KeyStart start) {
    transaction
        .createUpdate("update signing_key set signs_from = :start where kid = cast(:kid as uuid)")
        .bind("start", start.signsFrom())
        .bind("kid", start.kid())
        .execute();
  }

  void delete(Handle transaction, String kid) {
    transaction
        .createUpdate("delete from signing_key where kid = cast(:kid as uuid)")
        .bind("kid", kid)
        .execute();
  }

  /** Ends all tokens that a key has signed. */
  void insertWithdrawn(Handle transaction, String kid, Instant now) {
    transaction
        .createUpdate(
            "insert into withdrawn_key (kid, withdrawn_at) values (cast(:kid as uuid), :now)")
        .bind("kid", kid)
        .bind("now", now)
        .execute();
  }
}
