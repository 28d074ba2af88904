package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import warren.contracts.Secret;
import warren.service.store.SecretBytes;

/** An scrypt hash (RFC 7914) in Django's or Werkzeug's text form. */
record ScryptHash(
    HashFormat format, String text, Scrypt scrypt, SecretBytes salt, SecretBytes digest)
    implements ImportedHash {
  private static final int MIN_DIGEST_BYTES = 16;
  private static final int MAX_DIGEST_BYTES = 64;

  static ScryptHash readDjango(Matcher hash) {
    return read(HashFormat.SCRYPT_DJANGO, hash, EncodedBytes.ofBase64(hash.group("digest")));
  }

  static ScryptHash readWerkzeug(Matcher hash) {
    return read(HashFormat.SCRYPT_WERKZEUG, hash, EncodedBytes.ofHex(hash.group("digest")));
  }

  private static ScryptHash read(HashFormat format, Matcher hash, SecretBytes digest) {
    EncodedBytes.requireLength("digest", digest, MIN_DIGEST_BYTES, MAX_DIGEST_BYTES);
    var scrypt =
        Scrypt.of(
            format,
            Long.parseLong(hash.group("n")),
            Long.parseLong(hash.group("r")),
            Long.parseLong(hash.group("p")));
    var salt = hash.group("salt").getBytes(StandardCharsets.UTF_8);
    return new ScryptHash(format, hash.group("hash"), scrypt, new SecretBytes(salt), digest);
  }

  @Override
  public boolean matches(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      var expected = digest.bytes();
      return MessageDigest.isEqual(scrypt.derive(bytes, salt.bytes(), expected.length), expected);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return format.title();
  }
}
