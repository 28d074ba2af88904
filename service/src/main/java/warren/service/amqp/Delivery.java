package warren.service.amqp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.ErrorCode;
import warren.contracts.catalogue.Operation;
import warren.service.rpc.Pipeline;
import warren.service.rpc.Request;
import warren.service.rpc.Response;
import warren.service.rpc.Sender;

/** A delivered request, which is settled exactly once, whatever happens. */
final class Delivery {
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

  /** Requests with the same batch are carried out together and settled in one write. */
  private record Batch(Operation<?, ?> operation, RequestChannel channel) {}

  private Batch batch() {
    return new Batch(request.operation(), channel);
  }

  /** Carries out requests and sends their replies. */
  static void carryOut(List<Delivery> deliveries) {
    deliveries.stream()
        .filter(delivery -> delivery.request.withTrace(delivery::isDue))
        .collect(Collectors.groupingBy(Delivery::batch))
        .forEach((batch, due) -> due.get(0).carryOutAll(due));
  }

  private void carryOutAll(List<Delivery> batch) {
    var requests = batch.stream().map(delivery -> delivery.request).toList();
    settleAll(batch, pipeline.reply(requests));
  }

  private void settleAll(List<Delivery> deliveries, List<Response> responses) {
    channel.settle(
        to -> {
          for (var i = 0; i < deliveries.size(); i++) {
            deliveries.get(i).settle(responses.get(i), to);
          }
        });
    // afterwards, so that the other replies do not wait for the connection of these
    for (var i = 0; i < deliveries.size(); i++) {
      deliveries.get(i).settleDirectly(responses.get(i));
    }
  }

  /** Refuses the request because too many are pending, or it has waited for too long. */
  void refuseBusy() {
    var busy = ErrorCode.UNAVAILABLE.refusal().retryAfter(BUSY_RETRY_AFTER_MS);
    settleAll(List.of(this), List.of(pipeline.refuse(request, busy)));
  }

  /** Whether its connection is lost: it cannot be settled, and the broker delivers it again. */
  boolean isLost() {
    return !channel.isOpen();
  }

  /** Whether to carry it out; acknowledges it if not, unless it is lost. */
  private boolean isDue() {
    if (isLost()) {
      log.debug(
          "{}: not carried out, because its connection is lost; the broker delivers it again",
          request);
      return false;
    }
    if (address.kind() == ReplyAddress.Kind.REFUSED) {
      log.warn("{}: not carried out, because its reply_to is not permitted", request);
      channel.acknowledge(tag);
      return false;
    }
    if (isExpired()) {
      refuseBusy();
      return false;
    }
    return true;
  }

  private boolean isExpired() {
    return lifetimeMs != null && waitedMs() > lifetimeMs;
  }

  private long waitedMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.receivedAt());
  }

  /** Whether its sender no longer waits for the reply, or its connection is lost. */
  boolean isLate(Duration maxWait) {
    return waitedMs() > maxWait.toMillis() || isExpired() || isLost();
  }

  /** The sender of the request. */
  Sender sender(Set<String> trustedUsers) {
    return Sender.of(request, trustedUsers);
  }

  private void settle(Response response, RequestChannel.Settlement to) throws IOException {
    switch (address.kind()) {
      case QUEUE ->
          to.reply(tag, "", address.name(), ReplyProperties.of(response), response.body());
      case EXCHANGE ->
          to.reply(
              tag,
              address.name(),
              response.type(),
              ReplyProperties.withFurtherNames(ReplyProperties.of(response), request.operation()),
              response.body());
      case NONE, REFUSED -> to.acknowledge(tag);
      case DIRECT -> {}
    }
  }

  private void settleDirectly(Response response) {
    if (address.kind() == ReplyAddress.Kind.DIRECT) {
      directReplies.send(
          address.name(),
          ReplyProperties.of(response),
          response.body(),
          () -> channel.acknowledge(tag));
    }
  }
}
