package warren.service.tokens;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps signing keys, the private parts encrypted. */
final class SigningKeyDao {
  record Row(String kid, Bytes publicKey, Bytes privateKey) {}

  /** Encoded key material, which prints nothing of itself. */
  static final class Bytes {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  List<Row> all(Handle handle) {
    return handle
        .createQuery("select kid, public_key, private_key from signing_key order by kid")
        .map(
            (row, context) ->
                new Row(
                    row.getString("kid"),
                    new Bytes(row.getBytes("public_key")),
                    new Bytes(row.getBytes("private_key"))))
        .list();
  }

  Optional<Row> newest(Handle handle) {
    return all(handle).stream().reduce((first, second) -> second);
  }

  /** One process at a time may make keys. */
  void lock(Handle transaction) {
    transaction.execute("lock table signing_key in share row exclusive mode");
  }

  void insert(Handle transaction, Row row, Instant now) {
    transaction
        .createUpdate(
            """
            insert into signing_key (kid, public_key, private_key, created_at)
            values (:kid, :publicKey, :privateKey, :now)
            """)
        .bind("kid", row.kid())
        .bind("publicKey", row.publicKey().bytes())
        .bind("privateKey", row.privateKey().bytes())
        .bind("now", now)
        .execute();
  }
}
