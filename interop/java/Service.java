package interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.grpc.testing.integration.EmptyProtos.Empty;
import io.grpc.testing.integration.Messages.BoolValue;
import io.grpc.testing.integration.Messages.EchoStatus;
import io.grpc.testing.integration.Messages.Payload;
import io.grpc.testing.integration.Messages.ResponseParameters;
import io.grpc.testing.integration.Messages.SimpleRequest;
import io.grpc.testing.integration.Messages.SimpleResponse;
import io.grpc.testing.integration.Messages.StreamingInputCallRequest;
import io.grpc.testing.integration.Messages.StreamingInputCallResponse;
import io.grpc.testing.integration.Messages.StreamingOutputCallRequest;
import io.grpc.testing.integration.Messages.StreamingOutputCallResponse;
import io.grpc.testing.integration.TestServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The implementation of the interop service. */
final class Service extends TestServiceGrpc.TestServiceImplBase {
  @Override
  public void emptyCall(Empty request, StreamObserver<Empty> answer) {
    answer.onNext(request);
    answer.onCompleted();
  }

  @Override
  public void unaryCall(SimpleRequest request, StreamObserver<SimpleResponse> answer) {
    var responses = compressing(answer);
    try {
      if (request.hasExpectCompressed()) {
        expect(request.getExpectCompressed(), Received.ofCall(), 0, request);
      }
      refuse(request.getResponseStatus());
      responses.setMessageCompression(request.getResponseCompressed().getValue());
      responses.onNext(
          SimpleResponse.newBuilder().setPayload(payload(request.getResponseSize())).build());
      responses.onCompleted();
    } catch (RuntimeException refusal) {
      responses.onError(refusal);
    }
  }

  @Override
  public void cacheableUnaryCall(SimpleRequest request, StreamObserver<SimpleResponse> answer) {
    unaryCall(request, answer);
  }

  @Override
  public void streamingOutputCall(
      StreamingOutputCallRequest request, StreamObserver<StreamingOutputCallResponse> answer) {
    var responses = compressing(answer);
    try {
      refuse(request.getResponseStatus());
      respond(request.getResponseParametersList(), responses);
      responses.onCompleted();
    } catch (RuntimeException refusal) {
      responses.onError(refusal);
    }
  }

  @Override
  public StreamObserver<StreamingInputCallRequest> streamingInputCall(
      StreamObserver<StreamingInputCallResponse> response) {
    Received received = Received.ofCall();
    return new Requests<>(response) {
      private int sum;
      private int index;

      @Override
      void take(StreamingInputCallRequest request) {
        if (request.hasExpectCompressed()) {
          expect(request.getExpectCompressed(), received, index, request);
        }
        index++;
        sum += request.getPayload().getBody().size();
      }

      @Override
      void end() {
        response.onNext(
            StreamingInputCallResponse.newBuilder().setAggregatedPayloadSize(sum).build());
      }
    };
  }

  @Override
  public StreamObserver<StreamingOutputCallRequest> fullDuplexCall(
      StreamObserver<StreamingOutputCallResponse> answer) {
    var responses = compressing(answer);
    return new Requests<>(responses) {
      @Override
      void take(StreamingOutputCallRequest request) {
        refuse(request.getResponseStatus());
        respond(request.getResponseParametersList(), responses);
      }
    };
  }

  @Override
  public StreamObserver<StreamingOutputCallRequest> halfDuplexCall(
      StreamObserver<StreamingOutputCallResponse> answer) {
    var responses = compressing(answer);
    List<ResponseParameters> parameters = new ArrayList<>();
    return new Requests<>(responses) {
      @Override
      void take(StreamingOutputCallRequest request) {
        parameters.addAll(request.getResponseParametersList());
      }

      @Override
      void end() {
        respond(parameters, responses);
      }
    };
  }

  /** Offers gzip for the responses. Each response can be sent without. */
  private static <R> ServerCallStreamObserver<R> compressing(StreamObserver<R> answer) {
    var responses = (ServerCallStreamObserver<R>) answer;
    responses.setCompression("gzip");
    // With a handler, responses to a cancelled call are dropped. Without one, they throw.
    responses.setOnCancelHandler(() -> {});
    return responses;
  }

  private static void respond(
      List<ResponseParameters> parameters,
      ServerCallStreamObserver<StreamingOutputCallResponse> responses) {
    for (ResponseParameters one : parameters) {
      try {
        TimeUnit.MICROSECONDS.sleep(one.getIntervalUs());
      } catch (InterruptedException stopped) {
        throw Status.CANCELLED.withCause(stopped).asRuntimeException();
      }
      responses.setMessageCompression(one.getCompressed().getValue());
      responses.onNext(
          StreamingOutputCallResponse.newBuilder().setPayload(payload(one.getSize())).build());
    }
  }

  /** Refuses a message whose compression is not the one that the message announces. */
  private static void expect(
      BoolValue expected, Received received, int index, MessageLite request) {
    if (received.isCompressed(index, request) != expected.getValue()) {
      throw Status.INVALID_ARGUMENT
          .withDescription("message " + index + ": expected compressed to be " + expected)
          .asRuntimeException();
    }
  }

  private static void refuse(EchoStatus status) {
    if (status.getCode() != 0) {
      throw Status.fromCodeValue(status.getCode())
          .withDescription(status.getMessage())
          .asRuntimeException();
    }
  }

  private static Payload payload(int size) {
    return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[size])).build();
  }
}
