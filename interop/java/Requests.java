package interop;

import io.grpc.stub.StreamObserver;

/** The requests of a call. An exception ends the call, and drops the requests after it. */
abstract class Requests<Q> implements StreamObserver<Q> {
  private final StreamObserver<?> responses;
  private boolean refused;

  Requests(StreamObserver<?> responses) {
    this.responses = responses;
  }

  abstract void take(Q request);

  void end() {}

  @Override
  public void onNext(Q request) {
    if (refused) {
      return;
    }
    try {
      take(request);
    } catch (RuntimeException refusal) {
      refused = true;
      responses.onError(refusal);
    }
  }

  @Override
  public void onCompleted() {
    if (!refused) {
      end();
      responses.onCompleted();
    }
  }

  @Override
  public void onError(Throwable cancelled) {}
}
