package warren.settings;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The type of a setting. Immutable.
 *
 * @param values describes the allowed values, for the documentation
 * @param secret whether values are secret; only these can be read from files
 * @param bounds of numbers and durations; null for other types
 * @param parser converts and checks the text of a variable
 */
public record SettingType<T>(
    String values, boolean secret, @Nullable Bounds<?> bounds, Parser<T> parser) {

  /** Converts the text of a variable to a value. */
  @FunctionalInterface
  public interface Parser<T> {
    /**
     * The value of a text.
     *
     * @throws InvalidValueException if the text is not an allowed value
     */
    T parse(String text) throws InvalidValueException;
  }

  /** A type whose values are neither secret nor bounded. */
  public static <T> SettingType<T> of(String values, Parser<T> parser) {
    return new SettingType<>(values, false, null, parser);
  }

  T parse(String text) throws InvalidValueException {
    return parser.parse(text);
  }

  /** The same type, with another description of the allowed values. */
  public SettingType<T> described(String description) {
    return new SettingType<>(description, secret, bounds, parser);
  }

  /** The same type, for settings that can be empty. */
  public SettingType<Optional<T>> optional() {
    return new SettingType<>(
        values,
        secret,
        bounds,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(parse(text)));
  }

  /**
   * The same type, for values that satisfy a condition.
   *
   * @param problem continues a sentence that begins with the variable's name
   */
  public SettingType<T> require(Predicate<? super T> condition, String problem) {
    return new SettingType<>(
        values,
        secret,
        bounds,
        text -> {
          var value = parse(text);
          if (!condition.test(value)) {
            throw new InvalidValueException(problem);
          }
          return value;
        });
  }
}
