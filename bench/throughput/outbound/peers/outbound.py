"""The distributor's outbound flow in SimPy, in the way SimPy is meant to be used: processes, resources, time-outs.

There is no orchestration core, no message, no ledger, no stock and no record of anything: an order is a generator, and what
partners say to each other is time that passes. What is timed is the run alone.

1. An order goes the distributor's way: rating, reservation, wave, pick, pack, cut-off, tender, booking, truck, transit with
   milestones, proof of delivery, customer's bill; its load ends with the freight bill being paid 30 days later.
2. The flow alone needs fewer events than Dray's kernel. The rest are latencies of messages, spread evenly over the places
   at which a message would pass: so many that an order comes to EVENTS of SimPy's events.
3. Events are counted in a run of their own, the same one (same seed), so that counting costs nothing in the timed one.

Usage: outbound.py ORDERS EVENTS -> JSON: cpuMs, eventsPerOrder, ownEventsPerOrder, loadsPerOrder, simpy
"""

import itertools
import json
import random
import sys
import time

import simpy

DAY, HOUR, MINUTE = 86400.0, 3600.0, 60.0
ORDERS_PER_DAY = 2740
HOUR_WEIGHTS = [5, 3, 2, 2, 3, 8, 20, 50, 85, 100, 100, 95, 70, 85, 90, 85, 70, 45, 25, 18, 14, 11, 8, 6]
WEEKDAY_WEIGHTS = [1.15, 1.1, 1.1, 1.05, 0.95, 0.1, 0.05]
# The distributor's three nodes: pickers, packers, loaders, lines a wave.
NODES = [(9, 6, 4, 1200), (12, 8, 5, 1600), (12, 8, 5, 1600)]
WAVES = [7 * HOUR, 10 * HOUR, 13 * HOUR, 15.5 * HOUR]
CUTOFF = 18 * HOUR
# Places of delivery, and how many of an order's kind leave together: this makes as many loads as Dray's run does.
CUSTOMERS = 700
MILESTONES = 6
SUNDAY = 6
LATENCIES_MAX = 64


class CountingEnvironment(simpy.Environment):
    """Counts its events; `run` calls `step` for each."""

    events = 0

    def step(self):
        self.events += 1
        simpy.Environment.step(self)


class Flow:
    def __init__(self, env, orders, latencies):
        self.env = env
        self.orders = orders
        # Answers a tuple of latencies to wait, one by one, at each place where a message would pass.
        self.message = latencies
        self.random = random.Random(1)
        self.pickers = [simpy.Resource(env, each[0]) for each in NODES]
        self.packers = [simpy.Resource(env, each[1]) for each in NODES]
        self.loaders = [simpy.Resource(env, each[2]) for each in NODES]
        self.waiting = [[] for _ in NODES]
        self.staged = [{} for _ in NODES]
        self.done = 0
        self.loads = 0
        self.paid = 0
        env.process(self.source())
        for node in range(len(NODES)):
            env.process(self.waves(node))
            env.process(self.cutoffs(node))

    def lognormal(self, median, sigma):
        return median * self.random.lognormvariate(0.0, sigma)

    def source(self):
        env, draw = self.env, self.random
        for _ in range(self.orders):
            hour = int(env.now // HOUR) % 24
            day = int(env.now // DAY) % 7
            rate = ORDERS_PER_DAY * WEEKDAY_WEIGHTS[day] / 5.5 * 7 * HOUR_WEIGHTS[hour] / sum(HOUR_WEIGHTS) / HOUR
            yield env.timeout(draw.expovariate(rate))
            env.process(self.order())

    def instants(self, times):
        """The next of these times of day, Sundays left out."""
        day = 0
        while self.done < self.orders:
            if day % 7 != SUNDAY:
                for at in times:
                    yield day * DAY + at
            day += 1

    def waves(self, node):
        env, lines_max = self.env, NODES[node][3]
        for at in self.instants(WAVES):
            yield env.timeout(at - env.now)
            waiting = self.waiting[node]
            waiting.sort(key=lambda each: each[0])
            lines = 0
            while waiting and lines < lines_max:
                _priority, count, released = waiting.pop(0)
                lines += count
                released.succeed()

    def cutoffs(self, node):
        env = self.env
        for at in self.instants([CUTOFF]):
            yield env.timeout(at - env.now)
            staged, self.staged[node] = self.staged[node], {}
            for shipments in staged.values():
                env.process(self.load(node, shipments))

    def order(self):
        env, draw, message = self.env, self.random, self.message
        node = draw.randrange(len(NODES))
        lines = max(1, round(self.lognormal(3, 0.55)))
        # Release, rating and its answer.
        for latency in message():
            yield env.timeout(latency)
        yield env.timeout(self.lognormal(0.4, 0.8))
        for latency in message():
            yield env.timeout(latency)
        # Reservation and its answer.
        for latency in message():
            yield env.timeout(latency)
        for latency in message():
            yield env.timeout(latency)
        released = env.event()
        self.waiting[node].append((draw.randrange(3), lines, released))
        yield released
        for latency in message():
            yield env.timeout(latency)
        with self.pickers[node].request() as picker:
            yield picker
            yield env.timeout(lines * self.lognormal(55.0, 0.4))
        for latency in message():
            yield env.timeout(latency)
        with self.packers[node].request() as packer:
            yield packer
            yield env.timeout(self.lognormal(90.0, 0.5) + 40.0)
        for latency in message():
            yield env.timeout(latency)
        delivered = env.event()
        self.staged[node].setdefault(draw.randrange(CUSTOMERS), []).append(delivered)
        yield delivered
        # Report to ERP, the customer's bill.
        for latency in message():
            yield env.timeout(latency)
        yield env.timeout(draw.expovariate(1 / (6 * HOUR)))
        for latency in message():
            yield env.timeout(latency)
        self.done += 1

    def load(self, node, shipments):
        env, draw, message = self.env, self.random, self.message
        self.loads += 1
        # Rating and tender; one in twenty is offered to the next carrier.
        for latency in message():
            yield env.timeout(latency)
        yield env.timeout(self.lognormal(0.4, 0.8))
        accepted = False
        while not accepted:
            for latency in message():
                yield env.timeout(latency)
            yield env.timeout(self.lognormal(10 * MINUTE, 0.8))
            accepted = draw.random() > 0.05
        for latency in message():
            yield env.timeout(latency)
        yield env.timeout(self.lognormal(0.9, 0.7))
        for latency in message():
            yield env.timeout(latency)
        # The truck comes, and is loaded.
        yield env.timeout(2 * HOUR + draw.expovariate(1 / (20 * MINUTE)))
        for latency in message():
            yield env.timeout(latency)
        with self.loaders[node].request() as loader:
            yield loader
            yield env.timeout(65.0 * len(shipments))
        for _ in shipments:
            for latency in message():
                yield env.timeout(latency)
        transit = DAY * draw.randint(1, 5)
        for _ in range(MILESTONES):
            yield env.timeout(transit / MILESTONES)
            for latency in message():
                yield env.timeout(latency)
        # Proof of delivery, for each shipment.
        yield env.timeout(draw.expovariate(1 / (4 * HOUR)))
        for delivered in shipments:
            for latency in message():
                yield env.timeout(latency)
            delivered.succeed()
        # The carrier's bill, paid on terms.
        yield env.timeout(draw.expovariate(1 / (2 * DAY)))
        for latency in message():
            yield env.timeout(latency)
        yield env.timeout(30 * DAY)
        for latency in message():
            yield env.timeout(latency)
        self.paid += 1


def latencies_of(each):
    """A function that answers, in turns, so many latencies that there are `each` on average: link, step, link, step..."""
    times = [2.0, 0.01]
    tuples = []
    carried = 0.0
    for _ in range(LATENCIES_MAX):
        carried += each
        count = int(carried)
        carried -= count
        tuples.append(tuple(times[i % 2] for i in range(count)))
    return itertools.cycle(tuples).__next__


def counted(orders, latencies):
    env = CountingEnvironment()
    flow = run(env, orders, latencies)
    return env.events / orders, flow.loads / orders


def run(env, orders, latencies):
    flow = Flow(env, orders, latencies)
    env.run()
    assert flow.done == orders, "%d of %d orders were billed" % (flow.done, orders)
    assert flow.paid == flow.loads, "%d of %d loads were paid" % (flow.paid, flow.loads)
    return flow


def places_and_events(orders):
    """Events an order that the flow alone needs, and places at which messages pass."""
    places = [0]

    def none():
        places[0] += 1
        return ()

    events, _ = counted(orders, none)
    return places[0] / orders, events


def main(orders, wanted):
    places, own = places_and_events(orders)
    each = max(0.0, (wanted - own) / places)
    events, loads = counted(orders, latencies_of(each))
    env = simpy.Environment()
    before = time.process_time()
    run(env, orders, latencies_of(each))
    spent = time.process_time() - before
    print(
        json.dumps(
            {
                "cpuMs": spent * 1000,
                "eventsPerOrder": events,
                "ownEventsPerOrder": own,
                "loadsPerOrder": loads,
                "simpy": simpy.__version__,
            }
        )
    )


main(int(sys.argv[1]), float(sys.argv[2]))
