/**
 * The client for Java: {@link warren.client.WarrenClient} connects to the broker and has a method
 * for each operation.
 *
 * <pre>{@code
 * try (var warren = WarrenClient.connect("amqp://guest:guest@127.0.0.1:5672")) {
 *   var token = warren.tokens().login(new LoginTokenRequest("ada", password));
 *   var ada = warren.as(token).accounts().data(new AccountDataRequest());
 * }
 * }</pre>
 */
@NullMarked
package warren.client;

import org.jspecify.annotations.NullMarked;
