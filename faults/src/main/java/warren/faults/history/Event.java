package warren.faults.history;

import org.jspecify.annotations.Nullable;

/** A domain event as received. */
public record Event(String id, String type, String subject, @Nullable String correlationId) {}
