package warren.service.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.service.config.UnknownFieldRule;

/** Finds the fields of a body that its operation does not have. Thread-safe. */
final class UnknownFields {
  private static final Refusal ENVELOPE =
      Refusal.of(
          ErrorCode.MALFORMED,
          "The body is an envelope with pattern and data; send the operation's fields themselves.");

  /** The sender chooses number and length of the names, so only some are reported. */
  private static final int MAX_REPORTED = 20;

  private static final int MAX_NAME = 64;

  /** Not allowed in a list within a header. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]|,");

  private final UnknownFieldRule rule;

  UnknownFields(UnknownFieldRule rule) {
    this.rule = rule;
  }

  /**
   * The unknown fields of a body. Refused with {@code malformed} if the body is the envelope of
   * another RPC library: it would be read as a request without fields, which is about the sender's
   * own account.
   */
  List<String> check(ObjectNode body, Set<String> known) {
    List<String> unknown = new ArrayList<>();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                unknown.add(name);
              }
            });
    if (isEnvelope(body, unknown.size())) {
      throw new RefusedException(ENVELOPE);
    }
    return unknown.stream().limit(MAX_REPORTED).map(UnknownFields::printable).toList();
  }

  /** The problems of unknown fields, by their names; empty if they are ignored. */
  Map<String, List<String>> problems(List<String> unknown) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    if (rule == UnknownFieldRule.REFUSE) {
      unknown.forEach(name -> problems.put(name, List.of("is not a field of this operation")));
    }
    return problems;
  }

  /** The envelope has an id of its own, which some operations would take for theirs. */
  private static boolean isEnvelope(ObjectNode body, int unknown) {
    return body.has("pattern")
        && body.has("data")
        && unknown + (body.has("id") ? 1 : 0) >= body.size();
  }

  private static String printable(String name) {
    var start = name.substring(0, Math.min(name.length(), MAX_NAME));
    return UNPRINTABLE.matcher(start).replaceAll("?");
  }
}
