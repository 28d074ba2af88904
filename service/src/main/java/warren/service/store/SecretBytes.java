package warren.service.store;

/** Bytes of a secret, which print nothing of themselves. */
public final class SecretBytes {
  private final byte[] bytes;

  public SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes themselves, not a copy. */
  @SuppressWarnings("EI_EXPOSE_REP")
  public byte[] bytes() {
    return bytes;
  }
}
