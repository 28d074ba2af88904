package warren.contracts.access;

import warren.contracts.fields.Example;

/**
 * The request {@code RequestGroupData}.
 *
 * @param id the group's id
 */
public record GroupDataRequest(@Example("1") long id) {}
