package warren.service.amqp.internals;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;

/** Creates connections that read and write with {@link FlushControllingFrameHandler}. */
public final class LenientFrameHandlerFactory extends ConnectionFactory {
  /** The only header of a received message whose properties and headers were too large. */
  public static final String HEADERS_TOO_LARGE = "warren.headers_too_large";

  private final int maxBody;

  /**
   * Creates a factory for the broker at the default address.
   *
   * @param maxBody the maximum size of a received body; a larger one is truncated to one byte more
   */
  public LenientFrameHandlerFactory(int maxBody) {
    this.maxBody = maxBody;
    // larger messages end the connection
    setMaxInboundMessageBodySize(Integer.MAX_VALUE);
  }

  @Override
  protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
    var factory = super.createFrameHandlerFactory();
    return (address, name) ->
        new FlushControllingFrameHandler(factory.create(address, name), new BodyLimit(maxBody));
  }
}
