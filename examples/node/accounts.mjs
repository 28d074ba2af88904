import {randomUUID} from 'node:crypto';
import amqplib from 'amqplib';

const {WARREN_AMQP_URI = 'amqp://guest:guest@127.0.0.1:5672', WARREN_ADMIN_PASSWORD} = process.env;

/** Warren refused the request: `code` is for programs, `message` for people. */
class Refused extends Error {
  constructor({code, message, fields}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

const connection = await amqplib.connect(WARREN_AMQP_URI);
const channel = await connection.createChannel();
const {queue: replyTo} = await channel.assertQueue('', {exclusive: true});
const pending = new Map();

await channel.consume(replyTo, settle, {noAck: true});

function settle({properties, content}) {
  const call = pending.get(properties.correlationId);
  pending.delete(properties.correlationId);
  const {data, error} = JSON.parse(content.toString());
  if (properties.headers.status_code === 200) {
    call?.resolve(data);
  } else {
    call?.reject(new Refused(error));
  }
}

function call(operation, body, jwt) {
  return new Promise((resolve, reject) => {
    const correlationId = randomUUID();
    const fail = () => {
      pending.delete(correlationId);
      reject(new Error(`${operation}: no reply in 5 s.`));
    };
    const timer = setTimeout(fail, 5000);
    pending.set(correlationId, {
      resolve: (data) => (clearTimeout(timer), resolve(data)),
      reject: (error) => (clearTimeout(timer), reject(error)),
    });
    channel.sendToQueue(operation, Buffer.from(JSON.stringify(body)), {
      contentType: 'application/json',
      correlationId,
      replyTo,
      expiration: 5000, // the broker drops the request after this time (ms)
      messageId: randomUUID(), // idempotency key: a write sent again with it has one effect
      headers: jwt ? {jwt} : {},
    });
  });
}

const username = `node-${randomUUID().slice(0, 8)}`;
const password = 'correct horse battery';

const admin = await call('RequestLoginToken', {username: 'admin', password: WARREN_ADMIN_PASSWORD});
console.log('logged in as admin');

const {'user-id': user_id} = await call('RequestAccountCreate', {username, password});
console.log(`created ${username}`);

const account = await call('RequestAccountData', {user_id}, admin);
console.log(`${account.username} is a ${account.role}`);

await call('RequestBanUser', {user_id, permanent: false, duration_ms: 3_600_000}, admin);
console.log(`banned ${username}`);

try {
  await call('RequestLoginToken', {username, password});
} catch (refused) {
  if (refused.code !== 'banned') throw refused;
  console.log(`refused: ${refused.message}`);
}
await connection.close();
