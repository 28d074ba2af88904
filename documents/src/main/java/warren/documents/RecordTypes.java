package warren.documents;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;
import warren.contracts.Change;
import warren.contracts.Refusal;
import warren.contracts.RoleReference;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.events.DomainEvent;

/** The records that are objects on the wire. */
final class RecordTypes {
  private RecordTypes() {}

  /** Those that the service writes: of replies, what is within them, of refusals and events. */
  static Stream<Class<? extends Record>> written() {
    return Stream.concat(
            Catalogue.OPERATIONS.stream().map(Operation::reply),
            Stream.of(Refusal.class, DomainEvent.class))
        .flatMap(RecordTypes::in)
        .distinct();
  }

  static boolean isObject(Type type) {
    return type instanceof Class<?> c
        && c.isRecord()
        && c != RoleReference.class
        && c != Change.class;
  }

  /** A record, then those within it; nothing if it is none. */
  static Stream<Class<? extends Record>> in(Type type) {
    if (!isObject(type)) {
      return Stream.empty();
    }
    var record = ((Class<?>) type).asSubclass(Record.class);
    var components = Arrays.stream(record.getRecordComponents());
    return Stream.concat(
        Stream.of(record), components.map(RecordTypes::elementOf).flatMap(RecordTypes::in));
  }

  /** What a list or a map holds; of anything else the type itself. */
  static Type elementOf(RecordComponent component) {
    if (component.getGenericType() instanceof ParameterizedType holder) {
      var arguments = holder.getActualTypeArguments();
      return arguments[arguments.length - 1];
    }
    return component.getType();
  }

  /** A name that tells it from the others: with that of the record in which it is declared. */
  static String nameOf(Class<?> type) {
    var outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : nameOf(outer) + type.getSimpleName();
  }
}
