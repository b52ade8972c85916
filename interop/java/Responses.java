package interop;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The responses of a call, which a case takes one by one. */
final class Responses<Q, R> implements ClientResponseObserver<Q, R> {
  private static final int LIMIT_IN_SECONDS = 20;
  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
  private ClientCallStreamObserver<Q> requests;

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> requests) {
    this.requests = requests;
  }

  @Override
  public void onNext(R response) {
    events.add(response);
  }

  @Override
  public void onError(Throwable problem) {
    events.add(Status.fromThrowable(problem));
  }

  @Override
  public void onCompleted() {
    events.add(Status.OK);
  }

  /** Returns the requests of the call, which has begun. */
  ClientCallStreamObserver<Q> requests() {
    return requests;
  }

  /** Returns the next response. */
  @SuppressWarnings("unchecked")
  R next() throws InterruptedException {
    Object event = take();
    if (event instanceof Status status) {
      throw new AssertionError("expected a response, got " + status);
    }
    return (R) event;
  }

  /** Returns the status that ends the call. */
  Status end() throws InterruptedException {
    Object event = take();
    if (event instanceof Status status) {
      return status;
    }
    throw new AssertionError("expected the end of the call, got a response");
  }

  private Object take() throws InterruptedException {
    Object event = events.poll(LIMIT_IN_SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing after " + LIMIT_IN_SECONDS + " seconds");
    }
    return event;
  }
}
