package warren.contracts.service;

import warren.contracts.fields.Example;

/**
 * The state of the service. Also returned if the database is not available.
 *
 * @param version the program's version
 * @param ready whether all operations can be executed
 * @param database whether the database answers
 * @param broker whether all request queues are consumed
 * @param uptimeMs milliseconds since the start of this process
 */
public record ServiceStatus(
    @Example("0.1.0") String version,
    @Example("true") boolean ready,
    @Example("true") boolean database,
    @Example("true") boolean broker,
    @Example("86400000") long uptimeMs) {}
