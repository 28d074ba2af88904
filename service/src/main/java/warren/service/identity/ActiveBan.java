package warren.service.identity;

/** The definition of an active ban, for all queries that check whether an account is banned. */
public final class ActiveBan {
  /** The from clause for the active ban of a row of {@code account}, at the time {@code :now}. */
  public static final String FROM =
      """
      from ban
      where ban.account_id = account.id
        and ban.lifted_at is null
        and (ban.ends_at is null or ban.ends_at > :now)
      """;

  private ActiveBan() {}
}
