package warren.service.amqp;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;
import warren.service.rpc.Pipeline;
import warren.service.rpc.Request;
import warren.service.rpc.Response;

/** One delivered request, from the queue to its settlement: exactly once, whatever happens. */
final class Delivery implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final long BUSY_RETRY_AFTER_MS = 1000;

  private final Request request;
  private final ReplyAddress address;
  private final @Nullable Long lifetimeMs;
  private final RequestChannel channel;
  private final long tag;
  private final DirectReplies directReplies;
  private final Pipeline pipeline;

  Delivery(
      Request request,
      ReplyAddress address,
      @Nullable Long lifetimeMs,
      RequestChannel channel,
      long tag,
      DirectReplies directReplies,
      Pipeline pipeline) {
    this.request = request;
    this.address = address;
    this.lifetimeMs = lifetimeMs;
    this.channel = channel;
    this.tag = tag;
    this.directReplies = directReplies;
    this.pipeline = pipeline;
  }

  /** Carries the request out and answers it. */
  @Override
  public void run() {
    if (request.traceparent() == null) {
      takeUp();
    } else {
      traced();
    }
  }

  private void traced() {
    MDC.put(Headers.TRACEPARENT, request.traceparent());
    try {
      takeUp();
    } finally {
      MDC.remove(Headers.TRACEPARENT);
    }
  }

  private void takeUp() {
    if (isLost()) {
      log.debug("{}: not carried out, it is delivered again", request);
    } else if (address.kind() == ReplyAddress.Kind.REFUSED) {
      log.warn("{}: not carried out, its reply_to is not allowed", request);
      channel.acknowledge(tag);
    } else if (outlived()) {
      log.debug("{}: dropped, it waited longer than its expiration", request);
      channel.acknowledge(tag);
    } else {
      settle(pipeline.answer(request));
    }
  }

  /** Answers that there is too much to do. */
  void turnAway() {
    settle(
        pipeline.refuse(request, ErrorCode.UNAVAILABLE.refusal().retryAfter(BUSY_RETRY_AFTER_MS)));
  }

  /** Whether its connection is gone, so that it can't be settled and is delivered again. */
  boolean isLost() {
    return !channel.isOpen();
  }

  private boolean outlived() {
    return lifetimeMs != null
        && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.takenUpAt()) > lifetimeMs;
  }

  private void settle(Response response) {
    var properties = ReplyProperties.of(response);
    switch (address.kind()) {
      case QUEUE -> channel.reply(tag, "", address.name(), properties, response.body());
      case EXCHANGE ->
          channel.reply(
              tag,
              address.name(),
              response.type(),
              ReplyProperties.withFurtherNames(properties, request.operation()),
              response.body());
      case DIRECT ->
          directReplies.send(
              address.name(), properties, response.body(), () -> channel.acknowledge(tag));
      case NONE, REFUSED -> channel.acknowledge(tag);
    }
  }
}
