package warren.contracts.tokens;

/** Asks for the keys that verify tokens. The body is an empty object. */
public record PublicKeysRequest() {}
