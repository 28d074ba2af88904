package warren.service.rpc;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.RefusedException;
import warren.service.store.Store;

/**
 * Records failed authentications and {@linkplain AuditWriter#isRecorded further refusals} in the
 * audit log, in a transaction of their own. Thread-safe.
 */
final class RefusalAudit {
  private final Store store;
  private final AuditWriter audit;

  RefusalAudit(Store store, AuditWriter audit) {
    this.store = store;
    this.audit = audit;
  }

  /** Does the work, and records its refusal before it passes it on. */
  byte[] record(Call<?> call, Supplier<byte[]> work) {
    try {
      return work.get();
    } catch (AuthenticationFailedException e) {
      write(call, e, e.account(), e.nameMac());
      throw e;
    } catch (RefusedException e) {
      if (AuditWriter.isRecorded(e.code(), call.principal())) {
        write(call, e, targetId(call), null);
      }
      throw e;
    }
  }

  private void write(
      Call<?> call, RefusedException refused, @Nullable UUID account, byte @Nullable [] nameMac) {
    var code = refused.code();
    var actor = call.principal().accountIdOrNull();
    store.run(handle -> audit.recordRefusal(handle, call.context(), code, actor, account, nameMac));
  }

  private static @Nullable UUID targetId(Call<?> call) {
    return call.request() instanceof OnAccount target ? target.userId() : null;
  }
}
