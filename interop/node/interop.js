// The parts that client and server share: the official protos, the flags, and the sizes that the
// cases name.
'use strict';

const path = require('node:path');
const fs = require('node:fs');

const peers = path.join(__dirname, '../../target/peers/interop');
const modules = path.join(peers, 'node/node_modules');
const grpc = require(path.join(modules, '@grpc/grpc-js'));
const loader = require(path.join(modules, '@grpc/proto-loader'));

const include = path.join(peers, 'protos/include');
const definition = loader.loadSync('grpc/testing/test.proto', {
  includeDirs: [include],
  keepCase: true,
  defaults: true,
});

exports.grpc = grpc;
exports.testing = grpc.loadPackageDefinition(definition).grpc.testing;
exports.certificate = (name) => fs.readFileSync(path.join(peers, 'protos/certificates', name));

exports.flags = () => {
  const flags = { server_host: 'localhost' };
  const words = process.argv.slice(2).flatMap((word) => word.split(/=(.*)/s, 2));
  for (let at = 0; at + 1 < words.length; at += 2) {
    flags[words[at].replace(/^--/, '')] = words[at + 1];
  }
  return flags;
};

exports.INITIAL = 'x-grpc-test-echo-initial';
exports.TRAILING = 'x-grpc-test-echo-trailing-bin';
