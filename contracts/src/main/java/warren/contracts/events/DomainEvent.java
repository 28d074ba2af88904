package warren.contracts.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;

/**
 * Something that has happened, published to a topic exchange with its type as routing key and its
 * id as {@code message_id}: at least once, and in order for each subject. It holds ids alone;
 * whoever wants to know more asks for it.
 *
 * @param eventId the same where it is published more than once
 * @param type what has happened, as the text of an {@link EventType}
 * @param at when it happened
 * @param subject the id of the account, role, permission or group that it happened to
 * @param actor the id of the account that did it; null if nobody was signed in
 * @param correlationId the request's
 */
public record DomainEvent(
    @Example("019449c5-6f00-7000-8000-000000000009") UUID eventId,
    @Example("account.banned") String type,
    @Example("2026-01-31T12:00:00.123456Z") Instant at,
    @Example("019449c5-6f00-7000-8000-000000000002") String subject,
    @Example("019449c5-6f00-7000-8000-000000000005") @Nullable UUID actor,
    @Example("7f3c") @Nullable String correlationId) {}
