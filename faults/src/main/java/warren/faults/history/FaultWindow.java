package warren.faults.history;

/**
 * One occurrence of a fault. Times are microseconds since the start of the run.
 *
 * @param fault its name
 * @param injected the time of the injection
 * @param cured the time at which the cure was complete
 * @param recovered the time at which all kinds of requests had succeeded again
 */
public record FaultWindow(String fault, long injected, long cured, long recovered) {
  /** Whether the request was in progress during the fault. */
  public boolean overlaps(Entry entry) {
    return entry.start() <= recovered && entry.end() >= injected;
  }
}
