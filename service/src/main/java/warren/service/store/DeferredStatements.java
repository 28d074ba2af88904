package warren.service.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * The statements that a transaction sends together with its commit: one round trip to the database
 * instead of one for each statement, and rows are locked for less long. One object per handle.
 */
public final class DeferredStatements implements JdbiConfig<DeferredStatements> {
  private final List<Sql.Bound> statements = new ArrayList<>();
  private boolean inTransaction;

  @Override
  public DeferredStatements createCopy() {
    return new DeferredStatements();
  }

  static void begin(Handle transaction) {
    of(transaction).inTransaction = true;
  }

  static void add(Handle transaction, Sql.Bound statement) {
    var deferred = of(transaction);
    if (!deferred.inTransaction) {
      throw new IllegalStateException("a statement can be deferred only within Store.write");
    }
    deferred.statements.add(statement);
  }

  /**
   * Sends the deferred statements followed by the commit. Without deferred statements it does
   * nothing, and the end of the transaction commits.
   */
  static void commit(Handle transaction) {
    var statements = of(transaction).statements;
    if (statements.isEmpty()) {
      return;
    }
    var text = statements.stream().map(Sql.Bound::text).collect(Collectors.joining(";\n"));
    try (var prepared = transaction.getConnection().prepareStatement(text + ";\ncommit")) {
      var parameters = 0;
      for (var statement : statements) {
        parameters = statement.bindTo(prepared, parameters);
      }
      prepared.execute();
    } catch (SQLException e) {
      throw Sql.failed(e);
    }
  }

  private static DeferredStatements of(Handle handle) {
    return handle.getConfig(DeferredStatements.class);
  }
}
