package warren.service.accounts;

import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.service.store.Sql;

/** Finds the user names that look like another one. */
final class LookAlikeDao {
  private static final Sql FIND =
      Sql.of("select username from account where username_skeleton = :skeleton");

  List<String> usernames(Handle handle, String skeleton) {
    return FIND.on(handle).bind("skeleton", skeleton).list(row -> row.getString(1));
  }
}
