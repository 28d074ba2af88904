package warren.service.amqp;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Makes connections that are not lost over a message whose properties the client can't read: it
 * would be delivered again, and cost the next connection too, for ever.
 */
final class TolerantFactory extends ConnectionFactory {

  @Override
  protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
    var factory = super.createFrameHandlerFactory();
    return (address, name) -> tolerant(factory.create(address, name));
  }

  private static FrameHandler tolerant(FrameHandler handler) {
    return (FrameHandler)
        Proxy.newProxyInstance(
            FrameHandler.class.getClassLoader(),
            new Class<?>[] {FrameHandler.class},
            (proxy, method, arguments) -> {
              try {
                var result = method.invoke(handler, arguments);
                return result instanceof Frame frame ? ReadableProperties.of(frame) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
