package warren.service.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;

/** New ids: UUID version 7 (RFC 9562), which sort by their time of creation. Thread-safe. */
public final class Ids {
  private static final TimeBasedEpochRandomGenerator GENERATOR =
      Generators.timeBasedEpochRandomGenerator();

  private Ids() {}

  /** Generates an id. */
  public static UUID next() {
    return GENERATOR.generate();
  }
}
