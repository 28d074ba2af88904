/** Requests and replies about roles, permissions and groups. */
@NullMarked
package warren.contracts.access;

import org.jspecify.annotations.NullMarked;
