package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestAccountDelete: who may delete an account. */
@WarrenTest(processes = 2)
class DeleteIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final Deletions deletions;

  DeleteIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.deletions = new Deletions(services, service, rows);
  }

  private void assertExists(UUID account) {
    assertEquals(1, rows.count("account where id = ? and erased_at is null", account));
  }

  @Test
  void aDeletionIsConfirmedWithoutDataAndErasesTheRow() throws Exception {
    var reply = deletions.delete(deletions.ada, admin);
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ConfirmAccountDeletion", reply.properties().getType());
    assertEquals(
        1,
        rows.count(
            """
            account
            where id = ? and erased_at is not null and not enabled
              and username is null and username_key is null and username_skeleton is null
              and email is null and email_key is null and email_text_key is null
              and first_name is null and last_name is null and password_hash is null
            """,
            deletions.ada));
  }

  @Test
  void deletingTheOwnAccountRequiresCanDeleteSelf() throws Exception {
    rows.give("ada", "plain");
    rows.take("ada", "user");
    assertForbidden(deletions.delete(deletions.ada, deletions.token));
    assertExists(deletions.ada);
    rows.give("ada", "user");
    deletions.delete(deletions.ada, deletions.token).data();
    assertUnauthenticated(deletions.delete(deletions.ada, deletions.token));
  }

  @Test
  void canDeleteAccountsIncludesTheOwnAccount() throws Exception {
    rows.give("ada", "undertaker");
    rows.take("ada", "user");
    deletions.delete(deletions.ada, deletions.token).data();
    assertUnauthenticated(deletions.delete(deletions.ada, deletions.token));
  }

  @Test
  void deletingAnotherAccountRequiresCanDeleteAccounts() throws Exception {
    service.account("bob");
    var bob = rows.account("bob");
    assertForbidden(deletions.delete(bob, deletions.token));
    assertForbidden(deletions.delete(UUID.randomUUID(), deletions.token));
    rows.give("ada", "moderator");
    assertForbidden(deletions.delete(bob, deletions.token));
    assertExists(bob);
    rows.give("ada", "undertaker");
    deletions.delete(bob, deletions.token).data();
    assertUnknownAccount(deletions.delete(bob, deletions.token));
  }

  @Test
  void theAccountIsRequired() throws Exception {
    assertInvalidFields(
        "{user_id: ['is required']}",
        service.client().call("RequestAccountDelete", Map.of(), deletions.token));
    assertInvalidFields(
        "{user_id: ['must be a UUID']}",
        service.client().call("RequestAccountDelete", Map.of("user_id", "ada"), deletions.token));
    assertExists(deletions.ada);
  }
}
