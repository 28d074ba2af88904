package warren.contracts.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The protocol: all operations. Queues, decoding, access checks and documents are derived from it.
 * Immutable.
 */
public final class Catalogue {
  /** All operations, grouped by feature. */
  public static final List<Operation<?, ?>> OPERATIONS =
      Stream.of(
              TokenCatalogue.OPERATIONS,
              AccountCatalogue.OPERATIONS,
              PasswordCatalogue.OPERATIONS,
              RoleCatalogue.OPERATIONS,
              PermissionCatalogue.OPERATIONS,
              GroupCatalogue.OPERATIONS,
              ModerationCatalogue.OPERATIONS,
              ServiceCatalogue.OPERATIONS)
          .<Operation<?, ?>>flatMap(List::stream)
          .toList();

  private static final Map<String, Operation<?, ?>> BY_NAME =
      OPERATIONS.stream()
          .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));

  private Catalogue() {}

  /** Returns the operation with this name, which is also the name of its queue. */
  public static Optional<Operation<?, ?>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The names of all operations. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }
}
