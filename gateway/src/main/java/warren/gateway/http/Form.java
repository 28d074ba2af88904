package warren.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * Reads forms of both content types. The body is in memory and within its limit before it is
 * parsed. Each field has the list of its values.
 */
final class Form {
  private static final Logger log = LoggerFactory.getLogger(Form.class);
  private static final int MAX_PARTS = 100;
  private static final int MAX_PART_HEADERS = 2 * 1024;
  private static final Set<String> UNENCODED = Set.of("7bit", "8bit", "binary");

  private Form() {}

  static boolean is(Context context) {
    return context.isFormUrlencoded() || context.isMultipartFormData();
  }

  static ObjectNode read(Context context) {
    var form = JsonNodeFactory.instance.objectNode();
    if (context.isMultipartFormData()) {
      readParts(context, form);
    } else {
      // fields that cannot be decoded are missing
      context
          .formParamMap()
          .forEach((name, values) -> values.forEach(value -> add(form, name, value)));
    }
    return form;
  }

  private static void add(ObjectNode form, String name, String value) {
    var values = form.get(name) instanceof ArrayNode earlier ? earlier : form.putArray(name);
    values.add(value);
  }

  private static void readParts(Context context, ObjectNode form) {
    var body = new ByteBufferContentSource(ByteBuffer.wrap(context.bodyAsBytes()));
    var parsed = new CompletableFuture<MultiPartFormData.Parts>();
    parser(boundary(context)).parse(body, Promise.Invocable.toPromise(parsed));
    try (var parts = parsed.join()) { // does not wait, because the body is in memory
      for (var part : parts) {
        add(part, form);
      }
    } catch (CompletionException | IOException e) {
      throw malformed();
    }
  }

  private static String boundary(Context context) {
    try {
      var boundary = MultiPart.extractBoundary(context.contentType());
      if (boundary != null) {
        return boundary;
      }
    } catch (IllegalArgumentException e) {
      log.debug("A Content-Type could not be read.", e);
    }
    throw malformed();
  }

  private static MultiPartFormData.Parser parser(String boundary) {
    var parser = new MultiPartFormData.Parser(boundary);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
    // the whole body has at most this size, so no part is written to a file
    parser.setMaxLength(Headers.MAX_BODY_BYTES);
    parser.setMaxFileSize(Headers.MAX_BODY_BYTES);
    parser.setMaxMemoryFileSize(Headers.MAX_BODY_BYTES);
    parser.setUseFilesForPartsWithoutFileName(false);
    return parser;
  }

  private static void add(MultiPart.Part part, ObjectNode form) throws IOException {
    var name = part.getName();
    var file = part.getFileName();
    if (name == null) {
      throw malformed();
    }
    if (file == null) {
      checkUnencoded(name, part);
      add(form, name, text(name, part));
    } else if (!file.isEmpty()) { // browsers send an empty name if the user selected no file
      throw Fields.invalid(name, "must be text, not a file");
    }
  }

  /** Clients do not encode text any more (RFC 7578), so an encoding is not decoded. */
  private static void checkUnencoded(String name, MultiPart.Part part) {
    var encoding = part.getHeaders().get("Content-Transfer-Encoding");
    if (encoding != null && !UNENCODED.contains(encoding.toLowerCase(Locale.ROOT))) {
      throw Fields.invalid(name, "must not be encoded");
    }
  }

  private static String text(String name, MultiPart.Part part) throws IOException {
    try {
      var bytes = Content.Source.asByteBuffer(part.newContentSource(null, 0, -1));
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw Fields.invalid(name, "must be well-formed Unicode");
    }
  }

  private static RefusedException malformed() {
    return new RefusedException(
        Refusal.of(
            ErrorCode.MALFORMED,
            "The body must be a multipart form of at most %d parts.".formatted(MAX_PARTS)));
  }
}
