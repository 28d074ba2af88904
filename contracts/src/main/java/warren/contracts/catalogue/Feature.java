package warren.contracts.catalogue;

import java.util.Locale;

/** A part of the product, under which operations are grouped; in the order of the documents. */
enum Feature {
  TOKENS,
  ACCOUNTS,
  PASSWORDS,
  ACCESS,
  MODERATION,
  SERVICE;

  /** Begins the entry of an operation: its name and the type of its request's body. */
  <Q extends Record> Request<Q> request(String name, Class<Q> type) {
    return new Request<>(text(), name, type);
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first part of an operation's entry. */
  record Request<Q extends Record>(String feature, String name, Class<Q> type) {
    /** Adds the reply's name and the type of its data. */
    <R> OperationBuilder<Q, R> reply(String replyName, Class<R> reply) {
      return new OperationBuilder<>(this, replyName, reply);
    }
  }
}
