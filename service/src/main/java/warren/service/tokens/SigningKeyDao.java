package warren.service.tokens;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.service.store.SecretBytes;

/** Stores signing keys; the private keys are encrypted. */
final class SigningKeyDao {
  /**
   * A stored signing key.
   *
   * @param privateKey encrypted
   * @param signsFrom when it begins to sign; it signs until the next key begins
   */
  record Row(String kid, SecretBytes publicKey, SecretBytes privateKey, Instant signsFrom) {}

  /** All keys, ordered by the start of signing, the latest first. */
  List<Row> all(Handle handle) {
    return handle
        .createQuery(
            """
            select kid, public_key, private_key, signs_from
            from signing_key
            order by signs_from desc
            """)
        .map(
            (row, context) ->
                new Row(
                    row.getString("kid"),
                    new SecretBytes(row.getBytes("public_key")),
                    new SecretBytes(row.getBytes("private_key")),
                    row.getObject("signs_from", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Locks the table: only one process at a time may create keys. */
  void lock(Handle transaction) {
    transaction.execute("lock table signing_key in share row exclusive mode");
  }

  void insert(Handle transaction, Row row) {
    transaction
        .createUpdate(
            """
            insert into signing_key (kid, public_key, private_key, signs_from)
            values (:kid, :publicKey, :privateKey, :signsFrom)
            """)
        .bind("kid", row.kid())
        .bind("publicKey", row.publicKey().bytes())
        .bind("privateKey", row.privateKey().bytes())
        .bind("signsFrom", row.signsFrom())
        .execute();
  }

  void delete(Handle transaction, String kid) {
    transaction.createUpdate("delete from signing_key where kid = :kid").bind("kid", kid).execute();
  }
}
