// The interop client over grpc-js. grpc-js compresses whole calls only, so the cases that compress
// single messages are left out.
'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const { grpc, testing, certificate, flags, INITIAL, TRAILING } = require('./interop.js');

const REQUESTS = [27182, 8, 1828, 45904];
const RESPONSES = [31415, 9, 2653, 58979];
const LARGE = { response_size: 314159, payload: { body: Buffer.alloc(271828) } };
const ping = (size, response) => ({
  response_parameters: [{ size: response }],
  payload: { body: Buffer.alloc(size) },
});

// Returns a promise of the outcome of a unary or client streaming call.
function outcome(start) {
  return new Promise((resolve) => {
    const seen = {};
    seen.call = start((error, response) => {
      // The status, with the trailers in it, arrives after the response.
      seen.status.then(() => resolve(Object.assign(seen, { error, response })));
    });
    seen.call.on('metadata', (metadata) => (seen.head = metadata));
    seen.status = once(seen.call, 'status').then(([status]) => (seen.tail = status.metadata));
  });
}

// Returns a function that reads the streamed responses of a call one by one.
function responses(call) {
  const queue = [];
  let wake = () => {};
  const put = (item) => {
    queue.push(item);
    wake();
  };
  call.on('data', (response) => put({ response }));
  call.on('error', (error) => put({ error }));
  call.on('end', () => put({ end: true }));
  return async () => {
    while (queue.length === 0) await new Promise((resolve) => (wake = resolve));
    return queue.shift();
  };
}

async function expectSizes(next, sizes) {
  for (const size of sizes) assert.equal((await next()).response.payload.body.length, size);
}

async function ended(next) {
  assert.deepEqual(await next(), { end: true });
}

function refused({ error }, code, details) {
  assert.equal(error?.code, code, String(error));
  if (details !== undefined) assert.equal(error.details, details);
}

function echoedStatus(details) {
  const response_status = { code: grpc.status.UNKNOWN, message: details };
  return async (stub) => {
    refused(
      await outcome((done) => stub.UnaryCall({ response_status }, done)),
      grpc.status.UNKNOWN,
      details,
    );
    const call = stub.FullDuplexCall();
    const next = responses(call);
    call.write({ response_status });
    call.end();
    refused(await next(), grpc.status.UNKNOWN, details);
  };
}

const cases = {
  async empty_unary(stub) {
    const { error, response } = await outcome((done) => stub.EmptyCall({}, done));
    assert.equal(error, null);
    assert.deepEqual(response, {});
  },
  async large_unary(stub) {
    const { error, response } = await outcome((done) => stub.UnaryCall(LARGE, done));
    assert.equal(error, null);
    assert.equal(response.payload.body.length, LARGE.response_size);
  },
  async client_streaming(stub) {
    const { error, response } = await outcome((done) => {
      const call = stub.StreamingInputCall(done);
      for (const size of REQUESTS) call.write({ payload: { body: Buffer.alloc(size) } });
      call.end();
      return call;
    });
    assert.equal(error, null);
    assert.equal(response.aggregated_payload_size, 74922);
  },
  async server_streaming(stub) {
    const next = responses(
      stub.StreamingOutputCall({ response_parameters: RESPONSES.map((size) => ({ size })) }),
    );
    await expectSizes(next, RESPONSES);
    await ended(next);
  },
  async ping_pong(stub) {
    const call = stub.FullDuplexCall();
    const next = responses(call);
    for (const [at, size] of REQUESTS.entries()) {
      call.write(ping(size, RESPONSES[at]));
      await expectSizes(next, [RESPONSES[at]]);
    }
    call.end();
    await ended(next);
  },
  async empty_stream(stub) {
    const call = stub.FullDuplexCall();
    const next = responses(call);
    call.end();
    await ended(next);
  },
  async timeout_on_sleeping_server(stub) {
    const call = stub.FullDuplexCall({ deadline: Date.now() + 1 });
    const next = responses(call);
    call.write({ payload: { body: Buffer.alloc(27182) } });
    refused(await next(), grpc.status.DEADLINE_EXCEEDED);
  },
  async cancel_after_begin(stub) {
    refused(
      await outcome((done) => {
        const call = stub.StreamingInputCall(done);
        setImmediate(() => call.cancel());
        return call;
      }),
      grpc.status.CANCELLED,
    );
  },
  async cancel_after_first_response(stub) {
    const call = stub.FullDuplexCall();
    const next = responses(call);
    call.write(ping(27182, 31415));
    await expectSizes(next, [31415]);
    call.cancel();
    refused(await next(), grpc.status.CANCELLED);
  },
  status_code_and_message: echoedStatus('test status message'),
  special_status_message: echoedStatus(
    '\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \u{1f608}\t\n',
  ),
  async custom_metadata(stub) {
    const metadata = new grpc.Metadata();
    metadata.set(INITIAL, 'test_initial_metadata_value');
    metadata.set(TRAILING, Buffer.from([0xab, 0xab, 0xab]));
    const check = ({ head, tail }) => {
      assert.deepEqual(head.get(INITIAL), ['test_initial_metadata_value']);
      assert.deepEqual(tail.get(TRAILING), [Buffer.from([0xab, 0xab, 0xab])]);
    };
    const unary = await outcome((done) => stub.UnaryCall(LARGE, metadata, done));
    assert.equal(unary.error, null);
    check(unary);
    const call = stub.FullDuplexCall(metadata);
    const seen = {};
    call.on('metadata', (metadata) => (seen.head = metadata));
    const status = once(call, 'status');
    const next = responses(call);
    call.write(ping(271828, 314159));
    call.end();
    await expectSizes(next, [314159]);
    await ended(next);
    seen.tail = (await status)[0].metadata;
    check(seen);
  },
  async unimplemented_method(stub) {
    refused(await outcome((done) => stub.UnimplementedCall({}, done)), grpc.status.UNIMPLEMENTED);
  },
  async unimplemented_service(_, unimplemented) {
    refused(
      await outcome((done) => unimplemented.UnimplementedCall({}, done)),
      grpc.status.UNIMPLEMENTED,
    );
  },
};

const { server_host, server_port, test_case, use_tls, server_host_override } = flags();
const credentials =
  use_tls === 'true'
    ? grpc.credentials.createSsl(certificate('ca.pem'))
    : grpc.credentials.createInsecure();
const options =
  use_tls === 'true'
    ? { 'grpc.ssl_target_name_override': server_host_override ?? 'foo.test.google.fr' }
    : {};
const address = `${server_host}:${server_port}`;
const stub = new testing.TestService(address, credentials, options);
const unimplemented = new testing.UnimplementedService(address, credentials, options);

const run = cases[test_case];
if (!run) {
  console.error(`there is no case ${test_case}`);
  process.exit(1);
}
const slow = setTimeout(() => {
  console.error(`${test_case}: no end after 20 seconds`);
  process.exit(1);
}, 20000);
run(stub, unimplemented).then(
  () => {
    clearTimeout(slow);
    stub.close();
    unimplemented.close();
  },
  (error) => {
    console.error(`${test_case}: ${error.stack}`);
    process.exit(1);
  },
);
