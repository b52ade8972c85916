package interop;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.testing.integration.Messages.BoolValue;
import io.grpc.testing.integration.Messages.EchoStatus;
import io.grpc.testing.integration.Messages.Payload;
import io.grpc.testing.integration.Messages.ResponseParameters;
import io.grpc.testing.integration.Messages.SimpleRequest;
import io.grpc.testing.integration.Messages.SimpleResponse;
import io.grpc.testing.integration.Messages.StreamingInputCallRequest;
import io.grpc.testing.integration.Messages.StreamingOutputCallRequest;
import io.grpc.testing.integration.Messages.StreamingOutputCallResponse;
import java.util.Arrays;
import java.util.Objects;

/** The messages that the cases send, and the checks of what comes back. */
final class Expect {
  static final int LARGE_REQUEST = 271828;
  static final int LARGE_RESPONSE = 314159;
  static final int[] REQUESTS = {27182, 8, 1828, 45904};
  static final int[] RESPONSES = {31415, 9, 2653, 58979};
  static final String SPECIAL =
      "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \ud83d\ude08\t\n";

  private Expect() {}

  static void echoed(Metadata sent, Metadata headers, Metadata trailers) {
    equal("initial metadata", headers.get(Server.INITIAL), sent.get(Server.INITIAL));
    byte[] trailing = trailers.get(Server.TRAILING);
    if (!Arrays.equals(trailing, sent.get(Server.TRAILING))) {
      throw new AssertionError("trailing metadata: is " + Arrays.toString(trailing));
    }
  }

  static BoolValue bool(boolean value) {
    return BoolValue.newBuilder().setValue(value).build();
  }

  static EchoStatus echo(String message) {
    int code = Status.UNKNOWN.getCode().value();
    return EchoStatus.newBuilder().setCode(code).setMessage(message).build();
  }

  static Payload payload(int size) {
    return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[size])).build();
  }

  static SimpleRequest.Builder largeRequest() {
    return SimpleRequest.newBuilder()
        .setResponseSize(LARGE_RESPONSE)
        .setPayload(payload(LARGE_REQUEST));
  }

  static StreamingInputCallRequest.Builder input(int size) {
    return StreamingInputCallRequest.newBuilder().setPayload(payload(size));
  }

  static StreamingOutputCallRequest ping(int size, int response) {
    return StreamingOutputCallRequest.newBuilder()
        .addResponseParameters(ResponseParameters.newBuilder().setSize(response))
        .setPayload(payload(size))
        .build();
  }

  static void large(SimpleResponse response) {
    equal("size of the payload", response.getPayload().getBody().size(), LARGE_RESPONSE);
    equal("payload is zeros", response.getPayload().equals(payload(LARGE_RESPONSE)), true);
  }

  static void sized(StreamingOutputCallResponse response, int size) {
    equal("size of the payload", response.getPayload().getBody().size(), size);
  }

  static Status ended(Responses<?, ?> responses, Status expected) throws InterruptedException {
    Status status = responses.end();
    equal("status " + status, status.getCode(), expected.getCode());
    return status;
  }

  static Status refused(Runnable call, Status expected) {
    try {
      call.run();
    } catch (StatusRuntimeException refusal) {
      Status status = refusal.getStatus();
      equal("status " + status, status.getCode(), expected.getCode());
      return status;
    }
    throw new AssertionError("expected " + expected + ", got a response");
  }

  static void equal(String what, Object is, Object expected) {
    if (!Objects.equals(is, expected)) {
      throw new AssertionError(what + ": is " + is + ", expected " + expected);
    }
  }
}
