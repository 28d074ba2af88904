package warren.service.tokens;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;
import warren.service.rpc.Authenticator;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestTokenStatus. */
final class TokenStatusQuery
    implements Handler.BatchQuery<TokenStatusRequest, TokenStatus, Map<String, TokenStatus>> {
  private final Authenticator authenticator;

  TokenStatusQuery(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Map<String, TokenStatus> find(List<Call<TokenStatusRequest>> calls) {
    return authenticator.status(
        calls.stream()
            .map(TokenStatusQuery::token)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet()));
  }

  @Override
  public TokenStatus handle(Call<TokenStatusRequest> call, Map<String, TokenStatus> found) {
    var token = token(call);
    return token == null ? TokenStatus.INACTIVE : found.getOrDefault(token, TokenStatus.INACTIVE);
  }

  private static @Nullable String token(Call<TokenStatusRequest> call) {
    var requested = call.request().token();
    return requested == null ? call.token() : requested.reveal();
  }
}
