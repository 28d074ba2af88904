package warren.contracts.access;

import org.jspecify.annotations.Nullable;
import warren.contracts.fields.Example;
import warren.contracts.fields.NameCursor;
import warren.contracts.fields.PageSize;
import warren.contracts.fields.SearchText;

/**
 * The request {@code RequestAllPermissions}.
 *
 * @param text a part of the name or of the description, without regard to case; all permissions if
 *     absent
 * @param limit the maximum number of entries
 * @param after the cursor at the end of the page before; absent for the first page
 */
public record AllPermissionsRequest(
    @SearchText @Example("books") @Nullable String text,
    @PageSize @Nullable Long limit,
    @NameCursor @Nullable String after) {

  /** A request with the required fields only. */
  public AllPermissionsRequest() {
    this(null, null, null);
  }

  /** The same request with this {@link #text}. */
  public AllPermissionsRequest withText(String given) {
    return new AllPermissionsRequest(given, limit, after);
  }

  /** The same request with this {@link #limit}. */
  public AllPermissionsRequest withLimit(Long given) {
    return new AllPermissionsRequest(text, given, after);
  }

  /** The same request with this {@link #after}. */
  public AllPermissionsRequest withAfter(String given) {
    return new AllPermissionsRequest(text, limit, given);
  }
}
