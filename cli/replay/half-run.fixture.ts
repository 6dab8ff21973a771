/**
 * A run in parts, for tests: `node half-run.fixture.ts whole|first|second FILE SCENARIO [--data DIR] [--set KEY=VALUE]` runs the
 * baseline policy to its end, or up to the middle into a snapshot in FILE, or from that snapshot to its end. Prints the
 * digests; in a worker thread it posts them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { isMainThread, parentPort } from 'node:worker_threads';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { KernelSnapshot } from '#sim/kernel';
import { prepareScenario } from '../scenario-options.ts';

const EVENTS_AT_A_TIME = 8000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, set: { type: 'string', multiple: true } },
});
const [part, file, ref] = positionals;
const { world, seed } = await prepareScenario({ ref: ref!, ...values });
const policies = outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy);
const twin = new OutboundTwin({ world, policies, seed });

if (part === 'second') twin.restore(deserialize(readFileSync(file!)) as KernelSnapshot);
else twin.start();

if (part === 'first') {
  toTheThickOfIt();
  writeFileSync(file!, serialize(twin.snapshot()));
} else twin.run();

const digests = JSON.stringify(twin.digests());
if (isMainThread) process.stdout.write(digests);
else parentPort!.postMessage(digests);

/** To where orders, shipments, loads and freight bills are open at once: nothing is idle. */
function toTheThickOfIt(): void {
  for (;;) {
    const end = twin.run({ events: EVENTS_AT_A_TIME });
    const { orders, shipments, loads, freightInvoices } = twin.openWork();
    if (Math.min(orders, shipments, loads, freightInvoices) > 0) return;
    if (end !== 'events') throw new Error(`${ref} ended with "${end}" before everything was under way`);
  }
}
