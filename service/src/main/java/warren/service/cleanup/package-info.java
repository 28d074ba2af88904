/** Housekeeping: deletes expired rows and maintains the partitions of the audit log. */
@NullMarked
package warren.service.cleanup;

import org.jspecify.annotations.NullMarked;
