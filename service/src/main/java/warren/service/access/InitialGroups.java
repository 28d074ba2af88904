package warren.service.access;

import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.access.GroupCreateRequest;
import warren.contracts.events.EventType;
import warren.service.rpc.AuditContext;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Handler;
import warren.service.store.Store;
import warren.settings.DjangoGroups;
import warren.settings.StartException;

/** Creates the groups of a setting at the start, without an authenticated principal. */
public final class InitialGroups {
  private static final AuditContext SERVE = AuditContext.ofCommand("serve");

  private final Store store;
  private final AuditWriter audit;
  private final GroupDao dao = new GroupDao();

  public InitialGroups(Store store, AuditWriter audit) {
    this.store = store;
    this.audit = audit;
  }

  /**
   * Creates those of these groups that do not exist. Existing ones remain unchanged.
   *
   * @throws StartException if a name is not permitted; the message is meant for the operator
   */
  public void ensure(List<GroupCreateRequest> groups) {
    groups.forEach(this::ensure);
  }

  private void ensure(GroupCreateRequest group) {
    if (store.read(handle -> dao.exists(handle, group.name()))) {
      return;
    }
    try {
      NameRules.requireVisible(group.name());
      store.write(transaction -> insert(transaction, group));
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.NAME_TAKEN) { // otherwise, another process created it
        throw new StartException(
            DjangoGroups.SETTING.variable() + " cannot be used: " + e.refusal().fields(), e);
      }
    }
  }

  private long insert(Handle transaction, GroupCreateRequest group) {
    var open = Boolean.TRUE.equals(group.open());
    var id = dao.insert(transaction, group.name(), open, store.now());
    audit.recordSuccess(
        transaction, SERVE, null, Handler.WriteResult.ofObject(id), EventType.GROUP_CREATED);
    return id;
  }
}
