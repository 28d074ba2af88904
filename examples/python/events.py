import json
import os

import pika

EXCHANGE = os.environ.get("WARREN_EVENTS_EXCHANGE", "accounts.events")
QUEUE = "example.account-events"  # durable: events wait here while this program is not running
SEEN = 1000  # latest event ids kept, to skip an event that is delivered twice

connection = pika.BlockingConnection(
    pika.URLParameters(os.environ.get("WARREN_AMQP_URI", "amqp://guest:guest@127.0.0.1:5672"))
)
channel = connection.channel()
channel.queue_declare(QUEUE, durable=True)
channel.queue_bind(QUEUE, EXCHANGE, routing_key="account.*")
channel.basic_qos(prefetch_count=10)

seen = {}


def handle(event):
    print(event["at"], event["type"], event["subject"], flush=True)


def receive(channel, method, properties, body):
    event = json.loads(body)
    if event["event_id"] not in seen:
        handle(event)
        seen[event["event_id"]] = True
        if len(seen) > SEEN:
            seen.pop(next(iter(seen)))
    # after its work: an event whose consumer dies before this is delivered again
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(QUEUE, receive)
print("waiting for events", flush=True)
try:
    channel.start_consuming()
except KeyboardInterrupt:
    connection.close()
