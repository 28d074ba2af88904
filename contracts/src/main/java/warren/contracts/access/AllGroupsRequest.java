package warren.contracts.access;

import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for the groups, by name.
 *
 * @param text what name must hold, without regard to case; all of them if absent
 * @param limit how many at most, 1 to 500; 50 if absent
 * @param after the cursor that the page before ends with; absent for the first
 */
public record AllGroupsRequest(
    @Limit(max = 64) @Example("staff") @Nullable String text,
    @Limit(min = 1, max = 500) @Example("50") @Nullable Long limit,
    @Limit(max = 400) @Nullable String after) {

  /** With what is required alone. */
  public AllGroupsRequest() {
    this(null, null, null);
  }

  /** The same, and this {@link #text}. */
  public AllGroupsRequest withText(String given) {
    return new AllGroupsRequest(given, limit, after);
  }

  /** The same, and this {@link #limit}. */
  public AllGroupsRequest withLimit(Long given) {
    return new AllGroupsRequest(text, given, after);
  }

  /** The same, and this {@link #after}. */
  public AllGroupsRequest withAfter(String given) {
    return new AllGroupsRequest(text, limit, given);
  }
}
