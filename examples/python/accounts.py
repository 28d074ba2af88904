import json
import os
import uuid

import pika


class Refused(Exception):
    """Warren refused the request: `code` is for programs, the text for people."""

    def __init__(self, error):
        super().__init__(error["message"])
        self.code = error["code"]
        self.fields = error.get("fields")


class Warren:
    """Sends requests over one connection, one at a time."""

    def __init__(self, uri):
        self.connection = pika.BlockingConnection(pika.URLParameters(uri))
        self.channel = self.connection.channel()
        self.reply_to = self.channel.queue_declare("", exclusive=True).method.queue
        self.channel.basic_consume(self.reply_to, self.settle, auto_ack=True)
        self.replies = {}

    def settle(self, channel, method, properties, body):
        self.replies[properties.correlation_id] = (properties.headers["status_code"], json.loads(body))

    def call(self, operation, body, jwt=None, timeout=5):
        correlation_id = str(uuid.uuid4())
        properties = pika.BasicProperties(
            content_type="application/json",
            correlation_id=correlation_id,
            reply_to=self.reply_to,
            expiration=str(timeout * 1000),  # the broker drops the request after this time
            message_id=str(uuid.uuid4()),  # idempotency key: a write sent again with it has one effect
            headers={"jwt": jwt} if jwt else {},
        )
        self.channel.basic_publish("", operation, json.dumps(body).encode(), properties)
        self.connection.process_data_events(time_limit=timeout)
        if correlation_id not in self.replies:
            raise TimeoutError(f"{operation}: no reply in {timeout} s.")
        status, reply = self.replies.pop(correlation_id)
        if status != 200:
            raise Refused(reply["error"])
        return reply["data"]


warren = Warren(os.environ.get("WARREN_AMQP_URI", "amqp://guest:guest@127.0.0.1:5672"))
username = f"python-{uuid.uuid4().hex[:8]}"
password = "correct horse battery"

admin = warren.call(
    "RequestLoginToken",
    {"username": "admin", "password": os.environ["WARREN_ADMIN_PASSWORD"]},
)
print("logged in as admin")

user_id = warren.call("RequestAccountCreate", {"username": username, "password": password})["user-id"]
print(f"created {username}")

account = warren.call("RequestAccountData", {"user_id": user_id}, admin)
print(f"{account['username']} is a {account['role']}")

warren.call("RequestBanUser", {"user_id": user_id, "permanent": False, "duration_ms": 3_600_000}, admin)
print(f"banned {username}")

try:
    warren.call("RequestLoginToken", {"username": username, "password": password})
except Refused as refused:
    if refused.code != "banned":
        raise
    print(f"refused: {refused}")
warren.connection.close()
