package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
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
  private final @Nullable Duration lifetime;
  private final RequestChannel channel;
  private final long tag;
  private final DirectReplies directReplies;
  private final Pipeline pipeline;

  Delivery(
      Request request,
      ReplyAddress address,
      @Nullable Duration lifetime,
      RequestChannel channel,
      long tag,
      DirectReplies directReplies,
      Pipeline pipeline) {
    this.request = request;
    this.address = address;
    this.lifetime = lifetime;
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

  /** Refuses the request because too many are pending. */
  void refuseBusy() {
    refuse(ErrorCode.UNAVAILABLE.refusal().retryAfter(BUSY_RETRY_AFTER_MS));
  }

  /** Refuses the request because it is late. */
  void refuseLate() {
    if (pipeline.isPastDeadline(request)) {
      refuse(ErrorCode.DEADLINE_PASSED.refusal());
    } else {
      refuseBusy();
    }
  }

  /** Has no effect if the connection is lost, because the broker delivers the request again. */
  private void refuse(Refusal refusal) {
    if (!isLost()) {
      settleAll(List.of(this), List.of(pipeline.refuse(request, refusal)));
    }
  }

  /** The sender of the request. */
  Sender sender(Set<String> trustedUsers) {
    return request.sender(trustedUsers);
  }

  /** Whether the caller no longer waits for the reply. */
  boolean isLate(Duration maxWait) {
    return hasWaited(maxWait) || isExpired() || pipeline.isPastDeadline(request);
  }

  /** Whether the request was received longer ago than this. */
  boolean hasWaited(Duration time) {
    return Duration.ofNanos(System.nanoTime() - request.receivedAt()).compareTo(time) > 0;
  }

  /** Whether its connection is lost: it cannot be settled, and the broker delivers it again. */
  boolean isLost() {
    return !channel.isOpen();
  }

  /** Whether to carry it out; refuses it if not, unless it is lost. */
  private boolean isDue() {
    if (isLost()) {
      log.debug(
          "{}: not carried out, because its connection is lost; the broker delivers it again",
          request);
      return false;
    }
    if (isExpired()) {
      refuseBusy();
      return false;
    }
    return true;
  }

  private boolean isExpired() {
    return lifetime != null && hasWaited(lifetime);
  }

  private void settle(Response response, RequestChannel.Settlement to) throws IOException {
    switch (address.kind()) {
      case QUEUE -> to.reply(tag, "", address.name(), properties(response), response.body());
      case EXCHANGE ->
          to.reply(
              tag,
              address.name(),
              response.type(),
              ReplyProperties.withFurtherNames(properties(response), request.operation()),
              response.body());
      case NONE, REFUSED -> to.acknowledge(tag);
      case DIRECT -> {}
    }
  }

  private BasicProperties properties(Response response) {
    return ReplyProperties.of(response, channel.user());
  }

  private void settleDirectly(Response response) {
    if (address.kind() == ReplyAddress.Kind.DIRECT) {
      directReplies.send(
          address.name(), properties(response), response.body(), () -> channel.acknowledge(tag));
    }
  }
}
