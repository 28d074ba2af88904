/** Requests and replies of roles, permissions and groups. */
@NullMarked
package warren.contracts.access;

import org.jspecify.annotations.NullMarked;
