package warren.service.accounts;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.store.Sql;

/** Finds the user names that look like another one. */
final class LookAlikeDao {
  private static final Sql FIND =
      Sql.of(
          """
          select username
          from account
          where username_skeleton = :skeleton and id is distinct from cast(:except as uuid)
          """);

  List<String> usernames(Handle handle, String skeleton, @Nullable UUID except) {
    return FIND.on(handle)
        .bind("skeleton", skeleton)
        .bind("except", except)
        .list(row -> row.getString(1));
  }
}
