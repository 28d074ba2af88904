package warren.service.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.json.Json;

/** The public data of an account, as read by queries. */
public final class AccountRow {
  /** SQL condition: whether the row of {@code account} is flagged. */
  public static final String IS_FLAGGED =
      """
      exists (select from flag where flag.account_id = account.id and flag.lifted_at is null)
      """;

  /** The columns that {@link #read} needs from {@code account}, at the time {@code :now}. */
  public static final String COLUMNS =
      """
      account.id, account.number, account.username, account.email, account.first_name,
      account.last_name, account.enabled, account.created_at, account.updated_at,
      account.last_login,
      %s as flagged,
      (select coalesce(ends_at, 'infinity') %s) as banned_until,
      (select json_agg(json_build_object('id', account_group.id, 'name', account_group.name)
         order by account_group.name_key)
       from account_group_member
       join account_group on account_group.id = account_group_member.group_id
       where account_group_member.account_id = account.id) as groups,
      %s
      """
          .formatted(IS_FLAGGED, ActiveBan.FROM, RoleDefinitions.COLUMNS);

  private AccountRow() {}

  /** Reads the account in a row that has {@link #COLUMNS}. */
  public static AccountInfo read(ResultSet row, EffectiveRoles roles) throws SQLException {
    var groups = row.getString("groups");
    return new AccountInfo(
        row.getString("username"),
        row.getString("email"),
        roles.highestName(),
        instant(row, "last_login"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getObject("id", UUID.class),
        row.getLong("number"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getBoolean("enabled"),
        roles.roles(),
        groups == null ? List.of() : List.of(Json.read(groups, AccountInfo.Group[].class)),
        row.getBoolean("flagged"),
        instant(row, "banned_until"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    if (time == null) {
      return null;
    }
    return time.equals(OffsetDateTime.MAX) ? AccountInfo.FOR_EVER : time.toInstant();
  }
}
