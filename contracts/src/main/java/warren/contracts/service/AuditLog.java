package warren.contracts.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;

/**
 * A page of the audit log.
 *
 * @param entries the newest first
 * @param next what to ask for as {@code after} to get the next page; null at the end
 */
public record AuditLog(List<Entry> entries, @Nullable String next) {

  /**
   * Something that was done, or refused.
   *
   * @param at when
   * @param operation its name
   * @param outcome {@code ok}, or the code of the refusal
   * @param actor the id of who did it; null if nobody was signed in
   * @param account the id of the account on which it was done, if on one
   * @param unknownName a digest of a name that no account has, by which somebody tried to log in:
   *     the same for the same name, and the name can't be found from it
   * @param clientAddress the end user's IP address, if the request stated it
   * @param clientAddressTrusted whether the service accepted that address
   * @param correlationId the request's
   */
  public record Entry(
      @Example("2026-01-31T12:00:00.123456Z") Instant at,
      @Example("RequestBanUser") String operation,
      @Example("ok") String outcome,
      @Example("019449c5-6f00-7000-8000-000000000005") @Nullable UUID actor,
      @Example("019449c5-6f00-7000-8000-000000000002") @Nullable UUID account,
      @Nullable String unknownName,
      @Example("192.0.2.1") @Nullable String clientAddress,
      @Example("true") boolean clientAddressTrusted,
      @Example("7f3c") @Nullable String correlationId) {}
}
