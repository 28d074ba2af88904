package warren.contracts.access;

import warren.contracts.fields.Example;

/**
 * The request {@code RequestGroupDelete}.
 *
 * @param id the group's id
 */
public record GroupDeleteRequest(@Example("1") long id) {}
