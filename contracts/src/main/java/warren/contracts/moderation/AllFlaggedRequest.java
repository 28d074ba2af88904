package warren.contracts.moderation;

import org.jspecify.annotations.Nullable;
import warren.contracts.fields.Cursor;
import warren.contracts.fields.PageSize;

/**
 * The request {@code RequestAllFlagged}.
 *
 * @param limit the maximum number of entries
 * @param after the cursor at the end of the page before; absent for the first page
 */
public record AllFlaggedRequest(@PageSize @Nullable Long limit, @Cursor @Nullable String after) {

  /** A request with the required fields only. */
  public AllFlaggedRequest() {
    this(null, null);
  }

  /** The same request with this {@link #limit}. */
  public AllFlaggedRequest withLimit(Long given) {
    return new AllFlaggedRequest(given, after);
  }

  /** The same request with this {@link #after}. */
  public AllFlaggedRequest withAfter(String given) {
    return new AllFlaggedRequest(limit, given);
  }
}
