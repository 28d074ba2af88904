package warren.service.secrets;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import warren.service.store.SecretBytes;

/** All keys in the database that are encrypted with the server secret, and the uses of secrets. */
final class EncryptedKeyDao {
  /** The id of the key of HMACs, to which its encryption is bound. */
  static final String MAC_KEY = "mac key";

  /**
   * An encrypted key.
   *
   * @param id the id to which the encryption is bound
   */
  record Row(String id, SecretBytes encrypted) {}

  /** All encrypted keys, also those of other features, so that none is left behind. */
  List<Row> all(Handle handle) {
    return handle
        .createQuery(
            """
            select :macKey as id, encrypted_key from mac_key
            union all
            select cast(kid as text), private_key from signing_key
            """)
        .bind("macKey", MAC_KEY)
        .map(
            (row, context) ->
                new Row(row.getString("id"), new SecretBytes(row.getBytes("encrypted_key"))))
        .list();
  }

  /** Replaces an encrypted key, unless another process has replaced it meanwhile. */
  void replace(Handle handle, Row row, byte[] encrypted) {
    var statement =
        row.id().equals(MAC_KEY)
            ? handle.createUpdate(
                "update mac_key set encrypted_key = :new where encrypted_key = :old")
            : handle
                .createUpdate(
                    """
                    update signing_key set private_key = :new
                    where kid = cast(:kid as uuid) and private_key = :old
                    """)
                .bind("kid", row.id());
    statement.bind("old", row.encrypted().bytes()).bind("new", encrypted).execute();
  }

  Optional<byte[]> macKey(Handle handle) {
    return handle.createQuery("select encrypted_key from mac_key").mapTo(byte[].class).findOne();
  }

  /** Stores the key of HMACs, unless another process has done so. */
  void insertMacKey(Handle handle, byte[] encrypted) {
    handle
        .createUpdate("insert into mac_key (encrypted_key) values (:key) on conflict do nothing")
        .bind("key", encrypted)
        .execute();
  }

  /** Records that a process uses a secret as {@code WARREN_SECRET}. */
  void recordUse(Handle handle, byte[] secretId, Instant until) {
    handle
        .createUpdate(
            """
            insert into server_secret (id, in_use_until) values (:id, :until)
            on conflict (id) do update
            set in_use_until = greatest(server_secret.in_use_until, excluded.in_use_until)
            """)
        .bind("id", secretId)
        .bind("until", until)
        .execute();
  }

  /** Until when a process may use a secret as {@code WARREN_SECRET}; empty if none ever did. */
  Optional<Instant> inUseUntil(Handle handle, byte[] secretId) {
    return handle
        .createQuery("select in_use_until from server_secret where id = :id")
        .bind("id", secretId)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }
}
