package warren.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Json;

/** A list that has no pages, written as its pages come: of however many, one page is held. */
public final class Listing {
  /** How much is asked for at a time. */
  public static final long PAGE = 500;

  private Listing() {}

  /**
   * A page.
   *
   * @param entries what is on it, as it is to be written
   * @param next the cursor of the one after it; null at the end
   */
  public record Page(List<ObjectNode> entries, @Nullable String next) {
    public static <T> Page of(
        List<T> entries, Function<T, ObjectNode> written, @Nullable String next) {
      return new Page(entries.stream().map(written).toList(), next);
    }
  }

  /** Gets a page. */
  public interface Pages {
    /**
     * The page behind that cursor.
     *
     * @param after null for the first
     */
    Page after(@Nullable String after);
  }

  /** Answers with an array of all entries, and nothing else. */
  public static void answer(Context context, Pages pages) throws IOException {
    answer(context, "", pages, "");
  }

  /**
   * Answers with an array of all entries within something else.
   *
   * @param before what stands before it
   * @param behind what stands behind it
   */
  public static void answer(Context context, String before, Pages pages, String behind)
      throws IOException {
    // what is refused is refused here, when nothing is written yet
    var page = pages.after(null);
    context.status(200).contentType("application/json");
    var out = context.outputStream();
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
    out.write(("]" + behind).getBytes(UTF_8));
  }
}
