package interop;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;

/** The interop client over grpc-java. */
final class Client {
  public static void main(String[] words) throws Exception {
    Flags flags = new Flags(words);
    boolean secure = flags.isTrue("use_tls");
    ChannelCredentials credentials =
        secure
            ? TlsChannelCredentials.newBuilder()
                .trustManager(Flags.certificate("ca.pem"))
                .build()
            : InsecureChannelCredentials.create();
    int port = Integer.parseInt(flags.get("server_port"));
    var builder = Grpc.newChannelBuilderForAddress(flags.get("server_host"), port, credentials);
    if (secure) {
      builder.overrideAuthority(flags.get("server_host_override"));
    }
    ManagedChannel channel = builder.build();
    int status = 0;
    try {
      new Cases(channel).run(flags.get("test_case"));
    } catch (Throwable problem) {
      problem.printStackTrace();
      System.err.println(flags.get("test_case") + ": " + problem.getMessage());
      status = 1;
    }
    channel.shutdownNow();
    // Threads of the channel would keep the process for another second.
    System.exit(status);
  }
}
