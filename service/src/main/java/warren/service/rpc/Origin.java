package warren.service.rpc;

import org.jspecify.annotations.Nullable;

/**
 * What the audit keeps of a request, whoever made it and whatever became of it.
 *
 * @param operation its operation's name, or that of a command
 * @param source where it comes from, if that was told
 */
public record Origin(String operation, @Nullable Source source, @Nullable String correlationId) {

  /** Of what an operator does by a command. */
  public static Origin command(String name) {
    return new Origin(name, null, null);
  }
}
