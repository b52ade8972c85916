// The interop server over grpc-js.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { grpc, testing, certificate, flags, INITIAL, TRAILING } = require('./interop.js');

function echo(call) {
  const head = new grpc.Metadata();
  const tail = new grpc.Metadata();
  for (const value of call.metadata.get(INITIAL)) head.add(INITIAL, value);
  for (const value of call.metadata.get(TRAILING)) tail.add(TRAILING, value);
  call.sendMetadata(head);
  return tail;
}

function refusal(request, tail) {
  const asked = request.response_status;
  return asked && asked.code ? { code: asked.code, details: asked.message, metadata: tail } : null;
}

const payload = (size) => ({ body: Buffer.alloc(size) });

function unary(call, answer) {
  const tail = echo(call);
  const error = refusal(call.request, tail);
  if (error) answer(error);
  else answer(null, { payload: payload(call.request.response_size) }, tail);
}

async function respond(call, parameters) {
  for (const { size, interval_us } of parameters) {
    if (interval_us) await sleep(interval_us / 1000);
    call.write({ payload: payload(size) });
  }
}

const service = {
  EmptyCall: (call, answer) => answer(null, {}, echo(call)),
  UnaryCall: unary,
  CacheableUnaryCall: unary,
  async StreamingOutputCall(call) {
    const tail = echo(call);
    const error = refusal(call.request, tail);
    if (error) return call.emit('error', error);
    await respond(call, call.request.response_parameters);
    call.end(tail);
  },
  StreamingInputCall(call, answer) {
    const tail = echo(call);
    let sum = 0;
    call.on('data', ({ payload }) => (sum += payload ? payload.body.length : 0));
    call.on('end', () => answer(null, { aggregated_payload_size: sum }, tail));
  },
  FullDuplexCall(call) {
    const tail = echo(call);
    let last = Promise.resolve();
    call.on('data', (request) => {
      const error = refusal(request, tail);
      if (error) call.emit('error', error);
      else last = last.then(() => respond(call, request.response_parameters));
    });
    call.on('end', () => last.then(() => call.end(tail)));
  },
  HalfDuplexCall(call) {
    const tail = echo(call);
    const parameters = [];
    call.on('data', (request) => parameters.push(...request.response_parameters));
    call.on('end', () => respond(call, parameters).then(() => call.end(tail)));
  },
};

const { port, use_tls } = flags();
const server = new grpc.Server();
server.addService(testing.TestService.service, service);
const credentials =
  use_tls === 'true'
    ? grpc.ServerCredentials.createSsl(null, [
        { private_key: certificate('server1.key'), cert_chain: certificate('server1.pem') },
      ])
    : grpc.ServerCredentials.createInsecure();
server.bindAsync(`127.0.0.1:${port}`, credentials, (error) => {
  if (error) throw error;
});
