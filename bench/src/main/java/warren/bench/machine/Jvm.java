package warren.bench.machine;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads memory statistics of another JVM on this machine over JMX. */
final class Jvm implements AutoCloseable {
  private final JMXConnector connector;
  private final ThreadMXBean threads;
  private final List<GarbageCollectorMXBean> collectors;

  private Jvm(JMXConnector connector) throws IOException {
    this.connector = connector;
    MBeanServerConnection beans = connector.getMBeanServerConnection();
    this.threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    this.collectors =
        List.copyOf(ManagementFactory.getPlatformMXBeans(beans, GarbageCollectorMXBean.class));
  }

  @SuppressWarnings(
      "BanJNDI") // connects to a process that we started, at the address that it returned
  static Jvm of(long pid) {
    try {
      var machine = VirtualMachine.attach(Long.toString(pid));
      try {
        var address = new JMXServiceURL(machine.startLocalManagementAgent());
        return new Jvm(JMXConnectorFactory.connect(address));
      } finally {
        machine.detach();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Totals since the start of the JVM.
   *
   * @param allocatedBytes bytes allocated by the threads that are alive
   * @param collections number of garbage collections
   * @param collectionMs duration of these collections
   */
  record Memory(long allocatedBytes, long collections, long collectionMs) {}

  Memory memory() {
    return new Memory(
        Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
            .filter(bytes -> bytes > 0)
            .sum(),
        collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum(),
        collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum());
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      // the JVM has already ended
    }
  }
}
