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

/** The records that are JSON objects in messages. */
final class RecordTypes {
  private RecordTypes() {}

  /** The records that the service writes: replies and their parts, refusals and events. */
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

  /** A record and the records within it; empty for other types. */
  static Stream<Class<? extends Record>> in(Type type) {
    if (!isObject(type)) {
      return Stream.empty();
    }
    var record = ((Class<?>) type).asSubclass(Record.class);
    var components = Arrays.stream(record.getRecordComponents());
    return Stream.concat(
        Stream.of(record), components.map(RecordTypes::elementOf).flatMap(RecordTypes::in));
  }

  /** The element type of a list or a map; any other type itself. */
  static Type elementOf(RecordComponent component) {
    if (component.getGenericType() instanceof ParameterizedType holder) {
      var arguments = holder.getActualTypeArguments();
      return arguments[arguments.length - 1];
    }
    return component.getType();
  }

  /** A unique name: nested records have the name of their outer record as prefix. */
  static String nameOf(Class<?> type) {
    var outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : nameOf(outer) + type.getSimpleName();
  }
}
