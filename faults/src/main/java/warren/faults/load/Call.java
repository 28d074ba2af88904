package warren.faults.load;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.catalogue.Operation;

/**
 * A request to send.
 *
 * @param messageId the idempotency key; null unless the operation is an idempotent write
 */
record Call(
    Operation<?, ?> operation, Record body, @Nullable Secret token, @Nullable String messageId) {
  boolean isWrite() {
    return messageId != null;
  }
}
