/**
 * Annotations of fields: the basic rules, and composed annotations that carry the rules of one kind
 * of field, such as {@link warren.contracts.fields.Username}. Each limit is stated here, and only
 * here.
 */
@NullMarked
package warren.contracts.fields;

import org.jspecify.annotations.NullMarked;
