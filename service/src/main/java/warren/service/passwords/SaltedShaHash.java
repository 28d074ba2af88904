package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.apache.commons.codec.digest.DigestUtils;
import warren.contracts.Secret;
import warren.service.store.SecretBytes;

/** A salted SHA hash of LDAP directories: the digest followed by the salt. */
record SaltedShaHash(String text, String algorithm, SecretBytes digest, SecretBytes salt)
    implements ImportedHash {

  static SaltedShaHash read(Matcher hash) {
    var algorithm =
        switch (hash.group("prefix")) {
          case "{SSHA}" -> "SHA-1";
          case "{SSHA256}" -> "SHA-256";
          default -> "SHA-512";
        };
    var bytes = EncodedBytes.ofBase64(hash.group("digest")).bytes();
    var length = DigestUtils.getDigest(algorithm).getDigestLength();
    if (bytes.length <= length) {
      throw HashFormat.refused("contains no salt");
    }
    return new SaltedShaHash(
        hash.group("hash"),
        algorithm,
        new SecretBytes(Arrays.copyOf(bytes, length)),
        new SecretBytes(Arrays.copyOfRange(bytes, length, bytes.length)));
  }

  @Override
  public boolean matches(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      var sha = DigestUtils.getDigest(algorithm);
      sha.update(bytes);
      return MessageDigest.isEqual(sha.digest(salt.bytes()), digest.bytes());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return HashFormat.SALTED_SHA.title();
  }
}
