package warren.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads CPU seconds from files in the form of /proc. */
final class CpuTimesTest {
  @TempDir private Path proc;

  @BeforeEach
  void machine() throws IOException {
    Files.writeString(
        proc.resolve("stat"),
        "cpu  100 20 30 4000 500 6 7 8 90 10\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 1 2 3\n");
    Files.createDirectories(proc.resolve("net"));
  }

  private void process(long pid, String name, long parent, String times) throws IOException {
    var folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        "%d (%s) S %d 1 1 0 -1 4194560 1 2 3 4 %s 20 0 9 0 12345 99 88 18446744073709551615\n"
            .formatted(pid, name, parent, times));
  }

  @Test
  void idleTimeAndIowaitAreNotBusyTime() {
    assertEquals(1.71, CpuTimes.in(proc).ofMachine());
  }

  @Test
  void aTreeIncludesDescendantsAndEndedChildren() throws IOException {
    process(10, "root", 1, "100 20 3000 400");
    process(11, "child", 10, "5 6 7 8");
    process(12, "grandchild", 11, "1 1 0 0");
    process(13, "another's", 1, "900 900 900 900");
    var times = CpuTimes.in(proc);
    assertEquals(35.2 + 0.26 + 0.02, times.ofTree(10), 1e-9);
    assertEquals(0.28, times.ofTree(11), 1e-9);
  }

  @Test
  void aProcessAloneExcludesItsChildren() throws IOException {
    process(10, "root", 1, "100 20 3000 400");
    process(11, "child", 10, "5 6 7 8");
    assertEquals(1.2, CpuTimes.in(proc).of(10));
  }

  @Test
  void aNameMayContainParenthesesAndSpaces() throws IOException {
    process(10, "a) S 1 (b", 1, "100 20 0 0");
    assertEquals(1.2, CpuTimes.in(proc).of(10));
  }

  @Test
  void anEndedProcessHasUsedZeroSeconds() throws IOException {
    Files.createDirectories(proc.resolve("10"));
    assertEquals(0, CpuTimes.in(proc).of(10));
    assertEquals(0, CpuTimes.in(proc).ofTree(10));
  }

  @Test
  void thisProcessHasUsedCpuTime() {
    var self = ProcessHandle.current().pid();
    var times = CpuTimes.now();
    assertTrue(times.of(self) > 0);
    assertTrue(times.ofTree(self) >= times.of(self));
    assertTrue(times.ofMachine() > 0);
  }
}
