package warren.service.rpc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that its audit entry stores, regardless of its sender and its outcome.
 *
 * @param operation the name of the operation or of the command line's command
 * @param clientAddress the end user's address, if the request contains one
 * @param correlationId the request's correlation id, if it has one
 */
public record AuditContext(
    String operation, @Nullable ClientAddress clientAddress, @Nullable String correlationId) {

  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

  /** Without the characters that a caller may send but a text in the database cannot contain. */
  @Nullable String printableCorrelationId() {
    return correlationId == null ? null : UNPRINTABLE.matcher(correlationId).replaceAll("\uFFFD");
  }

  /** The context of a command that an operator runs on the command line. */
  public static AuditContext ofCommand(String name) {
    return new AuditContext(name, null, null);
  }
}
