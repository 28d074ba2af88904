package warren.contracts.access;

import warren.contracts.fields.Example;

/**
 * The request {@code RequestGroupDelete}. The sender must be allowed to change each role of the
 * group, as for {@code UpdateRole}.
 *
 * @param id the group's id
 */
public record GroupDeleteRequest(@Example("1") long id) {}
