package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Operation;
import warren.contracts.hostile.HostileText;

/** Every hostile text in every field is read or refused at little cost. */
class HostileTextTest {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final long MAX_NS = 5_000_000;

  /** The best of several is free of compilation and of other programs. */
  private static final int ATTEMPTS = 40;

  private static final List<ErrorCode> REFUSALS =
      List.of(ErrorCode.MALFORMED, ErrorCode.INVALID_FIELDS);

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}]");

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void everyTextIsReadOrRefusedWithin5MsOfCpu(Operation<?, ?> operation) {
    var reader = RecordReader.of(operation.request());
    for (var component : operation.request().getRecordComponents()) {
      var name = RecordReader.nameOf(component);
      var body = Sample.request(operation.request());
      Stream.of(HostileText.SHORT, HostileText.LONG)
          .flatMap(List::stream)
          .forEach(
              text -> {
                var bytes = HostileText.write(body.set(name, text.in(component)));
                assertTrue(
                    LongStream.generate(() -> cost(reader, bytes))
                        .limit(ATTEMPTS)
                        .anyMatch(ns -> ns < MAX_NS),
                    () -> "%s %s: %s".formatted(operation, name, text.description()));
              });
    }
  }

  private static long cost(RecordReader<?> reader, byte[] body) {
    var before = THREAD.getCurrentThreadCpuTime();
    try {
      reader.read(Json.parse(body));
    } catch (RefusedException e) {
      assertHarmless(e.refusal());
    }
    return THREAD.getCurrentThreadCpuTime() - before;
  }

  private static void assertHarmless(Refusal refusal) {
    assertTrue(REFUSALS.contains(refusal.code()), refusal::toString);
    var text = refusal.toString();
    assertFalse(text.contains(HostileText.PLANTED) || CONTROL.matcher(text).find(), text);
  }
}
