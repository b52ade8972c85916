package interop;

import static interop.Expect.*;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.testing.integration.EmptyProtos.Empty;
import io.grpc.testing.integration.Messages.ResponseParameters;
import io.grpc.testing.integration.Messages.StreamingInputCallRequest;
import io.grpc.testing.integration.Messages.StreamingInputCallResponse;
import io.grpc.testing.integration.Messages.StreamingOutputCallRequest;
import io.grpc.testing.integration.Messages.StreamingOutputCallResponse;
import io.grpc.testing.integration.TestServiceGrpc;
import java.util.concurrent.TimeUnit;

/** The cases with streams alone. An exception or an error is a deviation from the description. */
final class Streams {
  private final TestServiceGrpc.TestServiceBlockingStub unary;
  private final TestServiceGrpc.TestServiceStub stub;

  Streams(Channel channel) {
    unary = TestServiceGrpc.newBlockingStub(channel);
    stub = TestServiceGrpc.newStub(channel);
  }

  void clientStreaming() throws Exception {
    var responses = new Responses<StreamingInputCallRequest, StreamingInputCallResponse>();
    var requests = stub.streamingInputCall(responses);
    for (int size : REQUESTS) {
      requests.onNext(input(size).build());
    }
    requests.onCompleted();
    equal("sum", responses.next().getAggregatedPayloadSize(), 74922);
    ended(responses, Status.OK);
  }

  void clientCompressedStreaming() throws Exception {
    var first = input(27182).setExpectCompressed(bool(true)).build();
    var probe = new Responses<StreamingInputCallRequest, StreamingInputCallResponse>();
    stub.streamingInputCall(probe).onNext(first);
    probe.requests().onCompleted();
    ended(probe, Status.INVALID_ARGUMENT);

    var responses = new Responses<StreamingInputCallRequest, StreamingInputCallResponse>();
    stub.withCompression("gzip").streamingInputCall(responses);
    responses.requests().setMessageCompression(true);
    responses.requests().onNext(first);
    responses.requests().setMessageCompression(false);
    responses.requests().onNext(input(45904).setExpectCompressed(bool(false)).build());
    responses.requests().onCompleted();
    equal("sum", responses.next().getAggregatedPayloadSize(), 73086);
    ended(responses, Status.OK);
  }

  void serverStreaming() throws Exception {
    var request = StreamingOutputCallRequest.newBuilder();
    for (int size : RESPONSES) {
      request.addResponseParameters(ResponseParameters.newBuilder().setSize(size));
    }
    var responses = output();
    stub.streamingOutputCall(request.build(), responses);
    for (int size : RESPONSES) {
      sized(responses.next(), size);
    }
    ended(responses, Status.OK);
  }

  void serverCompressedStreaming() throws Exception {
    int[] sizes = {31415, 92653};
    var request = StreamingOutputCallRequest.newBuilder();
    for (int index = 0; index < sizes.length; index++) {
      request.addResponseParameters(
          ResponseParameters.newBuilder().setSize(sizes[index]).setCompressed(bool(index == 0)));
    }
    Received received = new Received();
    var responses = output();
    stub.withInterceptors(received).streamingOutputCall(request.build(), responses);
    for (int index = 0; index < sizes.length; index++) {
      StreamingOutputCallResponse response = responses.next();
      sized(response, sizes[index]);
      equal("compressed", received.isCompressed(index, response), index == 0);
    }
    ended(responses, Status.OK);
  }

  void pingPong() throws Exception {
    var responses = output();
    var requests = stub.fullDuplexCall(responses);
    for (int index = 0; index < REQUESTS.length; index++) {
      requests.onNext(ping(REQUESTS[index], RESPONSES[index]));
      sized(responses.next(), RESPONSES[index]);
    }
    requests.onCompleted();
    ended(responses, Status.OK);
  }

  void emptyStream() throws Exception {
    var responses = output();
    stub.fullDuplexCall(responses).onCompleted();
    ended(responses, Status.OK);
  }

  void timeoutOnSleepingServer() throws Exception {
    // With a connection, the call reaches the server. The second deadline gives it more time there.
    connected();
    for (int deadline : new int[] {1, 100}) {
      var responses = output();
      stub.withDeadlineAfter(deadline, TimeUnit.MILLISECONDS)
          .fullDuplexCall(responses)
          .onNext(StreamingOutputCallRequest.newBuilder().setPayload(payload(27182)).build());
      ended(responses, Status.DEADLINE_EXCEEDED);
    }
  }

  void cancelAfterBegin() throws Exception {
    // With a connection, the call can reach the server before it is cancelled.
    connected();
    var responses = new Responses<StreamingInputCallRequest, StreamingInputCallResponse>();
    stub.streamingInputCall(responses);
    responses.requests().cancel("the case cancels", null);
    ended(responses, Status.CANCELLED);
    connected();
  }

  void cancelAfterFirstResponse() throws Exception {
    var responses = output();
    stub.fullDuplexCall(responses).onNext(ping(27182, 31415));
    sized(responses.next(), 31415);
    responses.requests().cancel("the case cancels", null);
    ended(responses, Status.CANCELLED);
    connected();
  }

  /** Makes a call over the connection, which the first call opens. */
  private void connected() {
    Empty empty = Empty.getDefaultInstance();
    equal("response", unary.withDeadlineAfter(20, TimeUnit.SECONDS).emptyCall(empty), empty);
  }

  static Responses<StreamingOutputCallRequest, StreamingOutputCallResponse> output() {
    return new Responses<>();
  }
}
