/** Reading the audit. */
@NullMarked
package warren.service.audit;

import org.jspecify.annotations.NullMarked;
