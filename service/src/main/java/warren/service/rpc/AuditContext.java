package warren.service.rpc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the audit keeps of a request, whoever made it and whatever became of it.
 *
 * @param operation its operation's name, or that of a command
 * @param clientAddress where it comes from, if that was told
 */
public record AuditContext(
    String operation, @Nullable ClientAddress clientAddress, @Nullable String correlationId) {

  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

  /** A caller may write anything into it, also what no text of the database can hold. */
  @Nullable String printableCorrelationId() {
    return correlationId == null ? null : UNPRINTABLE.matcher(correlationId).replaceAll("\uFFFD");
  }

  /** Of what an operator does by a command. */
  public static AuditContext command(String name) {
    return new AuditContext(name, null, null);
  }
}
