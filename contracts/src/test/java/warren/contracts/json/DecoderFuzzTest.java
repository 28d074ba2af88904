package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Catalogue;

/**
 * Whatever the bytes of a body, it is read or refused, and a record that was read is written in the
 * same form again.
 */
class DecoderFuzzTest {
  private static final List<ErrorCode> REFUSALS =
      List.of(ErrorCode.MALFORMED, ErrorCode.INVALID_FIELDS);

  private static final List<RecordReader<?>> READERS =
      Catalogue.OPERATIONS.stream()
          .<RecordReader<?>>map(o -> RecordReader.of(o.request()))
          .toList();

  @FuzzTest(maxDuration = "60s")
  void everyBodyIsReadOrRefused(byte[] body) {
    for (var reader : READERS) {
      try {
        var written = Json.writeRequest(reader.read(Json.parse(body)));
        assertArrayEquals(written, Json.writeRequest(reader.read(Json.parse(written))));
      } catch (RefusedException e) {
        assertTrue(REFUSALS.contains(e.refusal().code()), e.refusal()::toString);
      }
    }
  }
}
