package warren.service.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.json.RecordReader;
import warren.settings.InvalidValueException;
import warren.settings.SettingType;

/** A user name that a request to create an account can contain; with any other, login fails. */
final class Username {
  static final SettingType<String> TYPE = SettingType.of("user name", Username::parse);

  private Username() {}

  private static String parse(String text) throws InvalidValueException {
    var request = JsonNodeFactory.instance.objectNode().put("username", text).put("password", "");
    try {
      return RecordReader.of(AccountCreateRequest.class).read(request).username();
    } catch (RefusedException e) {
      throw new InvalidValueException(problems(e.refusal()));
    }
  }

  private static String problems(Refusal refusal) {
    return Objects.requireNonNull(refusal.fields()).values().stream()
        .flatMap(List::stream)
        .collect(Collectors.joining(", "));
  }
}
