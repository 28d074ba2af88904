package warren.gateway.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.gateway.http.ErrorResponses;

/**
 * Limits connections, per client and in total. Excess connections receive a prepared response and
 * are closed before anything is read from them. Jetty's own limits stop accepting connections, so
 * that the clients in excess would block all others.
 */
final class ConnectionLimit implements SelectorManager.AcceptListener {
  private static final Logger log = LoggerFactory.getLogger(ConnectionLimit.class);
  private static final int MAX_DISCARDED = 16 * 1024;

  private final Clients clients;
  private final Occupancy occupancy;
  private final Map<SelectableChannel, Clients.Client> admitted = new ConcurrentHashMap<>();

  ConnectionLimit(AdmissionLimits.Capacity capacity, Clients clients) {
    this.clients = clients;
    this.occupancy = new Occupancy(capacity);
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    try {
      admit((SocketChannel) channel);
    } catch (IOException e) {
      log.debug("A connection was closed before it was admitted.", e);
      IO.close(channel);
    }
  }

  private void admit(SocketChannel channel) throws IOException {
    var peer = (InetSocketAddress) channel.getRemoteAddress();
    var client = clients.ofAddress(peer.getAddress().getHostAddress());
    var status = occupancy.occupy(client);
    if (status == Occupancy.OCCUPIED) {
      admitted.put(channel, client);
    } else {
      refuse(channel, status);
    }
  }

  private static void refuse(SocketChannel channel, int status) throws IOException {
    try (channel) {
      channel.write(ByteBuffer.wrap(response(status))); // fits into the socket's empty buffer
      channel.shutdownOutput();
      // a socket that is closed with unread data could destroy the response in transit
      channel.read(ByteBuffer.allocate(MAX_DISCARDED));
    }
  }

  private static byte[] response(int status) {
    var body = ErrorResponses.withoutPath(status).body().toString();
    return """
        HTTP/1.1 %d %s\r
        Cache-Control: no-store\r
        Connection: close\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Retry-After: %d\r
        X-Content-Type-Options: nosniff\r
        \r
        %s"""
        .formatted(
            status,
            HttpStatus.getMessage(status),
            body.length(),
            ErrorResponses.retryAfterSeconds(status),
            body)
        .getBytes(US_ASCII);
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    onClosed(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    var client = admitted.remove(channel);
    if (client != null) {
      occupancy.release(client);
    }
  }
}
