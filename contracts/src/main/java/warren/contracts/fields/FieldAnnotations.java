package warren.contracts.fields;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Finds the annotations of fields, also those that a composed annotation carries. */
public final class FieldAnnotations {
  private FieldAnnotations() {}

  /** Returns the annotation of this type; null if the field has none. */
  public static <A extends Annotation> @Nullable A find(RecordComponent field, Class<A> type) {
    var own = field.getAnnotation(type);
    if (own != null) {
      return own;
    }
    for (var composed : field.getAnnotations()) {
      var carried = composed.annotationType().getAnnotation(type);
      if (carried != null) {
        return carried;
      }
    }
    return null;
  }

  /** Whether the field has an annotation of this type. */
  public static boolean has(RecordComponent field, Class<? extends Annotation> type) {
    return find(field, type) != null;
  }
}
