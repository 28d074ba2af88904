package warren.contracts.access;

import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for the permissions, by name.
 *
 * @param text what name or description must hold, without regard to case; all of them if absent
 * @param limit how many at most, 1 to 500; 50 if absent
 * @param after the cursor that the page before ends with; absent for the first
 */
public record AllPermissionsRequest(
    @Limit(max = 64) @Example("books") @Nullable String text,
    @Limit(min = 1, max = 500) @Example("50") @Nullable Long limit,
    @Limit(max = 400) @Nullable String after) {

  /** With what is required alone. */
  public AllPermissionsRequest() {
    this(null, null, null);
  }

  /** The same, and this {@link #text}. */
  public AllPermissionsRequest withText(String given) {
    return new AllPermissionsRequest(given, limit, after);
  }

  /** The same, and this {@link #limit}. */
  public AllPermissionsRequest withLimit(Long given) {
    return new AllPermissionsRequest(text, given, after);
  }

  /** The same, and this {@link #after}. */
  public AllPermissionsRequest withAfter(String given) {
    return new AllPermissionsRequest(text, limit, given);
  }
}
