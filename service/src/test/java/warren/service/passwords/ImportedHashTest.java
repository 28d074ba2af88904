package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.RefusedException;
import warren.contracts.Secret;

/** Hashes of other programs: argon2(1), crypt(3) and Python's hashlib. */
final class ImportedHashTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String SALT = "$c29tZXNhbHRzb21lc2FsdA$";
  private static final String BCRYPT_DIGEST =
      "abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
  private static final String PBKDF2_DIGEST =
      "$saltsalt$2vLrmxK8YFROnGTL6oinO4bfT02gvTppeFbz7HWz5X0=";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2i$v=19$m=64,t=1,p=1" + SALT + "gp8r9IuBP2Bz6oNYCuVRv+Bjvp3afsPqRHrQIWzZklk",
        "$argon2id$v=19$m=64,t=1,p=1" + SALT + "wZeUqErRQM9fr7+3IJVQyFsb5QPhYeqkXwNGZgBH/L4",
        "argon2$argon2id$v=19$m=64,t=1,p=1" + SALT + "wZeUqErRQM9fr7+3IJVQyFsb5QPhYeqkXwNGZgBH/L4",
        "$argon2i$v=16$m=64,t=3,p=2" + SALT + "4y2BuKAfhPznvoHm6Ds3VsjMwc2mEKdBavMW5QV9aeg",
        "$2a$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.",
        "$2b$04$" + BCRYPT_DIGEST,
        "$2y$06$abcdefghijklmnopqrstuu50eFBEC8vQwBnuFXMHE45jBnqvQ8xz.",
        "bcrypt$$2b$04$" + BCRYPT_DIGEST,
        "pbkdf2_sha256$1000" + PBKDF2_DIGEST
      })
  void isOfItsPasswordAndOfNoOther(String text) {
    var stored = HashFormat.read(text).stored();

    assertTrue(ImportedHash.isStored(stored));
    assertTrue(ImportedHash.ofStored(stored).matches(Secret.of(PASSWORD)));
    assertFalse(ImportedHash.ofStored(stored).matches(Secret.of(PASSWORD + " ")));
    assertFalse(ImportedHash.ofStored(stored).matches(Secret.of("")));
  }

  @Test
  void isOfAPasswordInLettersOfAllKinds() {
    var hash = HashFormat.read("$2b$04$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC");
    assertTrue(hash.matches(Secret.of("pässwörd")));
  }

  @Test
  void isOfThePasswordAsItWasTyped() {
    var hash =
        HashFormat.read("pbkdf2_sha256$1000$saltsalt$orQWRKX2zkT7c+GKL4kTCZhWKAqjeLTYpK9OPo57Fj0=");
    assertTrue(hash.matches(Secret.of("e\u0301aaaaaaaa")));
    assertFalse(hash.matches(Secret.of("\u00e9aaaaaaaa")));
  }

  @Test
  void bcryptComparesTheBeginningOfALongPassword() {
    var hash = HashFormat.read("$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i");
    assertTrue(hash.matches(Secret.of("x".repeat(80))));
    assertTrue(hash.matches(Secret.of("x".repeat(72))));
    assertFalse(hash.matches(Secret.of("x".repeat(71))));
  }

  @Test
  void noPasswordIsThatOfAnAccountWithoutOne() {
    for (var stored : List.of(Passwords.imported(null), HashFormat.read("!unusable").stored())) {
      assertEquals("imported:!", stored);
      assertFalse(ImportedHash.ofStored(stored).matches(Secret.of("!")));
      assertFalse(ImportedHash.ofStored(stored).matches(Secret.of("")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$argon2id$v=19$m=262144,t=4,p=16|true",
        "$argon2id$v=19$m=262145,t=1,p=1|false",
        "$argon2id$v=19$m=262144,t=5,p=1|false",
        "$argon2id$v=19$m=64,t=1024,p=1|true",
        "$argon2id$v=19$m=64,t=1025,p=1|false",
        "$argon2id$v=19$m=128,t=64,p=16|true",
        "$argon2id$v=19$m=128,t=65,p=16|false",
        "$argon2id$v=19$m=128,t=8192,p=16|false",
        "$argon2id$v=19$m=1024,t=1,p=16|true",
        "$argon2id$v=19$m=1024,t=1,p=17|false",
        "$argon2id$v=19$m=8,t=1,p=1|true",
        "$argon2id$v=19$m=7,t=1,p=1|false",
        "$argon2id$v=19$m=64,t=0,p=1|false",
        "$argon2id$v=19$m=64,t=1,p=0|false",
        "$argon2id$v=18$m=64,t=1,p=1|false",
        "$argon2d$v=19$m=64,t=1,p=1|false"
      })
  void theCostOfArgon2IsLimited(String beginning, boolean taken) {
    assertTaken(taken, beginning + SALT + "wZeUqErRQM9fr7+3IJVQyFsb5QPhYeqkXwNGZgBH/L4");
  }

  @ParameterizedTest
  @CsvSource({"03,false", "04,true", "16,true", "17,false"})
  void theCostOfBcryptIsLimited(String cost, boolean taken) {
    assertTaken(taken, "$2b$" + cost + "$" + BCRYPT_DIGEST);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "2000000,true", "2000001,false"})
  void theCostOfPbkdf2IsLimited(String iterations, boolean taken) {
    assertTaken(taken, "pbkdf2_sha256$" + iterations + PBKDF2_DIGEST);
  }

  private static void assertTaken(boolean taken, String text) {
    if (taken) {
      HashFormat.read(text);
    } else {
      assertThrows(RefusedException.class, () -> HashFormat.read(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "correct horse battery",
        "md5$salt$5f4dcc3b5aa765d61d8327deb882cf99",
        "{noop}correct horse battery",
        "$2b$04$short"
      })
  void anythingElseIsRefused(String text) {
    var refused = assertThrows(RefusedException.class, () -> HashFormat.read(text));
    assertEquals(
        Map.of(
            "password_hash",
            List.of(
                "must be one of: Argon2i, Argon2id, bcrypt, Django's bcrypt_sha256,"
                    + " crypt(3) with SHA-256 or SHA-512, Django's pbkdf2_sha256, pbkdf2_sha1,"
                    + " Werkzeug's pbkdf2, PBKDF2 in PHC's or passlib's form,"
                    + " ASP.NET Core Identity, version 3, Django's scrypt, Werkzeug's scrypt,"
                    + " Firebase's scrypt, phpass, LDAP's salted SHA, Django's unusable password")),
        refused.refusal().fields());
  }

  @Test
  void toStringRevealsNothing() {
    assertEquals("bcrypt", HashFormat.read("$2b$04$" + BCRYPT_DIGEST).toString());
    assertEquals(
        "Django's pbkdf2_sha256, pbkdf2_sha1",
        HashFormat.read("pbkdf2_sha256$1" + PBKDF2_DIGEST).toString());
  }
}
