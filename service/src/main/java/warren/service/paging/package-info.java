/** Keyset paging: pages of lists, and the cursors after which they continue. */
@NullMarked
package warren.service.paging;

import org.jspecify.annotations.NullMarked;
