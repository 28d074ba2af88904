package warren.service.secrets;

import java.security.SecureRandom;
import warren.service.config.MacKey;
import warren.service.store.Store;

/** The key of HMACs, in the database. */
public final class MacKeys {
  private static final int BYTES = 32;

  private MacKeys() {}

  /**
   * Loads the key, and creates it in a new database.
   *
   * @throws warren.settings.StartException if it was encrypted with another server secret
   */
  public static MacKey load(Store store, KeyEncryption encryption) {
    var dao = new EncryptedKeyDao();
    var stored =
        store
            .read(dao::macKey)
            .or(
                () -> {
                  store.run(handle -> dao.insertMacKey(handle, generate(encryption)));
                  return store.read(dao::macKey);
                })
            .orElseThrow();
    return new MacKey(encryption.decrypt(EncryptedKeyDao.MAC_KEY, stored));
  }

  private static byte[] generate(KeyEncryption encryption) {
    var key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return encryption.encrypt(EncryptedKeyDao.MAC_KEY, key);
  }
}
