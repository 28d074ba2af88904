package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnknownRole;
import static warren.service.support.Bodies.json;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The roles of groups: which roles a group can have, and who may change them. */
@WarrenTest
class GroupRolesIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final GroupRequests groups;

  GroupRolesIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.groups = new GroupRequests(service, rows, admin);
  }

  private static void assertOpenHoldsNoRoles(Reply reply) throws Exception {
    assertInvalidFields("{roles: ['must be empty for an open group']}", reply);
  }

  @Test
  void anOpenGroupHoldsNoRoles() throws Exception {
    assertOpenHoldsNoRoles(
        groups.create(Map.of("name", "Readers", "open", true, "roles", List.of("user")), admin));
    assertEquals(0, rows.count("account_group"));

    var open = rows.group("Open", true);
    assertOpenHoldsNoRoles(groups.update(open, "roles", List.of("user")));
    groups.assertGroup(groups.read(open), "Open", true);
    var staff = rows.group("Staff", false, "user");
    assertOpenHoldsNoRoles(groups.update(staff, "open", true));
    assertOpenHoldsNoRoles(
        groups.update(staff, Map.of("open", true, "roles", List.of("weaker")), admin));
    groups.assertGroup(groups.read(staff), "Staff", false, groups.role("user", 0));

    groups.assertGroup(
        groups.update(staff, Map.of("open", true, "roles", List.of()), admin).data(),
        "Staff",
        true);
    groups.assertGroup(
        groups.update(staff, Map.of("open", false, "roles", List.of("weaker")), admin).data(),
        "Staff",
        false,
        groups.role("weaker", 4));
  }

  @Test
  void noGroupHoldsTheAdministratorsRole() throws Exception {
    var staff = rows.group("Staff", false, "user");
    for (Object name : List.of("admin", "ADMIN", 20, "20", rows.roleId("admin"))) {
      assertForbidden(
          groups.create(Map.of("name", "Bosses", "roles", List.of("user", name)), admin));
      assertForbidden(groups.update(staff, "roles", List.of(name)));
    }
    assertEquals(1, rows.count("account_group"));
    groups.assertGroup(groups.read(staff), "Staff", false, groups.role("user", 0));
  }

  @Test
  void anUnknownRoleIsRefusedWithoutAnyChange() throws Exception {
    var staff = rows.group("Staff", false, "user");
    for (Object unknown : List.of("nobody", 5, "21", "019449c5-6f00-7000-8000-000000000009")) {
      var roles = List.of("user", unknown);
      assertUnknownRole(groups.create(Map.of("name", "Other", "roles", roles), admin));
      assertUnknownRole(groups.update(staff, "roles", roles));
    }
    assertEquals(1, rows.count("account_group"));
    groups.assertGroup(groups.read(staff), "Staff", false, groups.role("user", 0));
  }

  @Test
  void aGroupGetsOnlyRolesThatTheSenderMayAssign() throws Exception {
    var keeper = service.holder("bob", "keeper");
    for (var role : List.of("higher", "more", "moderator")) {
      assertForbidden(
          groups.create(Map.of("name", "Staff", "roles", List.of("weaker", role)), keeper));
    }
    assertEquals(0, rows.count("account_group"));
    var roles = List.of("weaker", "keeper");
    assertEquals(
        json(
            "{id: %d, name: 'Staff', open: false, roles: [%s, %s]}",
            groups
                .create(Map.of("name", "Staff", "roles", roles), keeper)
                .data()
                .get("id")
                .longValue(),
            groups.role("keeper", 5),
            groups.role("weaker", 4)),
        groups.read(groups.id("Staff")));
  }

  @Test
  void theSenderMustBeAboveAllAddedRetainedAndRemovedRolesAndHoldTheirPermissions()
      throws Exception {
    var keeper = service.holder("bob", "keeper");
    var staff = rows.group("Staff", false, "weaker", "more");
    for (var roles : List.of(List.of(), List.of("weaker"), List.of("weaker", "more"))) {
      assertForbidden(groups.update(staff, Map.of("roles", roles), keeper));
    }
    groups.assertGroup(
        groups.read(staff), "Staff", false, groups.role("weaker", 4), groups.role("more", 1));

    groups.update(staff, "roles", List.of("weaker")).data();
    for (var role : List.of("keeper", "higher", "more")) {
      assertForbidden(groups.update(staff, Map.of("roles", List.of("weaker", role)), keeper));
    }
    groups.assertGroup(
        groups.update(staff, Map.of("roles", List.of("user", "weaker")), keeper).data(),
        "Staff",
        false,
        groups.role("weaker", 4),
        groups.role("user", 0));
    groups.assertGroup(
        groups.update(staff, Map.of("roles", List.of()), keeper).data(), "Staff", false);
  }

  @Test
  void aGroupIsRenamedOpenedOrDeletedOnlyFromAboveAllOfItsRoles() throws Exception {
    var keeper = service.holder("bob", "keeper");
    for (var role : List.of("keeper", "higher", "more")) {
      var group = rows.group("Staff", false, role, "weaker");
      for (Map<String, ?> change : List.of(Map.of("name", "Crew"), Map.of("open", false))) {
        assertForbidden(groups.update(group, change, keeper));
      }
      assertForbidden(groups.delete(group, keeper));
      assertEquals("Staff", groups.read(group).get("name").textValue());
      groups.delete(group, admin).data();
    }
    var below = rows.group("Staff", false, "weaker");
    groups.update(below, Map.of("name", "Crew"), keeper).data();
    groups.delete(below, keeper).data();
    assertEquals(0, rows.count("account_group"));
  }

  @Test
  void aGroupsRolesApplyToItsMembersNextRequest() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    var staff = rows.group("Staff", false);
    rows.join("ada", staff);
    var boss = Map.of("user_id", rows.account("admin"));
    for (var round = 0; round < 3; round++) {
      assertForbidden(service.client().call("RequestAccountData", boss, token));
      groups.update(staff, "roles", List.of("moderator")).data();
      service.client().call("RequestAccountData", boss, token).data();
      groups.update(staff, "roles", List.of()).data();
    }
  }
}
