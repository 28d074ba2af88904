/** Requests and replies of the service itself. */
@NullMarked
package warren.contracts.service;

import org.jspecify.annotations.NullMarked;
