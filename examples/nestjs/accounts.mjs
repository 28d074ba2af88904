import 'reflect-metadata';
import {randomUUID} from 'node:crypto';
import {ClientProxyFactory, RmqRecordBuilder, Transport} from '@nestjs/microservices';
import {lastValueFrom, timeout} from 'rxjs';

const {WARREN_AMQP_URI = 'amqp://guest:guest@127.0.0.1:5672', WARREN_ADMIN_PASSWORD} = process.env;

/** NestJS would send {pattern, data, id}; Warren expects the fields of the operation themselves. */
const serializer = {serialize: ({data: record}) => ({...record.data, options: record.options})};

/** The reply to a refused request contains an error with code, message and fields. */
const deserializer = {
  deserialize: ({data, error}) => ({err: error, response: data, isDisposed: true}),
};

const clients = new Map();

/** A client sends to one queue, so each operation has a client of its own. */
function clientOf(operation) {
  if (!clients.has(operation)) {
    const options = {
      urls: [WARREN_AMQP_URI],
      queue: operation,
      noAssert: true, // the service declares its queues
      persistent: false,
      serializer,
      deserializer,
    };
    clients.set(operation, ClientProxyFactory.create({transport: Transport.RMQ, options}));
  }
  return clients.get(operation);
}

function call(operation, body, jwt) {
  const record = new RmqRecordBuilder(body)
    .setOptions({
      contentType: 'application/json',
      expiration: 5000, // the broker drops the request after this time (ms)
      messageId: randomUUID(), // idempotency key: a write sent again with it has one effect
      headers: jwt ? {jwt} : {},
    })
    .build();
  return lastValueFrom(clientOf(operation).send(operation, record).pipe(timeout(5000)));
}

const username = `nestjs-${randomUUID().slice(0, 8)}`;
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
for (const client of clients.values()) client.close();
