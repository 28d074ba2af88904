/**
 * Roles, permissions and groups, and the rules about who may grant them. A handler has the name of
 * its operation, without {@code Request}.
 */
@NullMarked
package warren.service.access;

import org.jspecify.annotations.NullMarked;
