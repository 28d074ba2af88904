package warren.service.store;

/** The bytes of a secret. {@code toString} does not reveal them. */
public final class SecretBytes {
  private final byte[] bytes;

  public SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes, not a copy of them. */
  @SuppressWarnings("EI_EXPOSE_REP")
  public byte[] bytes() {
    return bytes;
  }
}
