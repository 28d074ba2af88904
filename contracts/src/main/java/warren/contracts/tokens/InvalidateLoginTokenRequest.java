package warren.contracts.tokens;

/** Asks to end the session of the token in the {@code jwt} header. The body is an empty object. */
public record InvalidateLoginTokenRequest() {}
