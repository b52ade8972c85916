package interop;

import static interop.Expect.*;

import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.grpc.testing.integration.EmptyProtos.Empty;
import io.grpc.testing.integration.Messages.SimpleRequest;
import io.grpc.testing.integration.Messages.SimpleResponse;
import io.grpc.testing.integration.Messages.StreamingOutputCallRequest;
import io.grpc.testing.integration.TestServiceGrpc;
import io.grpc.testing.integration.UnimplementedServiceGrpc;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The list of all cases, and the cases with unary calls. An exception or an error is a deviation
 * from the description.
 */
final class Cases {
  private static final Empty EMPTY = Empty.getDefaultInstance();

  private final Channel channel;
  private final Streams streams;
  private final TestServiceGrpc.TestServiceBlockingStub unary;
  private final TestServiceGrpc.TestServiceStub stub;

  Cases(Channel channel) {
    this.channel = channel;
    streams = new Streams(channel);
    unary = TestServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    stub = TestServiceGrpc.newStub(channel);
  }

  void run(String name) throws Exception {
    switch (name) {
      case "empty_unary" -> equal("response", unary.emptyCall(EMPTY), EMPTY);
      case "large_unary" -> large(unary.unaryCall(largeRequest().build()));
      case "client_compressed_unary" -> clientCompressedUnary();
      case "server_compressed_unary" -> serverCompressedUnary();
      case "client_streaming" -> streams.clientStreaming();
      case "client_compressed_streaming" -> streams.clientCompressedStreaming();
      case "server_streaming" -> streams.serverStreaming();
      case "server_compressed_streaming" -> streams.serverCompressedStreaming();
      case "ping_pong" -> streams.pingPong();
      case "empty_stream" -> streams.emptyStream();
      case "timeout_on_sleeping_server" -> streams.timeoutOnSleepingServer();
      case "cancel_after_begin" -> streams.cancelAfterBegin();
      case "cancel_after_first_response" -> streams.cancelAfterFirstResponse();
      case "status_code_and_message" -> statusCodeAndMessage();
      case "special_status_message" -> unaryStatus(SPECIAL);
      case "custom_metadata" -> customMetadata();
      case "unimplemented_method" ->
          refused(() -> unary.unimplementedCall(EMPTY), Status.UNIMPLEMENTED);
      case "unimplemented_service" -> {
        var other = UnimplementedServiceGrpc.newBlockingStub(channel);
        refused(() -> other.unimplementedCall(EMPTY), Status.UNIMPLEMENTED);
      }
      default -> throw new IllegalArgumentException("there is no case " + name);
    }
  }

  private void clientCompressedUnary() {
    SimpleRequest compressed = largeRequest().setExpectCompressed(bool(true)).build();
    // A server that accepts this request does not check the compression at all.
    refused(() -> unary.unaryCall(compressed), Status.INVALID_ARGUMENT);
    large(unary.withCompression("gzip").unaryCall(compressed));
    large(unary.unaryCall(largeRequest().setExpectCompressed(bool(false)).build()));
  }

  private void serverCompressedUnary() {
    for (boolean wanted : new boolean[] {true, false}) {
      Received received = new Received();
      SimpleRequest request = largeRequest().setResponseCompressed(bool(wanted)).build();
      SimpleResponse response = unary.withInterceptors(received).unaryCall(request);
      large(response);
      equal("compressed", received.isCompressed(0, response), wanted);
    }
  }

  private void unaryStatus(String message) {
    SimpleRequest request = SimpleRequest.newBuilder().setResponseStatus(echo(message)).build();
    Status status = refused(() -> unary.unaryCall(request), Status.UNKNOWN);
    equal("message", status.getDescription(), message);
  }

  private void statusCodeAndMessage() throws Exception {
    String message = "test status message";
    unaryStatus(message);
    var responses = Streams.output();
    stub.fullDuplexCall(responses)
        .onNext(StreamingOutputCallRequest.newBuilder().setResponseStatus(echo(message)).build());
    responses.requests().onCompleted();
    equal("message", ended(responses, Status.UNKNOWN).getDescription(), message);
  }

  private void customMetadata() throws Exception {
    Metadata sent = new Metadata();
    sent.put(Server.INITIAL, "test_initial_metadata_value");
    sent.put(Server.TRAILING, new byte[] {(byte) 0xab, (byte) 0xab, (byte) 0xab});
    var headers = new AtomicReference<Metadata>();
    var trailers = new AtomicReference<Metadata>();
    ClientInterceptor attach = MetadataUtils.newAttachHeadersInterceptor(sent);
    ClientInterceptor capture = MetadataUtils.newCaptureMetadataInterceptor(headers, trailers);

    large(unary.withInterceptors(attach, capture).unaryCall(largeRequest().build()));
    echoed(sent, headers.getAndSet(null), trailers.getAndSet(null));

    var responses = Streams.output();
    stub.withInterceptors(attach, capture)
        .fullDuplexCall(responses)
        .onNext(ping(LARGE_REQUEST, LARGE_RESPONSE));
    responses.requests().onCompleted();
    sized(responses.next(), LARGE_RESPONSE);
    ended(responses, Status.OK);
    echoed(sent, headers.get(), trailers.get());
  }
}
