package warren.service.amqp;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;

/** Makes connections over {@link Frames}. */
final class TolerantFactory extends ConnectionFactory {

  @Override
  protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
    var factory = super.createFrameHandlerFactory();
    return (address, name) -> new Frames(factory.create(address, name));
  }
}
