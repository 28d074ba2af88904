/** The PostgreSQL schema, as migrations in plain SQL. */
@NullMarked
package warren.schema;

import org.jspecify.annotations.NullMarked;
