package interop;

import com.google.protobuf.MessageLite;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerStreamTracer;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes that the received messages of a call have on the wire. grpc-java shows neither client
 * nor server which messages are compressed. A message whose size on the wire is not its own size is
 * compressed.
 */
final class Received implements ClientInterceptor {
  private static final Context.Key<Received> OF_CALL = Context.key("received");
  private final List<Long> sizes = new ArrayList<>();

  /** Returns the sizes of the call that the current thread serves. */
  static Received ofCall() {
    return OF_CALL.get();
  }

  /** Records the sizes for each call of a server. */
  static ServerStreamTracer.Factory onServer() {
    return new ServerStreamTracer.Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        Received received = new Received();
        return new ServerStreamTracer() {
          @Override
          public Context filterContext(Context context) {
            return context.withValue(OF_CALL, received);
          }

          @Override
          public void inboundMessageRead(int index, long wireSize, long size) {
            received.add(wireSize);
          }
        };
      }
    };
  }

  /** Records the sizes for a call of a client. */
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    ClientStreamTracer.Factory tracers =
        new ClientStreamTracer.Factory() {
          @Override
          public ClientStreamTracer newClientStreamTracer(
              ClientStreamTracer.StreamInfo info, Metadata headers) {
            return new ClientStreamTracer() {
              @Override
              public void inboundMessageRead(int index, long wireSize, long size) {
                add(wireSize);
              }
            };
          }
        };
    return next.newCall(method, options.withStreamTracerFactory(tracers));
  }

  private synchronized void add(long size) {
    sizes.add(size);
  }

  /** Whether the message at this position of the call was compressed. */
  synchronized boolean isCompressed(int index, MessageLite message) {
    return sizes.get(index) != message.getSerializedSize();
  }
}
