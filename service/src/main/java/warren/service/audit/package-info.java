/** Reads the audit log. */
@NullMarked
package warren.service.audit;

import org.jspecify.annotations.NullMarked;
