package warren.bench.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import warren.bench.load.Request;

/**
 * HTTP requests from any loopback address, which is the client address for the gateway; the JDK's
 * client cannot choose its address.
 */
final class Http {
  /** The path of a request for the operation. */
  private static final String RPC = "/rpc/";

  private static final int STATUS_BEGIN = "HTTP/1.1 ".length();
  private static final int STATUS_END = STATUS_BEGIN + 3;

  private Http() {}

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: warren\r\nConnection: close\r\n\r\n";
  }

  static String post(Request request) {
    var jwt = request.headers().get("jwt");
    return post(
        RPC + request.queue(),
        jwt == null ? "" : "Authorization: Bearer " + jwt + "\r\n",
        request.body());
  }

  static String post(String path, String header, String body) {
    return """
        POST %s HTTP/1.1\r
        Host: warren\r
        Connection: close\r
        Content-Type: application/json\r
        Content-Length: %d\r
        %s\r
        %s"""
        .formatted(path, body.getBytes(UTF_8).length, header, body);
  }

  /** Opens a connection and sends a text. */
  static Socket open(int port, String from, String text) throws IOException {
    var socket = new Socket();
    try {
      socket.setReceiveBufferSize(1024);
      socket.setSoTimeout((int) Deployment.TIMEOUT.toMillis());
      socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a request and returns the status of its response, which it reads completely. */
  static int send(int port, String from, String request) throws IOException {
    try (var socket = open(port, from, request)) {
      var response = new String(socket.getInputStream().readAllBytes(), UTF_8);
      if (response.length() < STATUS_END) {
        throw new IOException("The connection was closed without a response.");
      }
      return Integer.parseInt(response, STATUS_BEGIN, STATUS_END, 10);
    }
  }
}
