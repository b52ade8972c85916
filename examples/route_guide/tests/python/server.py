"""A RouteGuide in Python: server.py [--pause SECONDS_BETWEEN_FEATURES]."""

import argparse
import collections
import concurrent.futures
import threading
import time

import grpc

from geometry import PLACES, inside, messages, services, summary

parser = argparse.ArgumentParser()
parser.add_argument("--pause", type=float, default=0)
arguments = parser.parse_args()


class RouteGuide(services.RouteGuideServicer):
    def __init__(self):
        self.notes = collections.defaultdict(list)
        self.lock = threading.Lock()

    def GetFeature(self, request, context):
        return next(
            (place for place in PLACES if place.location == request),
            messages.Feature(location=request),
        )

    def ListFeatures(self, request, context):
        if not (request.HasField("lo") and request.HasField("hi")):
            context.abort(
                grpc.StatusCode.INVALID_ARGUMENT, "a rectangle has two corners, `lo` and `hi`"
            )
        context.add_callback(lambda: print("a list ended", flush=True))
        for place in inside(request):
            yield place
            time.sleep(arguments.pause)

    def RecordRoute(self, request_iterator, context):
        return summary(list(request_iterator))

    def RouteChat(self, request_iterator, context):
        # A caller may wait for the headers before it writes. Otherwise they would come with the
        # first reply.
        context.send_initial_metadata(())
        context.add_callback(lambda: print("a chat ended", flush=True))
        for note in request_iterator:
            with self.lock:
                here = self.notes[(note.location.latitude, note.location.longitude)]
                before = list(here)
                here.append(note)
            yield from before


server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=10))
services.add_RouteGuideServicer_to_server(RouteGuide(), server)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(f"listening on 127.0.0.1:{port}", flush=True)
server.wait_for_termination()
