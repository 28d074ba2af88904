package warren.contracts.service;

import warren.contracts.json.Example;

/**
 * How the service is. Answered also while the database is away.
 *
 * @param version the program's version
 * @param ready whether every operation can be carried out
 * @param database whether the database answers
 * @param broker whether every request queue is being consumed
 * @param uptimeMs milliseconds since this process was started
 */
public record ServiceStatus(
    @Example("0.1.0") String version,
    @Example("true") boolean ready,
    @Example("true") boolean database,
    @Example("true") boolean broker,
    @Example("86400000") long uptimeMs) {}
