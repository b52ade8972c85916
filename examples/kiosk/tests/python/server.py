"""A kiosk in Python: server.py. It prints how each call of Watch and Haggle ends."""

import concurrent.futures
import pathlib

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "kiosk.proto")
PRICES = {"Times": 120, "Post": 90}


def price(order, context):
    if order.paper not in PRICES:
        context.abort(grpc.StatusCode.NOT_FOUND, f"no {order.paper}")
    return PRICES[order.paper] * order.count


class Kiosk(services.KioskServicer):
    def Price(self, order, context):
        context.send_initial_metadata([("kiosk", "python")])
        return messages.Money(cents=price(order, context))

    def Buy(self, orders, context):
        receipt = messages.Receipt()
        for order in orders:
            receipt.cents += price(order, context)
            receipt.papers += order.count
        return receipt

    def Watch(self, order, context):
        context.add_callback(lambda: print(f"watch of {order.count} is over", flush=True))
        count = 0
        while context.is_active() and (order.count == 0 or count < order.count):
            count += 1
            yield messages.Money(cents=PRICES[order.paper] * count)

    def Haggle(self, offers, context):
        asked = 100
        try:
            for offer in offers:
                asked = max(offer.cents, asked - 20)
                yield messages.Money(cents=asked)
            print("haggle: the requests have ended", flush=True)
        except grpc.RpcError as error:
            print("haggle: cancelled", flush=True)
            raise error


server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=10))
services.add_KioskServicer_to_server(Kiosk(), server)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(f"listening on 127.0.0.1:{port}", flush=True)
server.wait_for_termination()
