package warren.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.Email;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.fields.Limit;
import warren.contracts.fields.Multiline;
import warren.contracts.fields.Stripped;
import warren.contracts.fields.Trimmed;

/** Reads visible text, normalised to NFC, and checks its length and form. */
final class TextReader implements ValueReader {

  /** A character in NFC is composed of at most as many UTF-16 units. */
  private static final int UNITS_PER_CHARACTER = 4;

  private final long min;
  private final long max;
  private final boolean email;
  private final boolean trimmed;
  private final boolean stripped;
  private final boolean multiline;

  /** Reads a component, with the rules of its annotations. */
  TextReader(@Nullable Limit limit, RecordComponent component) {
    this.min = limit == null ? 0 : limit.min();
    this.max = limit == null ? Limit.OF_OTHER_TEXTS : limit.max();
    this.email = FieldAnnotations.has(component, Email.class);
    this.trimmed = FieldAnnotations.has(component, Trimmed.class);
    this.stripped = FieldAnnotations.has(component, Stripped.class);
    this.multiline = FieldAnnotations.has(component, Multiline.class);
  }

  /** Reads a text in one line, whose length alone is limited. */
  TextReader(long min, long max) {
    this.min = min;
    this.max = max;
    this.email = false;
    this.trimmed = false;
    this.stripped = false;
    this.multiline = false;
  }

  @Override
  public Object read(JsonNode node) throws WrongFieldException {
    if (!node.isTextual()) {
      throw new WrongFieldException("must be text");
    }
    var given = stripped ? Texts.strip(node.textValue()) : node.textValue();
    requireAdmissible(given);
    var text = Normalizer.normalize(given, Normalizer.Form.NFC);
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
    if (email && !EmailSyntax.matches(text)) {
      throw new WrongFieldException("must be an e-mail address");
    }
    return text;
  }

  /** Refuses a text whose normalisation would be expensive, or is not allowed whatever its form. */
  private void requireAdmissible(String text) throws WrongFieldException {
    if (text.length() > UNITS_PER_CHARACTER * max) {
      throw tooLong();
    }
    if (text.codePoints().anyMatch(this::isForbidden) || !Joiners.areAllowed(text)) {
      throw new WrongFieldException("must not contain control, format or unassigned characters");
    }
    if (Texts.hasTooManyMarksInARow(text)) {
      throw new WrongFieldException(
          "must not contain more than %d combining marks in a row"
              .formatted(Texts.MAX_MARKS_IN_A_ROW));
    }
  }

  private boolean isForbidden(int codePoint) {
    return Texts.isUnprintable(codePoint)
        && !Joiners.isJoiner(codePoint)
        && !(multiline && Texts.isLineBreakOrTab(codePoint));
  }

  private WrongFieldException tooLong() {
    return new WrongFieldException("must be at most " + max + " characters");
  }
}
