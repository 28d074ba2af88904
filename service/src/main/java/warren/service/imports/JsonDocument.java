package warren.service.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * A file that is one JSON document: an array of entries, or an object with an array. All other
 * parts of the document are skipped.
 */
final class JsonDocument implements Entries {
  private static final int MAX_NESTING = 100;
  private static final int MAX_TEXT = 16 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .build())
          // an entry with a repeated field is refused alone
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final JsonParser parser;
  private final @Nullable String field;
  private long number;
  private boolean inArray;
  private boolean ended;

  /**
   * Begins to read a document.
   *
   * @param field the field that contains the entries; null if the document is an array
   */
  JsonDocument(Reader in, @Nullable String field) throws IOException {
    this.parser = MAPPER.createParser(in);
    this.field = field;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    number++;
    try {
      if (!inArray) {
        findArray();
        inArray = true;
      }
      return parser.nextToken() == JsonToken.END_ARRAY ? end() : Optional.of(entry());
    } catch (RefusedException e) {
      ended = true;
      return Optional.of(Entry.refused(number, e.refusal()));
    } catch (JsonProcessingException e) {
      return Optional.of(unreadable(e.getLocation()));
    } catch (CharacterCodingException e) {
      return Optional.of(unreadable(null));
    }
  }

  /** Reads the rest of the document too, so that a truncated file is not accepted. */
  private Optional<Entry> end() throws IOException {
    ended = true;
    while (parser.nextToken() != null) {
      if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals(field)) {
        throw new JsonParseException(parser, "a second array of entries");
      }
      parser.skipChildren();
    }
    return Optional.empty();
  }

  private void findArray() throws IOException {
    var token = parser.nextToken();
    if (field != null && token == JsonToken.START_OBJECT) {
      token = parser.nextToken();
      while (token == JsonToken.FIELD_NAME && !parser.currentName().equals(field)) {
        parser.nextToken();
        parser.skipChildren();
        token = parser.nextToken();
      }
      token = parser.nextToken();
    }
    if (token != JsonToken.START_ARRAY) {
      throw new RefusedException(Refusal.of(ErrorCode.MALFORMED, missingArray()));
    }
  }

  private String missingArray() {
    return field == null
        ? "The document is not a JSON array."
        : "The document has no field %s with a JSON array.".formatted(field);
  }

  private Entry entry() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Entry.refused(
          number, Refusal.of(ErrorCode.MALFORMED, "The entry is not a JSON object."));
    }
    try {
      var object = object();
      return object.isPresent() ? Entry.of(number, object.get()) : Entry.refused(number, TOO_LARGE);
    } catch (MismatchedInputException e) {
      return Entry.refused(
          number, Refusal.of(ErrorCode.MALFORMED, "The entry contains a field twice."));
    }
  }

  /** The object that begins at the current token; empty, and read to its end, if too large. */
  private Optional<ObjectNode> object() throws IOException {
    var first = parser.currentTokenLocation().getCharOffset();
    try (var buffer = new TokenBuffer(parser)) {
      var depth = 0;
      do {
        if (parser.currentLocation().getCharOffset() - first <= MAX_BYTES) {
          buffer.copyCurrentEvent(parser);
        }
        depth += depthChange(parser.currentToken());
      } while (depth > 0 && parser.nextToken() != null);
      return parser.currentLocation().getCharOffset() - first <= MAX_BYTES
          ? Optional.of(MAPPER.readTree(buffer.asParser()))
          : Optional.empty();
    }
  }

  private static int depthChange(@Nullable JsonToken token) {
    if (token == null) {
      return 0;
    }
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }

  private Entry unreadable(@Nullable JsonLocation location) {
    ended = true;
    var place =
        location == null
            ? ""
            : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    var message = "The document is not readable as JSON%s; the rest was not read.";
    return Entry.refused(number, Refusal.of(ErrorCode.MALFORMED, message.formatted(place)));
  }
}
