package warren.documents;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.fields.Alternatives;
import warren.contracts.json.RecordReader;

/** The catalogue as a Markdown table, for people. */
public final class OperationsTable {
  private static final String HEAD =
      """
      | operation | request | reply | access | effect |
      |---|---|---|---|---|
      """;

  private OperationsTable() {}

  /** Generates the table; each line ends with a line feed. Optional fields have a {@code ?}. */
  public static String markdown() {
    var table = new StringBuilder(HEAD);
    var feature = "";
    for (var operation : Catalogue.OPERATIONS) {
      if (!operation.feature().equals(feature)) {
        feature = operation.feature();
        table.append("| **%s** | | | | |\n".formatted(feature));
      }
      table.append(row(operation));
    }
    return table.toString();
  }

  private static String row(Operation<?, ?> operation) {
    return "| %s | %s | %s: %s | %s | %s |\n"
        .formatted(
            operation.name(),
            data(operation.request()),
            operation.replyName(),
            data(operation.reply()),
            operation.access().text(),
            operation.effect().letter());
  }

  private static String data(Class<?> type) {
    if (type == Void.class) {
      return "null";
    }
    if (!type.isRecord()) {
      return "text";
    }
    var fields =
        Arrays.stream(type.getRecordComponents())
            .map(OperationsTable::field)
            .collect(Collectors.joining(", "));
    return fields.isEmpty() ? "—" : joined(fields, type.getAnnotation(Alternatives.class));
  }

  /** Separates alternative fields, which are listed one after the other, by {@code or}. */
  private static String joined(String fields, @Nullable Alternatives alternatives) {
    return alternatives == null || !alternatives.required()
        ? fields
        : fields.replace(
            String.join("?, ", alternatives.value()) + "?",
            String.join(" or ", alternatives.value()));
  }

  private static String field(RecordComponent component) {
    return RecordReader.nameOf(component) + (RecordReader.isOptional(component) ? "?" : "");
  }
}
