package warren.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import warren.contracts.RefusedException;
import warren.contracts.access.GroupCreateRequest;
import warren.contracts.json.RecordReader;

/** The groups that the clients of the dialect django expect to exist. */
public final class DjangoGroups {
  /**
   * The setting, which the service and the gateway share: the service creates the groups, because
   * the gateway has no permissions of its own; in the gateway it has no effect.
   */
  public static final Setting<List<GroupCreateRequest>> SETTING =
      new Setting<>(
          "HTTP_DJANGO_GROUPS",
          SettingType.of("list", DjangoGroups::parse),
          "",
          "groups for clients of the dialect django, separated by commas, which the service creates"
              + " at the start if they do not exist; `Name=open` creates a group that anyone may join"
              + " at registration");

  private static final String OPEN = "=open";

  private DjangoGroups() {}

  private static List<GroupCreateRequest> parse(String text) throws InvalidValueException {
    var groups = new ArrayList<GroupCreateRequest>();
    for (var entry : SettingTypes.entries().parser().parse(text)) {
      groups.add(group(entry));
    }
    return List.copyOf(groups);
  }

  private static GroupCreateRequest group(String entry) throws InvalidValueException {
    var open = entry.endsWith(OPEN);
    var name = open ? entry.substring(0, entry.length() - OPEN.length()) : entry;
    if (name.contains("=")) {
      throw new InvalidValueException("must contain names, each with =open if anyone may join");
    }
    var node = JsonNodeFactory.instance.objectNode().put("name", name).put("open", open);
    try {
      return RecordReader.of(GroupCreateRequest.class).read(node);
    } catch (RefusedException e) {
      throw new InvalidValueException(
          "must contain names of at most 64 characters, each with =open if anyone may join");
    }
  }
}
