package warren.service.tokens;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.service.store.SecretBytes;

/** Keeps signing keys, the private parts encrypted. */
final class SigningKeyDao {
  /**
   * A key.
   *
   * @param signsFrom from when on it signs, until the next does
   */
  record Row(String kid, SecretBytes publicKey, SecretBytes privateKey, Instant signsFrom) {}

  /** All keys, the one that signs last first. */
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

  /** One process at a time may make keys. */
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
