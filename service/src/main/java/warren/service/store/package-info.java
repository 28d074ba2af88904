/** The database: the connection pool, transactions, statements, locks. */
@NullMarked
package warren.service.store;

import org.jspecify.annotations.NullMarked;
