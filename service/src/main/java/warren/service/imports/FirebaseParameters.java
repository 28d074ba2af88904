package warren.service.imports;

import warren.contracts.Secret;

/**
 * The parameters of the password hashes of a Firebase project.
 *
 * @param key the signer key, in Base64
 * @param saltSeparator in Base64
 * @param rounds scrypt's block size
 * @param memCost the binary logarithm of scrypt's cost
 */
public record FirebaseParameters(Secret key, String saltSeparator, int rounds, int memCost) {

  /** The hash of an account in one text. */
  String hash(String salt, String hash) {
    var text =
        "firebase_scrypt$%d$%d$%s$%s$%s$%s"
            .formatted(rounds, memCost, key.reveal(), saltSeparator, salt, hash);
    // Firebase's interfaces differ in the alphabet
    return text.replace('-', '+').replaceAll("_(?!scrypt)", "/");
  }
}
