package warren.contracts.moderation;

import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for the flagged accounts, the newest flag first.
 *
 * @param limit how many at most, 1 to 500; 50 if absent
 * @param after the {@code next} of the page before; absent for the first
 */
public record AllFlaggedRequest(
    @Limit(min = 1, max = 500) @Example("50") @Nullable Long limit,
    @Limit(max = 200) @Nullable String after) {

  /** With what is required alone. */
  public AllFlaggedRequest() {
    this(null, null);
  }

  /** The same, and this {@link #limit}. */
  public AllFlaggedRequest withLimit(Long given) {
    return new AllFlaggedRequest(given, after);
  }

  /** The same, and this {@link #after}. */
  public AllFlaggedRequest withAfter(String given) {
    return new AllFlaggedRequest(limit, given);
  }
}
