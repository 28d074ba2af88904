/** Roles and groups, and who may give them. */
@NullMarked
package warren.service.access;

import org.jspecify.annotations.NullMarked;
