package warren.service.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;

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
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_NESTING)
                      .maxStringLength(MAX_TEXT)
                      .build())
              .build());

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
      throw new JsonParseException(parser, "no array of entries");
    }
  }

  private Entry entry() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Entry.refused(
          number, Refusal.of(ErrorCode.MALFORMED, "The entry is not a JSON object."));
    }
    var object = object();
    return object.isPresent() ? Entry.of(number, object.get()) : Entry.refused(number, TOO_LARGE);
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
    var message = "The document is not readable as JSON%s; it was not read further.";
    return Entry.refused(number, Refusal.of(ErrorCode.MALFORMED, message.formatted(place)));
  }
}
