package warren.service.rpc;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Access;
import warren.contracts.tokens.TokenStatus;
import warren.service.identity.RoleDefinitions;
import warren.service.store.Sha256;
import warren.service.store.Store;

/**
 * Second step: finds the principal of a request. The database row decides, not the token's text, so
 * that the end of a session, an account or a permission takes effect for the very next request in
 * every process. Thread-safe.
 */
public final class Authenticator {
  private final Store store;
  private final PrincipalDao dao;

  public Authenticator(Store store, RoleDefinitions roles) {
    this.store = store;
    this.dao = new PrincipalDao(roles);
  }

  /**
   * A token that Warren has issued.
   *
   * @param accountId the account that it was issued to, even if the token is no longer active
   * @param username null if the account was erased
   * @param principal null if the token is not active
   */
  record IssuedToken(
      UUID accountId, @Nullable String username, Instant expiresAt, @Nullable Principal principal) {
    boolean isActive() {
      return principal != null;
    }
  }

  /** Finds one token; empty if it was never issued. */
  Optional<IssuedToken> find(@Nullable String token) {
    return token == null || token.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(find(Set.of(token)).get(token));
  }

  /** Refused with {@code unauthenticated} if a token that was active has ended meanwhile. */
  void requireStillActive(Handle transaction, String token) {
    var found =
        find(Set.of(token), hashes -> dao.find(transaction, hashes, store.now())).get(token);
    requireActive(found == null ? null : found.principal());
  }

  /** Finds tokens; tokens that were never issued are missing in the result. */
  Map<String, IssuedToken> find(Set<String> tokens) {
    return find(tokens, hashes -> store.read(handle -> dao.find(handle, hashes, store.now())));
  }

  /** Like {@link #find(Set)}, with the accounts' data. */
  Map<String, IssuedToken> findWithAccount(Set<String> tokens) {
    return find(
        tokens, hashes -> store.read(handle -> dao.findWithAccount(handle, hashes, store.now())));
  }

  private static Map<String, IssuedToken> find(
      Set<String> tokens, Function<byte[][], List<PrincipalDao.Row>> query) {
    if (tokens.isEmpty()) {
      return Map.of();
    }
    var byHash =
        tokens.stream()
            .collect(Collectors.toMap(token -> ByteBuffer.wrap(Sha256.of(token)), token -> token));
    var hashes = byHash.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new);
    return query.apply(hashes).stream()
        .collect(
            Collectors.toMap(
                row -> Objects.requireNonNull(byHash.get(row.hash())), PrincipalDao.Row::token));
  }

  /** The status of tokens and of their accounts, all read at one moment. */
  public Map<String, TokenStatus> status(Set<String> tokens) {
    return find(tokens).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, found -> status(found.getValue())));
  }

  private static TokenStatus status(IssuedToken token) {
    var principal = token.principal();
    return principal == null
        ? TokenStatus.INACTIVE
        : new TokenStatus(
            true,
            token.accountId(),
            Objects.requireNonNull(token.username()),
            principal.role(),
            principal.level(),
            principal.permissions(),
            token.expiresAt());
  }

  /**
   * The principal of a request. Refused with {@code unauthenticated} if the token is not active and
   * is either required, or optional and sent.
   */
  Principal authenticate(Access access, @Nullable String token, Optional<IssuedToken> issued) {
    var principal = issued.map(IssuedToken::principal).orElse(null);
    return switch (access.token()) {
      case IGNORED -> Principal.ANONYMOUS;
      case OPTIONAL -> token == null ? Principal.ANONYMOUS : requireActive(principal);
      case REQUIRED -> requireActive(principal);
    };
  }

  private static Principal requireActive(@Nullable Principal principal) {
    if (principal == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    return principal;
  }
}
