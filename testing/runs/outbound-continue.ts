/**
 * Goes on with copies of a rough day in a process of its own, which has never run anything: copies come in as one v8 value by
 * stdin, what they came to goes out as JSON. `continuedElsewhere` is the other end.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { Digests } from '#scenarios/twin/digests';
import type { OutboundOpenWork } from '#scenarios/twin/open-work';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { KernelSnapshot } from '#sim/kernel';
import { roughTwin, roughWorld } from '../worlds/outbound-rough-day.ts';

export interface CameTo extends Digests {
  readonly end: string;
  readonly events: number;
  readonly open: OutboundOpenWork;
}

const self = fileURLToPath(import.meta.url);

/** What each copy comes to in a fresh process, in their order. Throws with what that process says if it fails. */
export function continuedElsewhere(copies: readonly KernelSnapshot[]): CameTo[] {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [self], {
    input: serialize(copies),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`the process that goes on failed: ${stderr || error?.message}`);
  return JSON.parse(stdout) as CameTo[];
}

function goOn(world: OutboundWorld, copy: KernelSnapshot): CameTo {
  const twin = roughTwin(world);
  twin.restore(copy);
  const end = twin.run();
  return { end, events: twin.kernel.events, open: twin.openWork(), ...twin.digests() };
}

if (process.argv[1] === self) {
  const copies = deserialize(readFileSync(0)) as KernelSnapshot[];
  const world = roughWorld();
  process.stdout.write(JSON.stringify(copies.map((copy) => goOn(world, copy))));
}
