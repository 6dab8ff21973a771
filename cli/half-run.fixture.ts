/**
 * A run in parts, for tests: `node half-run.fixture.ts whole|first|second FILE SCENARIO [DATA]` runs the baseline policy
 * to its end, or up to the middle into a snapshot in FILE, or from that snapshot to its end. Prints the digests; in a
 * worker thread it posts them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { isMainThread, parentPort } from 'node:worker_threads';
import { NODE_AND_CARRIER_POLICIES } from '#orchestrator/decisions/node-and-carrier';
import { Twin } from '#scenarios/twin/twin';
import type { KernelSnapshot } from '#sim/kernel';
import { prepare } from './scenario-options.ts';

const [part, file, ref, data] = process.argv.slice(2);
const { built, seed } = prepare({ ref: ref!, data });
const policy = NODE_AND_CARRIER_POLICIES.find(({ name }) => name === built.world.policies[0])!;
const twin = new Twin({ world: built.world, policy, seed });

if (part === 'second') twin.restore(deserialize(readFileSync(file!)) as KernelSnapshot);
else twin.start();

if (part === 'first') {
  // While orders are still being planned, shipped and delivered: nothing is idle.
  twin.run({ events: built.world.orders.length * 25 });
  writeFileSync(file!, serialize(twin.snapshot()));
} else twin.run();

const digests = JSON.stringify(twin.digests());
if (isMainThread) process.stdout.write(digests);
else parentPort!.postMessage(digests);
