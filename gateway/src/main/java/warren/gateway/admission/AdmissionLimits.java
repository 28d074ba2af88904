package warren.gateway.admission;

import java.time.Duration;

/**
 * The limits of the stage.
 *
 * @param requests in flight
 * @param transferTime in which a client sends a header, sends a body, or receives 64 KiB
 * @param dialectThreads on a JDK without virtual threads
 */
public record AdmissionLimits(
    Capacity connections, Capacity requests, Duration transferTime, int dialectThreads) {
  /**
   * A maximum number.
   *
   * @param total of all clients
   * @param perClient of one client
   */
  public record Capacity(int total, int perClient) {}
}
