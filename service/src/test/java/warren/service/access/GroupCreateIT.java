package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertNameTaken;
import static warren.service.support.Bodies.assertUnknownGroup;
import static warren.service.support.Bodies.json;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestGroupCreate and RequestGroupData. */
@WarrenTest
class GroupCreateIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final GroupRequests groups;

  GroupCreateIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.groups = new GroupRequests(service, rows, admin);
  }

  @Test
  void aGroupIsCreatedAndReadWhole() throws Exception {
    var reply =
        groups.create(
            Map.of(
                "name", "Staff",
                "open", "false",
                "roles", List.of("weaker", 10, rows.roleId("more"), "WEAKER", "0")),
            admin);
    var whole =
        groups.group(
            "Staff",
            false,
            groups.role("moderator", 10),
            groups.role("weaker", 4),
            groups.role("more", 1),
            groups.role("user", 0));
    assertEquals(whole, reply.data());
    assertEquals("ConfirmGroupCreation", reply.properties().getType());
    assertEquals(whole, groups.read(groups.id("Staff")));
    groups.assertGroup(
        groups.update(groups.id("Staff"), "roles", List.of("weaker")).data(),
        "Staff",
        false,
        groups.role("weaker", 4));
  }

  @Test
  void onlyTheNameIsRequired() throws Exception {
    var reply = groups.create(Map.of("name", "2026"), admin);
    groups.assertGroup(reply.data(), "2026", false);
    var open = groups.create(Map.of("name", "Readers", "open", true, "roles", List.of()), admin);
    groups.assertGroup(open.data(), "Readers", true);
  }

  @Test
  void everySignedInAccountReadsGroups() throws Exception {
    var staff = rows.group("Staff", false, "moderator");
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    groups.assertGroup(
        service.client().call("RequestGroupData", Map.of("id", staff), token).data(),
        "Staff",
        false,
        groups.role("moderator", 10));
    assertEquals(
        json(
            "{groups: [%s], next: null}",
            groups.group("Staff", false, groups.role("moderator", 10))),
        service.client().call("RequestAllGroups", Map.of(), token).data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Staff", "STAFF", "\uFF33taff"})
  void aNameIsTakenWithoutRegardToCaseAndWidth(String name) throws Exception {
    groups.create(Map.of("name", "staff"), admin).data();
    var other = rows.group("other", false);
    assertNameTaken(groups.create(Map.of("name", name), admin));
    assertNameTaken(groups.update(other, "name", name));
    assertEquals(2, rows.count("account_group"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\u3164 | must contain a visible character",
        "'' | must not be empty",
        "' Staff' | must not begin or end with white space"
      })
  void anInvalidNameIsRefused(String name, String problem) throws Exception {
    var other = rows.group("other", false);
    var fields = "{name: ['%s']}".formatted(problem);
    assertInvalidFields(fields, groups.create(Map.of("name", name), admin));
    assertInvalidFields(fields, groups.update(other, "name", name));
    assertEquals(List.of("other"), GroupRequests.names(groups.list(Map.of()).data()));
  }

  @Test
  void limitsAreExact() throws Exception {
    var roles = Stream.generate(() -> "user").limit(101).toList();
    assertInvalidFields(
        """
        {name: ['must be at most 64 characters'], roles: ['must have at most 100 entries']}
        """,
        groups.create(Map.of("name", "x".repeat(65), "roles", roles), admin));
    groups.create(Map.of("name", "x".repeat(64), "roles", roles.subList(0, 100)), admin).data();
  }

  @Test
  void anUnknownGroupIsRefused() throws Exception {
    for (var operation : List.of("RequestGroupData", "UpdateGroup", "RequestGroupDelete")) {
      for (var unknown : List.of(0, -1, Long.MAX_VALUE)) {
        assertUnknownGroup(service.client().call(operation, Map.of("id", unknown), admin));
      }
    }
  }
}
