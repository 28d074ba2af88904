package warren.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Json;

/**
 * Writes all entries of a paged operation as one JSON array. A list of up to 1 MiB is sent when it
 * is complete, so that a refusal of any page replaces it. A longer one is sent in parts; a refusal
 * of a later page closes the connection.
 */
public final class ListResponse {
  /** Entries per page that are requested from the service. */
  public static final long PAGE_SIZE = 500;

  private static final int MAX_COLLECTED = 1024 * 1024;

  private ListResponse() {}

  /**
   * One page.
   *
   * @param entries the entries in the format of the response
   * @param next the cursor of the next page; null on the last page
   */
  public record Page(List<ObjectNode> entries, @Nullable String next) {
    public static <T> Page of(
        List<T> entries, Function<T, ObjectNode> toJson, @Nullable String next) {
      return new Page(entries.stream().map(toJson).toList(), next);
    }
  }

  /** Requests pages from the service. */
  public interface PageSource {
    /**
     * The page after this cursor.
     *
     * @param after null for the first page
     */
    Page after(@Nullable String after);
  }

  /** Writes an array of all entries. */
  public static void write(Context context, PageSource pages) throws IOException {
    write(context, "", pages, "");
  }

  /**
   * Writes an array of all entries inside another JSON value.
   *
   * @param before the JSON text before the array
   * @param after the JSON text after the array
   */
  public static void write(Context context, String before, PageSource pages, String after)
      throws IOException {
    var out = new Output(context);
    try {
      var page = pages.after(null);
      context.status(200).contentType("application/json");
      out.write((before + "[").getBytes(UTF_8));
      var separator = "";
      while (true) {
        for (var entry : page.entries()) {
          out.write(separator.getBytes(UTF_8));
          out.write(Json.write(entry));
          separator = ",";
        }
        var next = page.next();
        if (next == null) {
          break;
        }
        page = pages.after(next);
      }
      out.write(("]" + after).getBytes(UTF_8));
      out.close();
    } catch (IOException | RuntimeException e) {
      out.abort();
      throw e;
    }
  }

  /** Collects the list, and sends parts of it once it is above the limit. */
  private static final class Output {
    private final Context context;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean hasBegun;

    Output(Context context) {
      this.context = context;
    }

    void write(byte[] text) throws IOException {
      collected.writeBytes(text);
      if (collected.size() > MAX_COLLECTED) {
        hasBegun = true;
        collected.writeTo(context.outputStream());
        collected.reset();
      }
    }

    void close() throws IOException {
      if (hasBegun) {
        collected.writeTo(context.outputStream());
      } else {
        Responses.large(context, ByteBuffer.wrap(collected.toByteArray()));
      }
    }

    /** Closes the connection if the client would otherwise take the list for complete. */
    void abort() {
      if (hasBegun) {
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .close();
      }
    }
  }
}
