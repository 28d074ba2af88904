/** Tests of the typed client, with a service and with a simulated peer. */
@NullMarked
package warren.service.client;

import org.jspecify.annotations.NullMarked;
