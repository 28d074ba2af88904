import {randomUUID} from 'node:crypto';
import amqplib from 'amqplib';

const PATIENCE_MS = 10_000;

/**
 * Connects to the broker; what comes back sends requests and waits for their replies. With an
 * exchange it does so as older callers do: it publishes there, sets no replyTo, and has its queue
 * bound to the names of the replies.
 */
export async function connect(url, exchange, replyNames) {
  const connection = await amqplib.connect(url, {timeout: PATIENCE_MS});
  const channel = await connection.createChannel();
  const {queue} = await channel.assertQueue('', {exclusive: true});
  if (exchange) {
    await Promise.all(replyNames.map((name) => channel.bindQueue(queue, exchange, name)));
  }
  const waiting = new Map();
  const unexpected = [];

  function onReply({properties, content}) {
    const reply = {properties, body: JSON.parse(content.toString('utf8'))};
    const request = waiting.get(properties.correlationId);
    if (request === undefined) {
      unexpected.push(reply);
    } else {
      request.resolve(reply);
    }
  }

  function onReturn({fields, properties}) {
    const {reject} = waiting.get(properties.correlationId);
    reject(new Error(`There is no queue ${fields.routingKey}.`));
  }

  function send(operation, body, jwt, correlationId) {
    channel.publish(exchange ?? '', operation, Buffer.from(JSON.stringify(body)), {
      contentType: 'application/json',
      correlationId,
      ...(exchange ? {} : {replyTo: queue}),
      headers: jwt === undefined ? {} : {jwt},
      mandatory: true,
    });
  }

  /** The reply to one request: its properties, and its body as JSON says it. */
  async function request(operation, body, jwt) {
    const correlationId = randomUUID();
    let patience;
    try {
      return await new Promise((resolve, reject) => {
        const giveUp = () => reject(new Error(`No reply to ${operation} has come.`));
        patience = setTimeout(giveUp, PATIENCE_MS);
        waiting.set(correlationId, {resolve, reject});
        send(operation, body, jwt, correlationId);
      });
    } finally {
      clearTimeout(patience);
      waiting.delete(correlationId);
    }
  }

  await channel.consume(queue, onReply, {noAck: true});
  channel.on('return', onReturn);
  return {request, unexpected, close: () => connection.close()};
}
