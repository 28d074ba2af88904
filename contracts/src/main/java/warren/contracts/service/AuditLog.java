package warren.contracts.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.ActorId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Timestamp;

/**
 * A page of the audit log.
 *
 * @param entries the entries, newest first
 * @param next the value of {@code after} for the next page; null on the last page
 */
public record AuditLog(List<Entry> entries, @Nullable String next) {

  /**
   * An action that was executed or refused.
   *
   * @param at the time
   * @param operation the name of the operation
   * @param outcome {@code ok}, or the error code of the refusal
   * @param actor the id of the account that acted; null without authentication
   * @param actorUsername the user name of that account; null if the account is deleted
   * @param account the id of the affected account, if any
   * @param accountUsername the user name of that account; null if the account is deleted
   * @param unknownName a digest of an unknown user name with which a login was attempted: equal for
   *     equal names, and not reversible
   * @param clientAddress the end user's IP address, if the request stated it
   * @param clientAddressTrusted whether the service accepted that address
   * @param correlationId the correlation id of the request
   */
  public record Entry(
      @Timestamp Instant at,
      @Example("RequestBanUser") String operation,
      @Example("ok") String outcome,
      @ActorId @Nullable UUID actor,
      @Example("ada") @Nullable String actorUsername,
      @AccountId @Nullable UUID account,
      @Example("grace") @Nullable String accountUsername,
      @Nullable String unknownName,
      @Example("192.0.2.1") @Nullable String clientAddress,
      @Example("true") boolean clientAddressTrusted,
      @Example("7f3c") @Nullable String correlationId) {}
}
