package warren.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.Limit;

/** Reads visible text, normalised to NFC, and checks its length and form. */
record TextReader(long min, long max, boolean email, boolean trimmed) implements ValueReader {

  /** A character in NFC is composed of at most as many UTF-16 units. */
  private static final int UNITS_PER_CHARACTER = 4;

  TextReader(@Nullable Limit limit, boolean email, boolean trimmed) {
    this(
        limit == null ? 0 : limit.min(),
        limit == null ? Limit.OF_OTHER_TEXTS : limit.max(),
        email,
        trimmed);
  }

  @Override
  public Object read(JsonNode node) throws WrongFieldException {
    if (!node.isTextual()) {
      throw new WrongFieldException("must be text");
    }
    requireAdmissible(node.textValue());
    var text = Normalizer.normalize(node.textValue(), Normalizer.Form.NFC);
    var length = text.codePointCount(0, text.length());
    if (length < min) {
      throw new WrongFieldException(min == 1 ? "must not be empty" : "is shorter than " + min);
    }
    if (length > max) {
      throw tooLong();
    }
    if (trimmed && Texts.hasOuterSpace(text)) {
      throw new WrongFieldException("must not begin or end with white space");
    }
    if (email && !Texts.isEmail(text)) {
      throw new WrongFieldException("must be an e-mail address");
    }
    return text;
  }

  /** Refuses a text whose normalisation would be expensive, or is not allowed whatever its form. */
  private void requireAdmissible(String text) throws WrongFieldException {
    if (text.length() > UNITS_PER_CHARACTER * max) {
      throw tooLong();
    }
    if (Texts.hasUnprintable(text)) {
      throw new WrongFieldException("must not contain control, format or unassigned characters");
    }
    if (Texts.hasTooManyMarksInARow(text)) {
      throw new WrongFieldException(
          "must not contain more than %d combining marks in a row"
              .formatted(Texts.MAX_MARKS_IN_A_ROW));
    }
  }

  private WrongFieldException tooLong() {
    return new WrongFieldException("must be at most " + max + " characters");
  }
}
