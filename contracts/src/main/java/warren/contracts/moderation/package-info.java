/** Requests and replies about moderating accounts. */
@NullMarked
package warren.contracts.moderation;

import org.jspecify.annotations.NullMarked;
