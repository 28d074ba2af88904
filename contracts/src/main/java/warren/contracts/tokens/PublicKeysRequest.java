package warren.contracts.tokens;

/** The request {@code RequestPublicKeys}. The body is an empty object. */
public record PublicKeysRequest() {}
