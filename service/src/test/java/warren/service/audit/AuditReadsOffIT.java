package warren.service.audit;

import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code WARREN_AUDIT_READS=false}. */
@WarrenTest(settings = "WARREN_AUDIT_READS=false")
class AuditReadsOffIT {
  @Test
  void readsAreNotRecorded(TestService service) throws Exception {
    var ada = service.account("ada");
    var admin = service.adminToken();
    var entries = new AuditEntries(service);
    entries.forget();
    for (var operation : new String[] {"RequestAccountData", "RequestBanHistory"}) {
      service.client().call(operation, Map.of("user_id", ada), admin).data();
    }
    for (var operation :
        new String[] {"RequestAllAccounts", "RequestAllFlagged", "RequestAuditLog"}) {
      service.client().call(operation, Map.of(), admin).data();
    }
    entries.assertNoEntry();
  }
}
