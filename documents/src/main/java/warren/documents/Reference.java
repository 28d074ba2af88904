package warren.documents;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import warren.contracts.ErrorCode;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;

/** The catalogue as one Markdown page, for people. */
public final class Reference {
  private final Comments comments;
  private final FieldTable tables;

  /** The records that have their own section. */
  private final List<Class<? extends Record>> types =
      RecordTypes.written().filter(Reference::isShared).toList();

  private Reference(Comments comments) {
    this.comments = comments;
    this.tables = new FieldTable(comments);
  }

  /** Generates the page; its last line ends with a line feed. */
  public static String markdown(Comments comments) {
    return new Reference(comments).page();
  }

  private String page() {
    var page = new StringBuilder(new ReferenceBasics(comments).text());
    for (var feature : features()) {
      page.append("\n## %s\n".formatted(feature));
      Catalogue.OPERATIONS.stream()
          .filter(operation -> operation.feature().equals(feature))
          .forEach(operation -> page.append(section(operation)));
    }
    page.append("\n## Types\n");
    types.forEach(type -> page.append(section(type)));
    return page.toString();
  }

  static List<String> features() {
    return Catalogue.OPERATIONS.stream().map(Operation::feature).distinct().toList();
  }

  private String section(Operation<?, ?> operation) {
    return """

        ### %s

        %s

        | | |
        |---|---|
        | access | %s |
        | effect | [%s](#effects) |
        | reply | `%s` |
        | refused with | %s |

        %s
        %s"""
        .formatted(
            operation,
            description(operation),
            operation.access().text(),
            operation.effect().text(),
            operation.replyName(),
            refusals(operation),
            request(operation),
            reply(operation));
  }

  private String description(Operation<?, ?> operation) {
    return (operation.summary() + "\n\n" + comments.details(operation)).strip();
  }

  /** The error codes that neither all requests nor all idempotent operations have. */
  private static String refusals(Operation<?, ?> operation) {
    var codes = EnumSet.copyOf(operation.refusals());
    codes.removeAll(ErrorCode.OF_ANY_REQUEST);
    codes.removeAll(operation.effect().refusals());
    return codes.isEmpty()
        ? "—"
        : codes.stream()
            .map(code -> Markdown.code(code.code()) + " " + code.status())
            .collect(Collectors.joining(", "));
  }

  private String request(Operation<?, ?> operation) {
    var type = operation.request();
    return type.getRecordComponents().length == 0
        ? "The request is an empty object.\n"
        : "The request:\n\n"
            + tables.ofRequest(type)
            + "\n"
            + Markdown.json(Examples.request(operation));
  }

  private String reply(Operation<?, ?> operation) {
    return data(operation.reply()) + "\n" + Markdown.json(Examples.reply(operation));
  }

  private String data(Class<?> type) {
    if (types.contains(type)) {
      return "The reply's data is %s.\n".formatted(Markdown.linkTo(RecordTypes.nameOf(type)));
    }
    if (type.isRecord()) {
      return "The reply's data:\n\n" + tables.ofReply(type);
    }
    return "The reply's data is %s.\n".formatted(type == Void.class ? "null" : "text");
  }

  private String section(Class<? extends Record> type) {
    return "\n### %s\n\n%s\n\n%s"
        .formatted(RecordTypes.nameOf(type), comments.of(type), tables.ofReply(type));
  }

  /** Whether it is the data of several replies, or a part of another type. */
  private static boolean isShared(Class<? extends Record> type) {
    List<Class<?>> replies = new ArrayList<>();
    Catalogue.OPERATIONS.forEach(operation -> replies.add(operation.reply()));
    return Collections.frequency(replies, type) > 1
        || replies.stream().flatMap(reply -> RecordTypes.in(reply).skip(1)).anyMatch(type::equals);
  }
}
