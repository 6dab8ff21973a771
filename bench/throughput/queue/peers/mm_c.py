"""M/M/c at load 0.9 in SimPy, every waiting time kept. Usage: mm_c.py SERVERS CUSTOMERS -> CPU ms, mean wait."""

import random
import sys
import time

import simpy

servers, customers = int(sys.argv[1]), int(sys.argv[2])
random.seed(1)
waits = []


def customer(env, server):
    arrived = env.now
    with server.request() as request:
        yield request
        waits.append(env.now - arrived)
        yield env.timeout(random.expovariate(1.0))


def source(env, server):
    for _ in range(customers):
        yield env.timeout(random.expovariate(0.9 * servers))
        env.process(customer(env, server))


env = simpy.Environment()
env.process(source(env, simpy.Resource(env, capacity=servers)))
before = time.process_time()
env.run()
spent = time.process_time() - before
assert len(waits) == customers
print(spent * 1000, sum(waits) / customers, simpy.__version__)
