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
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.RefusedException;
import warren.contracts.Secret;

/** Hashes that the original programs created, and the limits of their formats. */
final class ImportedHashVectorTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String BCRYPT = "04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
  private static final String DIGEST = "zqPgE6pLyvpTQq0NXydGqK4TvuU=";
  private static final String SHA512_DIGEST =
      "cR7uED9S9icrxa11Lj7F5D.7U8449gpqBXyD2HSpuHRpxCc17kJRpsJMsHp434Y8yykgmcefOmxgCH44Cw7tW/";

  private static final String FIREBASE_KEY =
      "jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==";

  /** Django 5.2.17. */
  static final List<String> DJANGO =
      List.of(
          "bcrypt_sha256$$2b$04$KZtS2jyRnzhL.hu831EWDeGIuLaaMrUV5fZR2r3t/HyIGJrXG01k2",
          "bcrypt$$2b$04$sJ4WRdyD06/N72QlUKhRYugcwW3yvdhzmR1htOIq6Hja0XEcftLx6",
          "pbkdf2_sha1$1000$saltsalt$" + DIGEST,
          "pbkdf2_sha256$1000$saltsalt$2vLrmxK8YFROnGTL6oinO4bfT02gvTppeFbz7HWz5X0=",
          "scrypt$16384$saltsalt$8$5$t+jTBPenV/DkcxYLpG72VsDXbXLE5NPTVSoyzCEzuThPYD3mXEbOycqOTiwpkL"
              + "i3ftzraAceL8LBaxKEdzwRgw==",
          "scrypt$16$saltsalt$1$1$+b6YUFOGPBdh2GKHxbPLqOfaZ8EJ8eynNmEMBch66KU7TteTh32XyG7VuSQBkow8"
              + "3HIF5wc1YXb8RjFpKjQwgw==");

  /** Werkzeug 3.1.9. */
  static final List<String> WERKZEUG =
      List.of(
          "scrypt:32768:8:1$saltsaltsaltsalt$b7d38314d71df6cbe461f588638818e43fa52c17e773d3d4ee27f1"
              + "f732f58c651a2a532fc4f5362198d72c39fc31f0308ec8a5ba3cd1b4e4730a9c0bd1755451",
          "pbkdf2:sha1:1000$saltsaltsaltsalt$35c0368f222cdc7525411c05461042b97c441499",
          "pbkdf2:sha256:1000$saltsaltsaltsalt$09ff718e58ac004cd16cc66ca2cc524ffe7ec24a5f515eaea2a8"
              + "99918b4fea24",
          "pbkdf2:sha512:1000$saltsaltsaltsalt$95884f85e0297a2c2aded286f00f8a1c2e2243c9a61d714029a6"
              + "f5cb0ac9e50846ef78c0280c9578bb1ba93607fca3519d6d0e61b9ed8f714f35c5dfdc629c46");

  /** passlib 1.7.4. */
  static final List<String> PASSLIB =
      List.of(
          "$pbkdf2$1000$./9zYWx0c2FsdHNhbHQ$eKltv3BsZcIWds7jdzkQ6ZyYlWA",
          "$pbkdf2-sha256$1000$./9zYWx0c2FsdHNhbHQ$GBTBQczhfKD5VCuC6RKLDlocrzEWzjpJS/ZvbytEKlk",
          "$pbkdf2-sha512$1000$./9zYWx0c2FsdHNhbHQ$xEO8KiDKIsN/IsrhKikuxZ5sY.XeZoVZ8UORQLUjPg5mM5Hp"
              + "hBjUeqL8rqqaON7KeT.NuWx66CS.kG3SeD8vcA",
          "$P$5UdoKwPVGWbeER9.ilNKL1zVYu.E9b.",
          "$H$5uMMRYvV7V8hqk6eGk27mHSijOUGxY0",
          "{SSHA}zIG+raDRT2SqDUB8kUwSqWILAfNFyDkn",
          "{SSHA256}UlM1E1Y8tOnlUvj8oDYLYmYtzJVOi5sxdd5FW5Sm3ItKKWWMsZaSsg==",
          "{SSHA512}WUBs6im1cecTmwojpdux+tzjA9pPMvSQou7uQNwCA1UPWprPqP9njfvqhPrpwPZf6OYWGJx87dbu3/rf"
              + "j8avtKoV4lyLcS6l");

  /** crypt(3) of libxcrypt 4.4.33. */
  static final List<String> CRYPT =
      List.of(
          "$5$saltsaltsaltsalt$zcDYc27eXob1NirgOgQemctlfqs7M0bmVNiiHjii/l5",
          "$6$saltsaltsaltsalt$yFt3OZ1L77kfUmw7eEZm6YC6/8CKS3G45iRUWYUluvfSLcmsdcYJBTXxX3pcdOnUt4Ca"
              + "XJeJOoPxMOc8724/Q.",
          "$5$rounds=1000$saltsalt$DoN2WcBhpG46VIH/EyfZvcagZwm42q0Yk.N4cUSDxm1",
          "$6$rounds=1000$saltsalt$" + SHA512_DIGEST,
          "{CRYPT}$6$rounds=1000$saltsalt$" + SHA512_DIGEST,
          "$2y$" + BCRYPT);

  /** spring-security-crypto 6.3.4. */
  static final List<String> SPRING =
      List.of(
          "{bcrypt}$2a$04$xOF0rvxDU/sx5kWPMewE/e4qpgBuqPN3RgVwcIaXd2hkHtOVhLaCq",
          "{SSHA}kLq3hMGVNZEcu6pavyTONdhS1aP2AsRVVGmZww==");

  /** keycloak-server-spi-private 26.0.7, in PHC's form. */
  static final List<String> KEYCLOAK =
      List.of(
          "$pbkdf2-sha1$i=1000$QcEON4s/YgJHqFZVxX2G9g==$rtBhpdiCs7klPBGQ4ENVnTAiSda21zdt4d4+820SmudZ2t"
              + "A3G8+y2KXmmkmDh1CvCrEwIpefi7gkX0Yfs4DjXw==",
          "$pbkdf2-sha256$i=1000$E4s1eTm45jWqME+8UqZynw==$dgTNf3R9p/EGgfJnAL3Dvj0ER4Jib6UejrMQ6OYfUcQT"
              + "YE2/17GNKZcvWmmPQ78/3oDnovdNBExh3635yxELyQ==",
          "$pbkdf2-sha512$i=1000,l=64$I4lg6qctXt00G4r6WbjMmQ$+2CTzkXw8A7NyJ152KGF55ThdBsaDGP2TqsbYoHZh"
              + "xCQcuXmQGJNj82TNPzG+8c5O85arwPr+9vRMihBHhksAg",
          "$argon2id$v=19$m=64,t=2,p=1$8yvfQrq+uGqls5bC7ZuN0w$J+R7kVeTQkU8TtqB1sJ3W25Ee5bks9X/8WooafaK"
              + "Gmk");

  /** firebase-scrypt 2.2.0 (npm). */
  static final List<String> FIREBASE =
      List.of(
          "firebase_scrypt$8$14$"
              + FIREBASE_KEY
              + "$Bw==$c2FsdHNhbHQ=$SyWEJyrBWmdS46TC1bQsXCDpuhGvhrmm"
              + "Rbo8zYacvI3rsXlvdu7NEJUz/J1WzOeWpmiA273Q/swpnu+5JkAiPQ==",
          "firebase_scrypt$1$4$"
              + FIREBASE_KEY
              + "$Bw==$c2FsdHNhbHQ=$/GF++oY4NgbNOszdsJVo2SOT7MXio6uE"
              + "NKy5naedzYPu+3Dt9B1JBAAtBlV7XT+FCk39vYPNhLUca2vDmXvBaA==");

  @ParameterizedTest
  @FieldSource({"DJANGO", "WERKZEUG", "PASSLIB", "CRYPT", "SPRING", "KEYCLOAK", "FIREBASE"})
  void matchesOnlyItsPassword(String text) {
    assertMatches(text, PASSWORD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the tests of ASP.NET Core 8 (PasswordHasherTest)
        "AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M|my password",
        "AQAAAAEAA9CQAAAAIESkQuj2Du8Y+kbc5lcN/W/3NiAZFEm11P27nrSN5/tId+bR1SwV8CO1Jd72r4C08OLvplNlCDc3oQZ8efcW+jQ=|my password",
        "AQAAAAIAAAAyAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHw|my password",
        // the sample of Firebase's documentation
        "firebase_scrypt$8$14$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==$Bw==$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==|user1password",
        // libxcrypt 4.4.33
        "$6$rounds=1000$saltsalt$osotUMSS7K.0TIfteadkw2nXkU3mHd2sic8QLeQ4NmBYvnNlee/nDNLXQJypj6pZfrDryJ6nKZzumyw65bri70|pässwörd"
      })
  void matchesThePasswordOfAPublishedHash(String text, String password) {
    assertMatches(text, password);
  }

  private static void assertMatches(String text, String password) {
    var hash = ImportedHash.ofStored(HashFormat.read(text).stored());
    assertTrue(hash.matches(Secret.of(password)));
    assertFalse(hash.matches(Secret.of(password + " ")));
    assertFalse(hash.matches(Secret.of("")));
  }

  @Test
  void bcryptSha256CoversTheWholePassword() {
    // Django 5.2.17
    var hash =
        HashFormat.read(
            "bcrypt_sha256$$2b$04$W9FYdF.DNwMUNDSAF7hGUevZXlpXagcZbzu1Ce/vLn69jSnLjpnLO");
    assertTrue(hash.matches(Secret.of("x".repeat(80))));
    assertFalse(hash.matches(Secret.of("x".repeat(72))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2x$" + BCRYPT, "{bcrypt}$2x$" + BCRYPT})
  void hashesOfTheFaultyBcryptAreRefusedWithTheReason(String text) {
    assertRefused(
        text,
        "must not begin with $2x$: such hashes cover only parts of passwords that are not ASCII");
  }

  private static void assertRefused(String text, String problem) {
    var refused = assertThrows(RefusedException.class, () -> HashFormat.read(text));
    assertEquals(Map.of("password_hash", List.of(problem)), refused.refusal().fields());
  }
}
