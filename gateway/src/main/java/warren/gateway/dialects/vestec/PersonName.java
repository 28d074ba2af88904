package warren.gateway.dialects.vestec;

import org.jspecify.annotations.Nullable;

/**
 * A full name in parts: the last word is the last name.
 *
 * @param first empty if the name is empty
 * @param last null if the name has only one word
 */
record PersonName(String first, @Nullable String last) {
  static PersonName of(String text) {
    var name = text.strip();
    var space = name.lastIndexOf(' ');
    return space < 0
        ? new PersonName(name, null)
        : new PersonName(name.substring(0, space).strip(), name.substring(space + 1));
  }
}
