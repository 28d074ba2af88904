package warren.contracts.access;

import warren.contracts.fields.Example;

/**
 * The request {@code RequestGroupDelete}. Refused with {@code in_use} if the group has members.
 *
 * @param id the group's id
 */
public record GroupDeleteRequest(@Example("1") long id) {}
