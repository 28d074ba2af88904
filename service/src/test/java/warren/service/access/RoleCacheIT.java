package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Role definitions, which each process caches until they change. */
@WarrenTest
class RoleCacheIT {
  private static final int ROUNDS = 30;
  private static final String VERSION = "select version from role_version";

  private static final String GIVE =
      """
      insert into account_role
      select account.id, role.id from account, role
      where username_key = 'ada' and role.name_key = 'reader'
      """;

  private static final String TAKE =
      "delete from account_role using role where role.id = role_id and name_key = 'reader'";

  private static final String ALLOW =
      """
      insert into role_permission
      select role.id, permission.id from role, permission
      where role.name_key = 'reader' and permission.name = 'CAN_READ_ACCOUNTS'
      """;

  private static final String FORBID =
      "delete from role_permission using role where role.id = role_id and name_key = 'reader'";

  private final TestService service;
  private final Rows rows;

  RoleCacheIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    rows.role("reader", 1);
    service.account("ada");
  }

  /** Ada never has the permission: the role that she holds in some states does not contain it. */
  @Test
  void anAccountsRolesAndTheirPermissionsAreReadFromOneSnapshot() throws Exception {
    var token = service.token("ada", TestService.PASSWORD);
    var boss = Map.of("user_id", rows.account("admin"));
    var caller = ConcurrentCaller.byQueue(service.connection());
    List<String> ids = new ArrayList<>();
    for (var round = 0; round < ROUNDS; round++) {
      for (var change : List.of(GIVE, TAKE, ALLOW, FORBID)) {
        ids.add(caller.send("RequestAccountData", boss, token));
        rows.change(change);
        ids.add(caller.send("RequestAccountData", boss, token));
      }
    }
    caller.awaitReplies(ids);
    assertEquals(Map.of("forbidden", (long) ids.size()), caller.outcomes(ids));
  }

  @Test
  void aTransactionIncrementsTheVersionOnceAndARollbackDoesNot() throws Exception {
    var before = rows.one(Long.class, VERSION);
    try (var database = service.database().open()) {
      database.begin();
      database.execute("update role set level = level");
      database.execute("update permission set description = description");
      database.commit();
      assertEquals(before + 1, rows.one(Long.class, VERSION));
      database.begin();
      database.execute(ALLOW);
      database.rollback();
      assertEquals(before + 1, rows.one(Long.class, VERSION));
    }
  }
}
