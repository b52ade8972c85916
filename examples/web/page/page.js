// Calls the Greeter over gRPC-Web. The bundler embeds the .proto file as text, and the messages are
// made from it. A larger page would use protoc-gen-grpc-web.
import { GrpcWebClientBase, MethodDescriptor, MethodType } from 'grpc-web';
import { parse } from 'protobufjs';
import proto from './greeter.proto';

const { root } = parse(proto);
const HelloRequest = root.lookupType('example.HelloRequest');
const HelloReply = root.lookupType('example.HelloReply');

const sayHello = new MethodDescriptor(
  '/example.Greeter/SayHello',
  MethodType.UNARY,
  HelloRequest.ctor,
  HelloReply.ctor,
  (request) => HelloRequest.encode(request).finish(),
  (bytes) => HelloReply.decode(bytes),
);

const client = new GrpcWebClientBase({ format: 'binary' });
const reply = document.getElementById('reply');

document.getElementById('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const request = HelloRequest.create({ name: document.getElementById('name').value });
  const deadline = String(Date.now() + 5000);
  client.rpcCall(
    '/example.Greeter/SayHello',
    request,
    { deadline },
    sayHello,
    (error, response) => {
      reply.value = error ? `${error.code}: ${error.message}` : response.message;
    },
  );
});
reply.value = 'ready';
