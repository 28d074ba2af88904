package warren.service.identity;

/** What a ban that stands is, for all queries that ask whether an account may act. */
public final class ActiveBan {
  /** Of the row of {@code account} that a query is about, at the time {@code :now}. */
  public static final String FROM =
      """
      from ban
      where ban.account_id = account.id
        and ban.lifted_at is null
        and (ban.ends_at is null or ban.ends_at > :now)
      """;

  private ActiveBan() {}
}
