package warren.contracts.access;

import org.jspecify.annotations.Nullable;
import warren.contracts.fields.Example;
import warren.contracts.fields.NameCursor;
import warren.contracts.fields.PageSize;
import warren.contracts.fields.SearchText;

/**
 * The request {@code RequestAllRoles}.
 *
 * @param text a part of the name or of the description, without regard to case; all roles if absent
 * @param limit the maximum number of entries
 * @param after the cursor at the end of the page before; absent for the first page
 */
public record AllRolesRequest(
    @SearchText @Example("library") @Nullable String text,
    @PageSize @Nullable Long limit,
    @NameCursor @Nullable String after) {

  /** A request with the required fields only. */
  public AllRolesRequest() {
    this(null, null, null);
  }

  /** The same request with this {@link #text}. */
  public AllRolesRequest withText(String given) {
    return new AllRolesRequest(given, limit, after);
  }

  /** The same request with this {@link #limit}. */
  public AllRolesRequest withLimit(Long given) {
    return new AllRolesRequest(text, given, after);
  }

  /** The same request with this {@link #after}. */
  public AllRolesRequest withAfter(String given) {
    return new AllRolesRequest(text, limit, given);
  }
}
