package warren.bench.load;

/**
 * Requests of one kind. Of a slot's there is one at a time: the next is asked for when the one
 * before it is answered. Used by one thread at a time.
 */
public interface Requests {
  /** The slot's next request. */
  Outgoing next(int slot);

  /** Whether the slot's last request was answered as it should be. */
  boolean isRight(int slot, byte[] body);
}
