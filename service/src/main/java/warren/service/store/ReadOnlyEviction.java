package warren.service.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Closes connections to a former primary, which accepts no writes, instead of using them again. */
final class ReadOnlyEviction implements SQLExceptionOverride {
  private static final String READ_ONLY = "25006";

  @java.lang.Override // the interface has a type of that name
  public Override adjudicate(SQLException failure) {
    return READ_ONLY.equals(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
