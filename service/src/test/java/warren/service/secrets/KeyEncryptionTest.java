package warren.service.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.config.Settings;
import warren.service.secrets.KeyEncryption.EncryptedWith;
import warren.settings.StartException;

class KeyEncryptionTest {
  private static final String OLD = "the old secret, of 32 characters";
  private static final String NEW = "the new secret, of 32 characters";
  private static final byte[] KEY = {1, 2, 3};

  private static KeyEncryption with(String secret) {
    return with(Map.of("WARREN_SECRET", secret));
  }

  private static KeyEncryption with(String secret, String previous) {
    return with(Map.of("WARREN_SECRET", secret, "WARREN_SECRET_PREVIOUS", previous));
  }

  private static KeyEncryption with(Map<String, String> secrets) {
    var variables = new HashMap<>(secrets);
    variables.put("WARREN_DB_URL", "jdbc:postgresql:db");
    return new KeyEncryption(Settings.of(variables).secret());
  }

  @Test
  void bothSecretsDecryptAndTheCurrentOneEncrypts() {
    var before = with(OLD).encrypt("id", KEY);
    var changing = with(NEW, OLD);
    assertArrayEquals(KEY, changing.decrypt("id", before));
    assertEquals(EncryptedWith.PREVIOUS, changing.encryptedWith("id", before));

    var after = changing.encrypt("id", KEY);
    assertArrayEquals(KEY, with(NEW).decrypt("id", after));
    assertArrayEquals(KEY, with(OLD, NEW).decrypt("id", after));
    assertEquals(EncryptedWith.CURRENT, changing.encryptedWith("id", after));
  }

  @Test
  void anEncryptionNeitherRepeatsNorContainsTheKey() {
    var encryption = with(OLD);
    var once = encryption.encrypt("id", KEY);
    assertFalse(Arrays.equals(once, encryption.encrypt("id", KEY)));
    assertEquals(12 + KEY.length + 16, once.length);
  }

  @Test
  void anotherSecretAnotherIdOrAChangedOrAMissingByteIsRefused() {
    var encrypted = with(OLD).encrypt("id", KEY);
    assertRefused(
        "WARREN_SECRET is not the secret with which the keys in the database are encrypted:"
            + " set the secret that the other processes use.",
        with(NEW),
        "id",
        encrypted);
    var neither =
        "Neither WARREN_SECRET nor WARREN_SECRET_PREVIOUS is the secret with which the keys in the"
            + " database are encrypted: set those that the other processes use.";
    assertRefused(neither, with(NEW, NEW + "!"), "id", encrypted);
    assertRefused(neither, with(NEW, OLD), "other", encrypted);
    for (var i = 0; i < encrypted.length; i++) {
      var changed = encrypted.clone();
      changed[i] ^= 1;
      assertRefused(neither, with(NEW, OLD), "id", changed);
    }
    for (var length = 0; length < encrypted.length; length++) {
      assertRefused(neither, with(NEW, OLD), "id", Arrays.copyOf(encrypted, length));
    }
  }

  private static void assertRefused(
      String message, KeyEncryption encryption, String id, byte[] encrypted) {
    var refused = assertThrows(StartException.class, () -> encryption.decrypt(id, encrypted));
    assertEquals(message, refused.getMessage());
    assertEquals(EncryptedWith.NEITHER, encryption.encryptedWith(id, encrypted));
  }
}
