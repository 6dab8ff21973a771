/**
 * Which decision points of a world have a bound of their own, and who notes what their answers came to.
 *
 * 1. Where no bound is known of a world, there is none of its answers either: what is not the house's own may do anything.
 */
import { worldInPhase } from '#scenarios/world/outbound/phases/in-phase';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { PhaseSettings } from '#scenarios/world/phase-settings';
import { Random } from '#sim/random/random';
import { whyUnknown } from '../known-worlds.ts';
import type { WaveNotes } from '../wave-notes.ts';
import { BillNotes } from './bill-notes.ts';
import { CaseNotes } from './case-notes.ts';
import { DelayNotes } from './delay-notes.ts';
import { DockNotes } from './dock-notes.ts';
import type { PointNotes } from './point-facts.ts';
import { WorkloadNotes } from './workload-notes.ts';

/**
 * @param phase in which the policies work; absent = the world as it is
 * @param waves that are noted as well; null = nobody puts any in sequence
 */
export function notesOfRun(
  world: OutboundWorld,
  seed: string | number,
  phase: PhaseSettings | undefined,
  waves: WaveNotes | null,
): readonly PointNotes[] {
  if (whyUnknown(world) !== null) return [];
  const seen = worldInPhase(world, phase);
  const { network, wms } = seen;
  const random = new Random(seed);
  const notes: PointNotes[] = [];
  if (network.auditsBills !== undefined) notes.push(new BillNotes(seen, random));
  if (network.cases !== undefined) notes.push(new CaseNotes(seen, random));
  if (mayBeSpedUp(seen)) notes.push(new DelayNotes(seen, random));
  if (wms.nodes.some(({ receiving }) => receiving !== undefined)) notes.push(new DockNotes(seen));
  if (waves !== null && network.levelsWorkload !== undefined)
    notes.push(new WorkloadNotes(seen, random, waves));
  return notes;
}

/** Whoever takes a load on from where it is comes when it comes: that is not bounded. */
function mayBeSpedUp({ network: { predictsDelays, limits } }: OutboundWorld): boolean {
  return limits.rerouteMinorMax === 0 && (predictsDelays !== undefined || limits.expediteMinorMax > 0);
}
