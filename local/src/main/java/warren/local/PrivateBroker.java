package warren.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private RabbitMQ node on a loopback port: the installed {@code rabbitmq-server} with its data
 * in the given folder. Durable queues and persistent messages survive a restart. The caller must
 * have exclusive use of the folder, see {@link DataFolder}. Thread-safe.
 */
public final class PrivateBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateBroker.class);

  private final BrokerNode node;
  private final BrokerData data;

  private PrivateBroker(BrokerNode node, BrokerData data) {
    this.node = node;
    this.data = data;
  }

  /**
   * Starts a node on the data in the folder, which is created if it is missing.
   *
   * @param port the AMQP port; 0 selects a free port
   * @param vhosts created in addition to {@code /}; {@code guest} has all permissions in them
   * @throws LocalException if RabbitMQ is not installed, the port is in use or the node does not
   *     start
   */
  public static PrivateBroker start(Path folder, int port, List<String> vhosts)
      throws InterruptedException {
    try {
      return start(folder, RabbitMqPrograms.find(), port, vhosts);
    } catch (IOException e) {
      throw new LocalException("RabbitMQ cannot be found: " + e, e);
    }
  }

  /** Does the same with this RabbitMQ. */
  static PrivateBroker start(Path folder, RabbitMqPrograms programs, int port, List<String> vhosts)
      throws InterruptedException {
    try {
      PrivateFiles.folder(folder);
      stopLeftOvers(folder);
      if (port != 0 && !FreePort.isFree(port)) {
        throw new LocalException("Port " + port + " on 127.0.0.1 is in use by another program.");
      }
      PrivateBroker broker =
          new PrivateBroker(
              new BrokerNode(
                  folder, programs, "warren", port == 0 ? FreePort.pick() : port, Map.of()),
              BrokerData.in(folder));
      BrokerConfiguration.write(folder, broker.port(), vhosts);
      new BrokerUpgrade(broker, broker.data, programs.version()).start();
      return broker;
    } catch (IOException e) {
      throw new LocalException("RabbitMQ cannot be started in " + folder + ": " + e, e);
    }
  }

  static void stopLeftOvers(Path folder) {
    BrokerNode.stopLeftOvers(folder);
  }

  public int port() {
    return node.port();
  }

  /** Returns the process id of the running node. */
  public long pid() {
    return node.pid();
  }

  /** Returns the URI of the vhost {@code /} with the credentials of {@code guest}. */
  public String uri() {
    return node.uri();
  }

  /** Returns the URI of a vhost with the credentials of {@code guest}. */
  public String uri(String vhost) {
    return uri() + "/" + vhost;
  }

  /** Returns the command line of {@code rabbitmqctl} for the node, without a command. */
  public List<String> rabbitmqctl() {
    return node.rabbitmqctl();
  }

  /** Returns the file to which the node writes its log. */
  public Path log() {
    return node.log();
  }

  /**
   * Records the number of unanswered requests, to be reported if a later start cannot read the
   * data.
   */
  public void recordUnanswered(long requests) {
    try {
      data.recordUnanswered(requests);
    } catch (IOException e) {
      throw new LocalException("The number of requests cannot be recorded: " + e, e);
    }
  }

  /** Enables all stable feature flags of the running node; returns whether it succeeded. */
  boolean enableFeatureFlags() throws InterruptedException {
    try {
      node.control("enable_feature_flag", "all");
      return true;
    } catch (LocalException e) {
      LOG.warn("the feature flags of RabbitMQ could not be enabled: {}", e.getMessage());
      return false;
    }
  }

  /** Restarts the node, or starts it after {@link #stop}, on the same port. */
  public void restart() throws InterruptedException {
    stop();
    node.start();
  }

  /** Stops the node, which closes open connections. */
  public void stop() {
    node.stop();
  }

  @Override
  public void close() {
    stop();
  }

  /** Completes with a message for the user if the node ends without being stopped. */
  CompletableFuture<String> died() {
    return node.died();
  }
}
