package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

@WarrenTest
class UsernamesIT {
  private final TestService service;
  private final Rows rows;

  UsernamesIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Reply usernamesOf(Object ids) throws Exception {
    return service.client().call("RequestUsernames", Map.of("user_ids", ids));
  }

  @Test
  void anyoneReadsTheUsernamesAsEntered() throws Exception {
    var ada = service.account("Ada");
    var grace = service.account("Grace Höpper ＆ Co");
    var reply = usernamesOf(List.of(grace, ada));
    assertEquals(
        json("{data: {usernames: {'%s': 'Ada', '%s': 'Grace Höpper ＆ Co'}}}", ada, grace),
        reply.body());
    assertEquals("ReturnUsernames", reply.properties().getType());
  }

  @Test
  void anIdMayBeNamedTwiceAndInCapitals() throws Exception {
    var id = service.account("ada");
    assertEquals(
        json("{data: {usernames: {'%s': 'ada'}}}", id),
        usernamesOf(List.of(id, id.toUpperCase(Locale.ROOT), id)).body());
  }

  @Test
  void unknownAndErasedAccountsAreLeftOut() throws Exception {
    var id = service.account("ada");
    var erased = service.account("bob");
    rows.erase("bob");
    assertEquals(
        json("{data: {usernames: {'%s': 'ada'}}}", id),
        usernamesOf(List.of(UUID.randomUUID(), erased, id, new UUID(0, 0))).body());
    assertEquals(json("{data: {usernames: {}}}"), usernamesOf(List.of(erased)).body());
  }

  @Test
  void anEmptyListHasNoUsernames() throws Exception {
    assertEquals(json("{data: {usernames: {}}}"), usernamesOf(List.of()).body());
  }

  @Test
  void bannedAndDisabledAccountsKeepTheirNames() throws Exception {
    var id = service.account("ada");
    rows.ban("ada", "null");
    rows.change("update account set enabled = false where username = 'ada'");
    assertEquals(json("{data: {usernames: {'%s': 'ada'}}}", id), usernamesOf(List.of(id)).body());
  }

  @Test
  void upTo500UsernamesAreReturned() throws Exception {
    rows.change(
        """
        insert into account (
          id, username, username_key, username_skeleton, password_hash, enabled, created_at,
          updated_at)
        select gen_random_uuid(), 'user' || i, 'user' || i, 'user' || i, 'none', true, now(), now()
        from generate_series(1, 500) as i
        """);
    var ids =
        new ArrayList<>(rows.all(UUID.class, "select id from account where username <> 'admin'"));
    assertEquals(500, usernamesOf(ids).data().get("usernames").size());
    ids.add(rows.account("admin"));
    assertInvalidFields("{user_ids: ['must have at most 500 entries']}", usernamesOf(ids));
  }

  @Test
  void anInvalidListOfIdsIsRefused() throws Exception {
    assertInvalidFields("{user_ids: ['must be a list']}", usernamesOf(UUID.randomUUID()));
    assertInvalidFields(
        "{user_ids: ['entry 1 must be a UUID']}", usernamesOf(List.of(UUID.randomUUID(), "ada")));
    assertInvalidFields(
        "{user_ids: ['entry 0 must be a UUID']}", usernamesOf(Collections.singletonList(null)));
  }
}
