package warren.service.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * What a transaction writes last, sent together with its commit: to the database and back once
 * instead of once for each, and with the rows locked for less long. Of one handle.
 */
public final class AtCommit implements JdbiConfig<AtCommit> {
  private final List<Sql.Bound> statements = new ArrayList<>();
  private boolean inTransaction;

  @Override
  public AtCommit createCopy() {
    return new AtCommit();
  }

  static void begin(Handle transaction) {
    of(transaction).inTransaction = true;
  }

  static void add(Handle transaction, Sql.Bound statement) {
    var waiting = of(transaction);
    if (!waiting.inTransaction) {
      throw new IllegalStateException("nothing would carry it out");
    }
    waiting.statements.add(statement);
  }

  /** Sends what waits, and the commit behind it; without any the transaction's end commits. */
  static void commit(Handle transaction) {
    var waiting = of(transaction).statements;
    if (waiting.isEmpty()) {
      return;
    }
    var text = waiting.stream().map(Sql.Bound::text).collect(Collectors.joining(";\n"));
    try (var all = transaction.getConnection().prepareStatement(text + ";\ncommit")) {
      var bound = 0;
      for (var statement : waiting) {
        bound = statement.bindTo(all, bound);
      }
      all.execute();
    } catch (SQLException e) {
      throw Sql.failed(e);
    }
  }

  private static AtCommit of(Handle handle) {
    return handle.getConfig(AtCommit.class);
  }
}
