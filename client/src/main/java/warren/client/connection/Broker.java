package warren.client.connection;

import static java.util.stream.Collectors.joining;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.ResolvedInetAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import warren.contracts.BrokerUris;

/**
 * A broker of one or several nodes. Each connection is opened to a node selected at random among
 * those that accept it, so that connections are spread over the nodes. A host name is resolved for
 * each connection, and each of its IP addresses is a candidate. Immutable.
 */
public final class Broker {
  private static final int CONNECT_MS = 3_000;

  /** Half of it is the limit for each of the broker's two replies. */
  private static final int HANDSHAKE_MS = 6_000;

  /** amqp-client gives a connection up after 2.25 times this, the broker after 2 to 3 times. */
  private static final int HEARTBEAT_SECONDS = 2;

  private final ConnectionFactory factory;
  private final List<Address> addresses;

  private Broker(ConnectionFactory factory, List<Address> addresses) {
    this.factory = factory.clone();
    this.addresses = List.copyOf(addresses);
    // RecoveringConnection opens a lost connection again, as a whole
    this.factory.setAutomaticRecoveryEnabled(false);
    this.factory.setTopologyRecoveryEnabled(false);
  }

  /**
   * A broker with the factory's parameters.
   *
   * @param factory copied, and used with blocking I/O and without the recovery of amqp-client
   * @param addresses used instead of the factory's host and port
   */
  public static Broker of(ConnectionFactory factory, List<Address> addresses) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("at least one address is required");
    }
    return new Broker(factory, addresses);
  }

  /**
   * The broker at these URIs, with time limits that abandon a lost node within five seconds. With
   * TLS, certificate and host name are verified.
   *
   * @param factory receives the parameters
   * @throws IllegalArgumentException if a parameter of the URIs is wrong
   */
  public static Broker at(BrokerUris uris, ConnectionFactory factory) {
    factory.setConnectionTimeout(CONNECT_MS);
    factory.setHandshakeTimeout(HANDSHAKE_MS);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    try {
      factory.setUri(uris.first());
      if (factory.isSSL()) {
        // the URI alone would trust every certificate
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      }
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // without the cause, whose message contains the URI with its password
      throw new IllegalArgumentException(BrokerUris.PROBLEM);
    }
    var nodes = uris.nodes().stream().map(node -> new Address(node.host(), node.port())).toList();
    return new Broker(factory, nodes);
  }

  /** The same broker, with other threads for amqp-client. */
  public Broker withThreads(ThreadFactory threads) {
    var own = factory.clone();
    own.setThreadFactory(threads);
    return new Broker(own, addresses);
  }

  /** The broker user of connections; null if only the broker knows it, from a certificate. */
  public @Nullable String user() {
    return factory.getSaslConfig() == DefaultSaslConfig.EXTERNAL ? null : factory.getUsername();
  }

  /**
   * Opens a connection to any node.
   *
   * @throws AuthenticationFailureException if a node rejects the login; its message names the node
   * @throws UnreachableBrokerException if no node accepts a connection
   */
  AbortableConnection open(ExecutorService callbacks, String name) throws IOException {
    Map<String, Exception> failures = new LinkedHashMap<>();
    for (var candidate : candidates(failures)) {
      var node = NodeAddress.of(candidate.toInetSocketAddress(candidate.getPort()));
      try {
        return AbortableConnection.open(this, factory, candidate, callbacks, name);
      } catch (AuthenticationFailureException e) {
        throw rejected(node, e);
      } catch (IOException | TimeoutException e) {
        failures.put(node, e);
      }
      if (Thread.currentThread().isInterrupted()) {
        break; // the owner of the connection closes it
      }
    }
    throw new UnreachableBrokerException(this, failures);
  }

  /** All IP addresses of all nodes, in random order. */
  private List<Address> candidates(Map<String, Exception> failures) {
    List<Address> candidates = new ArrayList<>();
    for (var address : addresses) {
      var port = ConnectionFactory.portOrDefault(address.getPort(), factory.isSSL());
      try {
        for (var ip : InetAddress.getAllByName(address.getHost())) {
          // with the name, which TLS verifies
          candidates.add(new ResolvedInetAddress(address.getHost(), ip, port));
        }
      } catch (UnknownHostException e) {
        failures.put(address.toString(), e);
      }
    }
    Collections.shuffle(candidates);
    return candidates;
  }

  private AuthenticationFailureException rejected(
      String node, AuthenticationFailureException cause) {
    var login = user() == null ? "the login" : "the login of " + user();
    var named =
        new AuthenticationFailureException("The broker at %s rejected %s".formatted(node, login));
    named.initCause(cause);
    return named;
  }

  /** The hosts and ports of all nodes. */
  @Override
  public String toString() {
    return addresses.stream()
        .map(
            address ->
                address.getHost()
                    + ":"
                    + ConnectionFactory.portOrDefault(address.getPort(), factory.isSSL()))
        .collect(joining(", "));
  }
}
