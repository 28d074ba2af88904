import {randomUUID} from 'node:crypto';
import amqplib from 'amqplib';

const TIMEOUT_MS = 10_000;

/**
 * Connects to the broker; the returned object sends requests and waits for their replies. With an
 * exchange it works as older callers do: it publishes there, sets no replyTo, and binds its queue to
 * the names of the replies.
 */
export async function connect(url, exchange, replyNames) {
  const connection = await amqplib.connect(url, {timeout: TIMEOUT_MS});
  const channel = await connection.createChannel();
  const {queue} = await channel.assertQueue('', {exclusive: true});
  if (exchange) {
    await Promise.all(replyNames.map((name) => channel.bindQueue(queue, exchange, name)));
  }
  const pending = new Map();
  const unexpected = [];

  function onReply({properties, content}) {
    const reply = {properties, body: JSON.parse(content.toString('utf8'))};
    const request = pending.get(properties.correlationId);
    if (request === undefined) {
      unexpected.push(reply);
    } else {
      request.resolve(reply);
    }
  }

  function onReturn({fields, properties}) {
    const {reject} = pending.get(properties.correlationId);
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

  /** Sends a request and returns the reply: its properties and its parsed body. */
  async function request(operation, body, jwt) {
    const correlationId = randomUUID();
    let timer;
    try {
      return await new Promise((resolve, reject) => {
        const giveUp = () => reject(new Error(`No reply to ${operation} arrived in time.`));
        timer = setTimeout(giveUp, TIMEOUT_MS);
        pending.set(correlationId, {resolve, reject});
        send(operation, body, jwt, correlationId);
      });
    } finally {
      clearTimeout(timer);
      pending.delete(correlationId);
    }
  }

  await channel.consume(queue, onReply, {noAck: true});
  channel.on('return', onReturn);
  return {request, unexpected, close: () => connection.close()};
}
