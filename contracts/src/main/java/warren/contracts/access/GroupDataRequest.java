package warren.contracts.access;

import warren.contracts.json.Example;

/**
 * Asks for a group. Refused with {@code unknown_group}.
 *
 * @param id the group's id
 */
public record GroupDataRequest(@Example("1") long id) {}
