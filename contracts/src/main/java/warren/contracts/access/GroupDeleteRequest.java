package warren.contracts.access;

import warren.contracts.json.Example;

/**
 * Deletes a group. Refused with {@code unknown_group}; with {@code in_use} where it has members.
 *
 * @param id the group's id
 */
public record GroupDeleteRequest(@Example("1") long id) {}
