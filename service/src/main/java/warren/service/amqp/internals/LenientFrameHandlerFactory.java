package warren.service.amqp.internals;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;

/** Creates connections that read and write with {@link FlushControllingFrameHandler}. */
public final class LenientFrameHandlerFactory extends ConnectionFactory {

  @Override
  protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
    var factory = super.createFrameHandlerFactory();
    return (address, name) -> new FlushControllingFrameHandler(factory.create(address, name));
  }
}
