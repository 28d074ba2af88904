package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.settings.StartException;

/** The groups that the service creates at the start. */
@WarrenTest(
    settings = "WARREN_HTTP_DJANGO_GROUPS=Administrators,Parents=open,Staff,staff",
    processes = 2,
    scope = WarrenTest.Scope.TEST)
class InitialGroupsIT {
  private static final String NAMES =
      "select concat(name, case when open then ' true' else ' false' end) from account_group"
          + " order by name";

  /** Both processes start with the same setting: each group is created once. */
  @Test
  void eachIsCreatedOnceAndAudited(Rows rows) {
    assertEquals(
        List.of("Administrators false", "Parents true", "Staff false"),
        rows.all(String.class, NAMES));
    assertEquals(
        3L,
        rows.one(
            Long.class,
            "select count(*) from audit_entry"
                + " where operation = 'serve' and account_id is null and outcome = 'ok'"));
  }

  @Test
  void existingGroupsRemainUnchanged(TestService service, Rows rows) throws Exception {
    rows.change("update account_group set open = true where name = 'Staff'");
    service.second(Map.of("WARREN_HTTP_DJANGO_GROUPS", "STAFF,parents,Cooks")).close();
    assertEquals(
        List.of("Administrators false", "Cooks false", "Parents true", "Staff true"),
        rows.all(String.class, NAMES));
  }

  @Test
  void aNameWithoutVisibleCharactersPreventsTheStart(TestService service) {
    var settings = Map.of("WARREN_HTTP_DJANGO_GROUPS", "\u3164");
    var thrown = assertThrows(StartException.class, () -> service.second(settings));
    assertEquals(
        "WARREN_HTTP_DJANGO_GROUPS cannot be used: {name=[must contain a visible character]}",
        thrown.getMessage());
  }
}
