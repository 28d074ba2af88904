package warren.service.passwords;

import java.util.Base64;
import java.util.HexFormat;
import warren.service.store.SecretBytes;

/** Decodes the parts of hashes. Refuses with {@code invalid_fields} text that is not encoded so. */
final class EncodedBytes {
  private EncodedBytes() {}

  /** Base64 with or without padding, also with passlib's {@code .} in place of {@code +}. */
  static SecretBytes ofBase64(String text) {
    try {
      return new SecretBytes(Base64.getDecoder().decode(text.replace('.', '+')));
    } catch (IllegalArgumentException e) {
      throw HashFormat.refused("contains a part that is not Base64");
    }
  }

  static SecretBytes ofHex(String text) {
    try {
      return new SecretBytes(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw HashFormat.refused("contains a part that is not hexadecimal");
    }
  }

  /** Refuses bytes of which there are too few or too many. */
  static void requireLength(String part, SecretBytes bytes, int min, int max) {
    if (bytes.bytes().length < min || bytes.bytes().length > max) {
      throw HashFormat.refused("contains a %s of the wrong length".formatted(part));
    }
  }
}
