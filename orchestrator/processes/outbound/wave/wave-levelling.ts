/**
 * What a node's waves do not get to by its cut-off, and what of it goes to another node: the decision point `workload`.
 *
 * 1. It is asked after a wave, where something is left that a later one would release past its cut-off; once a wave.
 * 2. What goes has not been released, was sourced for the first time, and the other node keeps all of it and may serve its customer.
 * 3. The least urgent go first. A shipment that is told to go gives its stock back, and its order sources it at the other node alone.
 */
import type { DecidedInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { WorkloadContext, WorkloadOption } from '../../../decisions/workload.ts';
import type { Instant } from '../../../model/instant.ts';
import { indexFrom, type Network, type NodeMaster } from '../../../model/network.ts';
import { SHIPMENT, WAVE_PLAN } from '../inputs.ts';
import { cutoffFor, cutoffFrom } from './wave-cutoffs.ts';
import { takeOut, type WavePlanState } from './wave-state.ts';

/** Shares of what is behind that may be moved. */
const PORTIONS = [1, 2, 4] as const;

/** Asks what is to become of what is behind, where somewhere else has waves for it. */
export function askLevelling(
  network: Network,
  node: NodeMaster,
  draft: WavePlanState,
  now: Instant,
  out: Out,
): void {
  if (network.levelsWorkload === undefined || draft.shipments.length === 0) return;
  const behind = behindOf(network, node, draft, now);
  if (behind.length === 0) return;
  const deadlineAt = behind.reduce(
    (last, i) => Math.max(last, cutoffFor(network, node.no, draft.stagedBy[i]!, now)),
    0,
  );
  const options: WorkloadOption[] = [{ action: 'stay' }];
  for (const other of network.nodes)
    if (other !== node) addMoves(network, node, other, draft, behind, now, options);
  if (options.length === 1) return;
  draft.asked += 1;
  const context: WorkloadContext = {
    node: node.no,
    waitingLines: linesOf(draft, draft.shipments.keys()),
    behindLines: linesOf(draft, behind),
    deadlineAt,
  };
  const others = network.nodes.filter((each) => each !== node);
  out.ask(
    { point: 'workload', attempt: draft.asked, context, options },
    others.map(({ no }) => ({ type: WAVE_PLAN, key: no })),
  );
}

/** What was decided, of what is still behind. */
export function level(
  network: Network,
  node: NodeMaster,
  draft: WavePlanState,
  { body }: DecidedInput,
  now: Instant,
  out: Out,
): void {
  const option = body.option as WorkloadOption | null;
  if (option === null || option.action === 'stay') return;
  let left = option.lines;
  const going: number[] = [];
  for (const i of behindOf(network, node, draft, now).reverse()) {
    if (!mayGo(draft, i, option.node) || draft.lines[i]! > left) continue;
    left -= draft.lines[i]!;
    going.push(draft.shipments[i]!);
  }
  for (const shipment of going) {
    takeOut(draft, shipment);
    out.tell(SHIPMENT, shipment, 'reassignShipment', option.node, node.no, null);
  }
}

/** Nodes beside its own that could send all of a shipment, as bits. Of networks with more nodes than bits, the first ones. */
export function otherNodes(
  network: Network,
  from: number,
  customer: number,
  products: readonly number[],
): number {
  let bits = 0;
  for (const { no, customers, products: kept } of network.nodes) {
    if (no === from || no > 30 || customers?.has(customer) === false) continue;
    if (kept === null || products.every((product) => kept.has(product))) bits |= 1 << no;
  }
  return bits;
}

function addMoves(
  network: Network,
  from: NodeMaster,
  to: NodeMaster,
  draft: WavePlanState,
  behind: readonly number[],
  now: Instant,
  options: WorkloadOption[],
): void {
  const all = linesOf(
    draft,
    behind.filter((i) => mayGo(draft, i, to.no)),
  );
  const capacityLines = linesUntilCutoff(network, from, to, now);
  if (all === 0 || capacityLines === 0) return;
  let last = 0;
  for (const portion of PORTIONS) {
    const lines = Math.ceil(all / portion);
    if (lines !== last) options.push({ action: 'move', node: to.no, lines, capacityLines });
    last = lines;
  }
}

function mayGo({ others }: WavePlanState, i: number, to: number): boolean {
  return to <= 30 && (others[i]! & (1 << to)) !== 0;
}

/** Places of what the waves to come release past its cut-off, most urgent first. */
function behindOf(network: Network, node: NodeMaster, draft: WavePlanState, now: Instant): number[] {
  const { waves, linesPerWave } = node;
  const first = indexFrom(waves, now + 1);
  const behind: number[] = [];
  if (first < 0) return behind;
  let sum = 0;
  for (let i = 0; i < draft.shipments.length; i++) {
    sum += draft.lines[i]!;
    const releasedAt = waves[first + Math.floor((sum - 1) / linesPerWave)];
    if (releasedAt !== undefined && releasedAt > cutoffFor(network, node.no, draft.stagedBy[i]!, now))
      behind.push(i);
  }
  return behind;
}

/** What a node's waves can take until its first cut-off, if that comes before the next that the goods would make where they are. */
function linesUntilCutoff(network: Network, from: NodeMaster, to: NodeMaster, now: Instant): number {
  const cutoff = cutoffFrom(network, to.no, now);
  const missed = cutoffFrom(network, from.no, now);
  if (cutoff >= cutoffFrom(network, from.no, missed + 1)) return 0;
  if (to.waves.length === 0) return to.linesPerWave;
  const first = indexFrom(to.waves, now + 1);
  if (first < 0) return 0;
  let count = 0;
  while (first + count < to.waves.length && to.waves[first + count]! <= cutoff) count += 1;
  return Math.min(Number.MAX_SAFE_INTEGER, count * to.linesPerWave);
}

function linesOf({ lines }: WavePlanState, places: Iterable<number>): number {
  let sum = 0;
  for (const i of places) sum += lines[i]!;
  return sum;
}
