package interop;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import java.util.Set;

/** The interop server over grpc-java. */
final class Server {
  static final Metadata.Key<String> INITIAL =
      Metadata.Key.of("x-grpc-test-echo-initial", Metadata.ASCII_STRING_MARSHALLER);
  static final Metadata.Key<byte[]> TRAILING =
      Metadata.Key.of("x-grpc-test-echo-trailing-bin", Metadata.BINARY_BYTE_MARSHALLER);

  public static void main(String[] words) throws Exception {
    Flags flags = new Flags(words);
    ServerCredentials credentials =
        flags.isTrue("use_tls")
            ? TlsServerCredentials.create(
                Flags.certificate("server1.pem"), Flags.certificate("server1.key"))
            : InsecureServerCredentials.create();
    Grpc.newServerBuilderForPort(Integer.parseInt(flags.get("port")), credentials)
        .addService(new Service())
        .intercept(new Echo())
        .addStreamTracerFactory(Received.onServer())
        .build()
        .start()
        .awaitTermination();
  }

  /** Returns the metadata of a request in the headers and in the trailers. */
  private static final class Echo implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata requested, ServerCallHandler<Q, R> next) {
      return next.startCall(
          new SimpleForwardingServerCall<Q, R>(call) {
            @Override
            public void sendHeaders(Metadata headers) {
              headers.merge(requested, Set.of(INITIAL));
              super.sendHeaders(headers);
            }

            @Override
            public void close(Status status, Metadata trailers) {
              trailers.merge(requested, Set.of(TRAILING));
              super.close(status, trailers);
            }
          },
          requested);
    }
  }
}
