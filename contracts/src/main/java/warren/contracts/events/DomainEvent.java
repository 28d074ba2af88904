package warren.contracts.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.ActorId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Timestamp;

/**
 * A domain event. It is published to a topic exchange with its type as routing key and its id as
 * {@code message_id}: at least once, and in order for each subject. It contains ids only; consumers
 * request all other data.
 *
 * @param eventId the id of the event, the same if it is published more than once
 * @param type the type, as the text of an {@link EventType}
 * @param at the time of the event
 * @param subject the id of the account, role, permission or group that changed
 * @param actor the id of the account that made the change; null without authentication
 * @param correlationId the correlation id of the request
 */
public record DomainEvent(
    @Example("019449c5-6f00-7000-8000-000000000009") UUID eventId,
    @Example("account.banned") String type,
    @Timestamp Instant at,
    @AccountId String subject,
    @ActorId @Nullable UUID actor,
    @Example("7f3c") @Nullable String correlationId) {}
