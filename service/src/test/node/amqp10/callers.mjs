// Sends requests over AMQP 1.0 and prints the reply to each as a line of JSON.
// usage: node callers.mjs PORT VHOST REPLY_QUEUE TOKEN
import rhea from 'rhea'

const [port, vhost, queue, token] = process.argv.slice(2)
const { types, message } = rhea
const json = JSON.stringify({})
const created = JSON.stringify({ username: 'rhea', password: 'correct horse battery' })
const status = 'RequestServiceStatus'

// name, queue of the request, and its message
const requests = [
  ['text', status, { body: json, correlation_id: 'a text' }],
  ['long text', status, { body: json + ' '.repeat(300), correlation_id: 'b' }],
  ['bytes', status, { body: message.data_section(Buffer.from(json)), correlation_id: 'c' }],
  ['map', status, { body: { a: 1 }, correlation_id: 'd' }],
  ['list', status, { body: message.sequence_section([json]), correlation_id: 'e' }],
  ['uuid', status, { body: json, correlation_id: types.wrap_uuid(Buffer.alloc(16, 0xab)) }],
  ['number', status, { body: json, correlation_id: types.wrap_ulong(77) }],
  ['binary', status, { body: json, correlation_id: types.wrap_binary(Buffer.from([0, 1, 255])) }],
  ['long id', status, { body: json, correlation_id: 'i'.repeat(300) }],
  ['token', 'RequestAllGroups', { body: json, application_properties: { jwt: token } }],
  ['no token', 'RequestAllGroups', { body: json }],
  ['created', 'RequestAccountCreate', { body: created, message_id: types.wrap_binary(Buffer.from([1, 255])) }],
  ['repeated', 'RequestAccountCreate', { body: created, message_id: types.wrap_binary(Buffer.from([1, 255])) }],
  ['long message id', status, { body: json, message_id: 'm'.repeat(300) }]
]

const container = rhea.create_container()
const connection = container.connect({
  host: '127.0.0.1', port, hostname: `vhost:${vhost}`, username: 'guest', password: 'guest', reconnect: false
})
const reply_to = '/queues/' + encodeURIComponent(queue)
const replies = connection.open_receiver(reply_to)
const senders = {}
let next = 0

function send () {
  const [, to, request] = requests[next]
  senders[to] ??= connection.open_sender('/queues/' + to)
  const sender = senders[to]
  const put = () => sender.send({ reply_to, content_type: 'application/json', ...request })
  sender.sendable() ? put() : sender.once('sendable', put)
}

// binary values in hexadecimal
function shown (id) {
  return Buffer.isBuffer(id) ? id.toString('hex') : id
}

replies.once('receiver_open', send)
replies.on('message', ({ message: reply }) => {
  console.log(JSON.stringify({
    name: requests[next][0],
    status: reply.application_properties.status_code,
    id: shown(reply.correlation_id),
    annotated: shown(reply.message_annotations['x-correlation-id']),
    body: JSON.parse(reply.body.content.toString())
  }))
  next++
  next < requests.length ? send() : connection.close()
})
