/** The connection pool, transactions, and what every DAO shares. */
@NullMarked
package warren.service.store;

import org.jspecify.annotations.NullMarked;
