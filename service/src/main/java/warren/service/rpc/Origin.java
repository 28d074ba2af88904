package warren.service.rpc;

import org.jspecify.annotations.Nullable;
import warren.contracts.Operation;

/**
 * What the audit keeps of a request, whoever made it and whatever became of it.
 *
 * @param source where it comes from, if that was told
 */
public record Origin(
    Operation<?, ?> operation, @Nullable Source source, @Nullable String correlationId) {}
