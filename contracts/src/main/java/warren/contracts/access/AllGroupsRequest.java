package warren.contracts.access;

import org.jspecify.annotations.Nullable;
import warren.contracts.fields.Example;
import warren.contracts.fields.NameCursor;
import warren.contracts.fields.PageSize;
import warren.contracts.fields.SearchText;

/**
 * The request {@code RequestAllGroups}.
 *
 * @param text a part of the name, without regard to case; all groups if absent
 * @param limit the maximum number of entries
 * @param after the cursor at the end of the page before; absent for the first page
 */
public record AllGroupsRequest(
    @SearchText @Example("staff") @Nullable String text,
    @PageSize @Nullable Long limit,
    @NameCursor @Nullable String after) {

  /** A request with the required fields only. */
  public AllGroupsRequest() {
    this(null, null, null);
  }

  /** The same request with this {@link #text}. */
  public AllGroupsRequest withText(String given) {
    return new AllGroupsRequest(given, limit, after);
  }

  /** The same request with this {@link #limit}. */
  public AllGroupsRequest withLimit(Long given) {
    return new AllGroupsRequest(text, given, after);
  }

  /** The same request with this {@link #after}. */
  public AllGroupsRequest withAfter(String given) {
    return new AllGroupsRequest(text, limit, given);
  }
}
