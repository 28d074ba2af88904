package warren.faults.load;

import java.time.Duration;

/** A way to send requests. Thread-safe. */
interface Transport {
  /** The time that an attempt waits for its reply. */
  Duration TIMEOUT = Duration.ofSeconds(3);

  /** AMQP or HTTP. */
  String channel();

  /** Sends a request once and waits for the reply. */
  Answer send(Call call) throws NoAnswerException, InterruptedException;
}
