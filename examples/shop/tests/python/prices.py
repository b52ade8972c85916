"""The prices of the shop, slow over saffron."""

import concurrent.futures
import pathlib
import time

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "shop.proto")
CENTS = {"apple": 40, "bread": 350, "coffee": 899}


class Prices(services.PricesServicer):
    def Get(self, request, context):
        if request.article == "saffron":
            # If no deadline has arrived, this is None, and the comparison fails.
            assert context.time_remaining() < 1
            time.sleep(3)
        if request.article not in CENTS:
            context.abort(grpc.StatusCode.NOT_FOUND, f"{request.article} is not sold here")
        return messages.Price(cents=CENTS[request.article])


server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=4))
services.add_PricesServicer_to_server(Prices(), server)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(f"listening on 127.0.0.1:{port}", flush=True)
server.wait_for_termination()
