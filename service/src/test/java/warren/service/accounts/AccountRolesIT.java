package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertLastAdministrator;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.assertUnknownGroup;
import static warren.service.support.Bodies.assertUnknownRole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.BusyCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Answer;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Which roles and groups an account is given, and by whom. */
@WarrenTest
class AccountRolesIT {
  private static final UUID UNKNOWN = UUID.fromString("019449c5-6f00-7000-8000-000000000009");

  private final TestService service;
  private final Rows rows;
  private final String admin;

  AccountRolesIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  @BeforeEach
  void makeAda() throws Exception {
    rows.change(
        "insert into account_role values (?, ?) on conflict do nothing",
        rows.account("admin"),
        rows.roleId("admin"));
    rows.deleteMade();
    rows.role("assigner", 5, "CAN_ASSIGN_ROLES", "CAN_MANAGE_GROUPS");
    rows.role("weaker", 4);
    rows.role("equal", 5);
    rows.role("higher", 6);
    rows.role("more", 1, "CAN_BAN_USERS");
    service.account("ada");
  }

  private Answer assign(String username, List<?> roles, String token) throws Exception {
    return assign(rows.account(username), roles, token);
  }

  private Answer assign(UUID account, List<?> roles, String token) throws Exception {
    var body = Map.of("user_id", account, "roles", roles);
    return service.client().call("UpdateAccountRoles", body, token);
  }

  private Answer put(String username, List<?> groups, String token) throws Exception {
    var body = Map.of("user_id", rows.account(username), "groups", groups);
    return service.client().call("UpdateAccountGroups", body, token);
  }

  private List<Long> groupsOf(String username) {
    return rows.all(
        Long.class,
        "select group_id from account_group_member where account_id = ? order by group_id",
        rows.account(username));
  }

  @Test
  void anAccountHoldsTheseRolesAndNoOther() throws Exception {
    rows.join("ada", rows.group("Staff", false, "weaker"));
    rows.change("update account set updated_at = '2020-01-01'");
    var answer = assign("ada", List.of("moderator", "equal", "MODERATOR"), admin);
    assertTrue(answer.data().isNull());
    assertEquals("ConfirmAccountUpdate", answer.properties().getType());
    assertEquals(List.of("equal", "moderator"), rows.rolesOf("ada"));
    assertEquals(1, rows.count("account where updated_at > '2026-01-01'"));
    assertEquals(1, rows.count("account_group_member"));

    for (Object name : List.of("user", "USER", 0, "0", rows.roleId("user"))) {
      assign("ada", List.of("weaker", name), admin).data();
      assertEquals(List.of("user", "weaker"), rows.rolesOf("ada"));
      assign("ada", List.of("higher"), admin).data();
      assertEquals(List.of("higher"), rows.rolesOf("ada"));
    }
  }

  @Test
  void aListHasOneToAHundredRoles() throws Exception {
    assertInvalidFields("{roles: ['must not be empty']}", assign("ada", List.of(), admin));
    var many = Stream.generate(() -> "weaker").limit(101).toList();
    assertInvalidFields("{roles: ['must have at most 100 entries']}", assign("ada", many, admin));
    assertInvalidFields(
        "{roles: ['entry 1 must not be empty']}", assign("ada", List.of("user", ""), admin));
    assertEquals(List.of("user"), rows.rolesOf("ada"));
    assign("ada", many.subList(0, 100), admin).data();
    assertEquals(List.of("weaker"), rows.rolesOf("ada"));
  }

  @Test
  void anUnknownRoleIsRefusedAndChangesNothing() throws Exception {
    // a role that isn't built in has no level to be called by
    for (Object unknown : List.of("nobody", 5, "21", UNKNOWN)) {
      assertUnknownRole(assign("ada", List.of("moderator", unknown), admin));
      assertEquals(List.of("user"), rows.rolesOf("ada"));
    }
  }

  @Test
  void theAccountIsLookedAtBeforeTheRoles() throws Exception {
    var assigner = service.holder("bob", "assigner");
    service.account("eve");
    rows.give("eve", "equal");
    assertForbidden(assign("eve", List.of("nobody"), assigner));
    assertForbidden(assign("admin", List.of("nobody"), assigner));
    assertUnknownAccount(assign(UNKNOWN, List.of("nobody"), assigner));
    var eve = rows.account("eve");
    service.client().call("RequestAccountDelete", Map.of("user_id", eve), admin).data();
    assertUnknownAccount(assign(eve, List.of("nobody"), assigner));
  }

  @Test
  void onlyRolesThatTheCallerMayGiveAreAdded() throws Exception {
    var assigner = service.holder("bob", "assigner");
    for (var role : List.of("higher", "more", "moderator", "admin")) {
      assertForbidden(assign("ada", List.of("weaker", role), assigner));
      assertEquals(List.of("user"), rows.rolesOf("ada"));
    }
    assign("ada", List.of("weaker", "user"), assigner).data();
    assertEquals(List.of("user", "weaker"), rows.rolesOf("ada"));
    // afterwards the account isn't below the caller any more
    assign("ada", List.of("equal", "assigner"), assigner).data();
    assertForbidden(assign("ada", List.of("user"), assigner));
    assertEquals(List.of("assigner", "equal"), rows.rolesOf("ada"));
  }

  @Test
  void rolesThatAreKeptOrTakenAwayNeedNotBeOnesThatTheCallerMayGive() throws Exception {
    var assigner = service.holder("bob", "assigner");
    rows.give("ada", "more");
    assign("ada", List.of("more", "weaker"), assigner).data();
    assertEquals(List.of("more", "weaker"), rows.rolesOf("ada"));
    assign("ada", List.of("weaker"), assigner).data();
    assertForbidden(assign("ada", List.of("weaker", "more"), assigner));
    assertEquals(List.of("weaker"), rows.rolesOf("ada"));
  }

  @Test
  void onOneselfNothingIsWon() throws Exception {
    var assigner = service.holder("bob", "assigner");
    for (var role : List.of("higher", "more", "admin")) {
      assertForbidden(assign("bob", List.of("assigner", role), assigner));
    }
    assign("bob", List.of("assigner", "weaker"), assigner).data();
    assertEquals(List.of("assigner", "weaker"), rows.rolesOf("bob"));
    assign("bob", List.of("weaker"), assigner).data();
    assertForbidden(assign("bob", List.of("weaker"), assigner));
  }

  @Test
  void whatTheCallerAndTheAccountHoldThroughGroupsCounts() throws Exception {
    var assigner = service.holder("bob", "assigner");
    rows.join("bob", rows.group("More", false, "higher", "more"));
    assign("ada", List.of("higher"), assigner).data();
    assertForbidden(assign("ada", List.of("more"), assigner));
    assign("ada", List.of("user"), admin).data();
    assign("ada", List.of("more"), assigner).data();
    rows.join("ada", rows.group("Higher", false, "higher"));
    assertForbidden(assign("ada", List.of("user"), assigner));
    assertForbidden(put("ada", List.of(), assigner));
  }

  @Test
  void aGivenPermissionCountsForTheNextRequest() throws Exception {
    var token = service.token("ada", TestService.PASSWORD);
    var boss = Map.of("user_id", rows.account("admin"));
    var moderators = rows.group("Moderators", false, "moderator");
    for (var round = 0; round < 3; round++) {
      assertForbidden(service.client().call("RequestAccountData", boss, token));
      assign("ada", List.of("moderator"), admin).data();
      service.client().call("RequestAccountData", boss, token).data();
      assign("ada", List.of("user"), admin).data();
      assertForbidden(service.client().call("RequestAccountData", boss, token));
      put("ada", List.of(moderators), admin).data();
      service.client().call("RequestAccountData", boss, token).data();
      put("ada", List.of(), admin).data();
    }
  }

  @Test
  void anAccountIsInTheseGroupsAndInNoOther() throws Exception {
    var staff = rows.group("Staff", false, "moderator");
    var open = rows.group("Open", true);
    var third = rows.group("Third", false);
    rows.change("update account set updated_at = '2020-01-01'");
    var answer = put("ada", List.of(open, staff, open), admin);
    assertTrue(answer.data().isNull());
    assertEquals("ConfirmAccountUpdate", answer.properties().getType());
    assertEquals(List.of(staff, open), groupsOf("ada"));
    assertEquals(1, rows.count("account where updated_at > '2026-01-01'"));
    put("ada", List.of(third, Long.toString(open)), admin).data();
    assertEquals(List.of(open, third), groupsOf("ada"));
    put("ada", List.of(), admin).data();
    assertEquals(List.of(), groupsOf("ada"));
    assertEquals(List.of("user"), rows.rolesOf("ada"));
  }

  @Test
  void anUnknownGroupIsRefusedAndChangesNothing() throws Exception {
    var staff = rows.group("Staff", false);
    var other = rows.group("Other", false);
    rows.join("ada", staff);
    for (var unknown : List.of(0L, -1L, other + 1, Long.MAX_VALUE)) {
      assertUnknownGroup(put("ada", List.of(other, unknown), admin));
      assertEquals(List.of(staff), groupsOf("ada"));
    }
    var many = Stream.generate(() -> other).limit(101).toList();
    assertInvalidFields("{groups: ['must have at most 100 entries']}", put("ada", many, admin));
    var body = Map.of("user_id", UNKNOWN, "groups", List.of());
    assertUnknownAccount(service.client().call("UpdateAccountGroups", body, admin));
  }

  @Test
  void onlyGroupsWhoseRolesTheCallerMayGiveAreJoined() throws Exception {
    var assigner = service.holder("bob", "assigner");
    var weaker = rows.group("Weaker", false, "weaker", "user");
    var higher = rows.group("Higher", false, "weaker", "higher");
    var more = rows.group("More", false, "more");
    for (var group : List.of(higher, more)) {
      assertForbidden(put("ada", List.of(weaker, group), assigner));
      assertForbidden(put("bob", List.of(weaker, group), assigner));
    }
    assertEquals(0, rows.count("account_group_member"));
    put("ada", List.of(weaker), assigner).data();
    assertEquals(List.of(weaker), groupsOf("ada"));
    // what it is in already is neither given nor in the way
    rows.join("ada", more);
    put("ada", List.of(more), assigner).data();
    assertEquals(List.of(more), groupsOf("ada"));
    put("ada", List.of(), assigner).data();
    assertForbidden(put("ada", List.of(more), assigner));
    assertEquals(List.of(), groupsOf("ada"));
  }

  @Test
  void othersAreActedOnFromAboveAlone() throws Exception {
    var assigner = service.holder("bob", "assigner");
    service.account("eve");
    rows.give("eve", "equal");
    assertForbidden(put("eve", List.of(), assigner));
    assertForbidden(assign("eve", List.of("user"), assigner));
    assign("eve", List.of("user"), admin).data();
    put("eve", List.of(), assigner).data();
    assign("eve", List.of("user"), assigner).data();
  }

  @Test
  void theLastAdministratorStays() throws Exception {
    assertLastAdministrator(assign("admin", List.of("moderator"), admin));
    assertEquals(List.of("admin"), rows.rolesOf("admin"));
    assign("admin", List.of("moderator", "admin"), admin).data();
    assertEquals(List.of("admin", "moderator"), rows.rolesOf("admin"));

    var other = service.holder("bob", "admin");
    rows.ban("bob", "null");
    assertLastAdministrator(assign("admin", List.of("moderator"), admin));
    rows.change("delete from ban");
    assign("admin", List.of("moderator"), admin).data();
    assertLastAdministrator(assign("bob", List.of("user"), other));
    assertEquals(List.of("admin", "user"), rows.rolesOf("bob"));
    assign("admin", List.of("admin"), other).data();
  }

  /** The tokens of the only two administrators, {@code one} and {@code other}. */
  private List<String> twoAdministrators() throws Exception {
    var tokens = List.of(service.holder("one", "admin"), service.holder("other", "admin"));
    rows.take("admin", "admin");
    return tokens;
  }

  private Map<String, Object> demotion(String username) {
    return Map.of("user_id", rows.account(username), "roles", List.of("user", "moderator"));
  }

  private void makeBothAdministrators() {
    for (var username : List.of("one", "other")) {
      rows.change("delete from account_role where account_id = ?", rows.account(username));
      rows.give(username, "admin");
    }
  }

  private long administrators() {
    return rows.count("account_role where role_id = ?", rows.roleId("admin"));
  }

  @Test
  void ofTwoAdministratorsWhoDemoteEachOtherAtOnceOneDoes() throws Exception {
    var tokens = twoAdministrators();
    try (var caller = BusyCaller.byQueue(service.connection())) {
      for (var round = 0; round < 50; round++) {
        makeBothAdministrators();
        var ids =
            List.of(
                caller.send("UpdateAccountRoles", demotion("other"), tokens.get(0)),
                caller.send("UpdateAccountRoles", demotion("one"), tokens.get(1)));
        // the second is admitted before the first is through, or holds no permission any more
        var outcomes = caller.outcomes(ids);
        assertTrue(
            List.of(Map.of("200", 1L, "last_administrator", 1L), Map.of("200", 1L, "forbidden", 1L))
                .contains(outcomes),
            outcomes::toString);
        assertEquals(1, administrators());
      }
    }
  }

  @Test
  void ofTwoAdministratorsWhoDemoteThemselvesAtOnceOneDoes() throws Exception {
    var tokens = twoAdministrators();
    try (var caller = BusyCaller.byQueue(service.connection())) {
      for (var round = 0; round < 50; round++) {
        makeBothAdministrators();
        var ids =
            List.of(
                caller.send("UpdateAccountRoles", demotion("one"), tokens.get(0)),
                caller.send("UpdateAccountRoles", demotion("other"), tokens.get(1)));
        assertEquals(Map.of("200", 1L, "last_administrator", 1L), caller.outcomes(ids));
        assertEquals(1, administrators());
      }
    }
  }

  @Test
  void ofTwoWhoWereBothAdmittedTheSecondIsTheLast() throws Exception {
    var tokens = twoAdministrators();
    try (var caller = BusyCaller.byQueue(service.connection());
        var holder = service.database().open()) {
      holder.begin();
      holder.execute("select from role where name = 'admin' for update");
      var ids =
          List.of(
              caller.send("UpdateAccountRoles", demotion("other"), tokens.get(0)),
              caller.send("UpdateAccountRoles", demotion("one"), tokens.get(1)));
      rows.awaitWaiting(2);
      holder.rollback();
      assertEquals(Map.of("200", 1L, "last_administrator", 1L), caller.outcomes(ids));
    }
    assertEquals(1, administrators());
  }

  @Test
  void administratorsWhoKeepEachOtherAtOnceDoNotWaitForEachOtherInACircle() throws Exception {
    var tokens = twoAdministrators();
    makeBothAdministrators();
    try (var caller = BusyCaller.byQueue(service.connection())) {
      List<String> ids = new ArrayList<>();
      for (var i = 0; i < 40; i++) {
        var body =
            Map.of(
                "user_id",
                rows.account(i % 2 == 0 ? "one" : "other"),
                "roles",
                i % 3 == 0 ? List.of("admin", "user") : List.of("moderator", "admin"));
        ids.add(caller.send("UpdateAccountRoles", body, tokens.get(i / 2 % 2)));
      }
      assertEquals(Map.of("200", 40L), caller.outcomes(ids));
    }
    assertEquals(2, administrators());
  }
}
