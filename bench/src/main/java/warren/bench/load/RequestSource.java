package warren.bench.load;

/**
 * Generates requests of one kind and checks their replies. Each slot has at most one request in
 * flight: its next request is generated after the reply to the previous one. Used by one thread at
 * a time.
 */
public interface RequestSource {
  /** Returns the slot's next request. */
  Request next(int slot);

  /** Whether this body is a correct reply to the slot's latest request. */
  boolean isCorrect(int slot, byte[] body);
}
