/**
 * Which of what waits the next wave takes, where the shift can't pick all of it: the decision point `wave-sequence`.
 *
 * 1. It is asked at the instant of a wave, where more lines wait than the wave has; where all of it fits nobody is asked.
 * 2. The wave that was asked about is released as the answer says: what of it still waits, in its order. Nobody takes the place of who
 *    has left, and who joins, or is in a hurry, after the question is in the next wave's.
 * 3. One question is open. Where the next wave comes first, the one before goes as without a question, and the answer counts for nothing.
 */
import type { DecidedInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { WaveSequenceContext, WaveSequenceOption } from '../../../decisions/wave-sequence.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network, NodeMaster } from '../../../model/network.ts';
import { cutoffFrom } from './wave-cutoffs.ts';
import { sequencesOf } from './wave-rules.ts';
import type { WavePlanState } from './wave-state.ts';

const DAY_MS = 86_400_000;

/** Asks about the wave that is due, where not all that waits fits into it. @returns whether it waits for the answer */
export function askSequence(
  network: Network,
  node: NodeMaster,
  draft: WavePlanState,
  now: Instant,
  out: Out,
): boolean {
  if (network.sequencesWaves === undefined) return false;
  const { linesPerWave } = node;
  let waitingLines = 0;
  for (const lines of draft.lines) waitingLines += lines;
  if (waitingLines <= linesPerWave || draft.shipments.length === 1) return false;
  draft.sequenced += 1;
  draft.openWave = draft.last;
  const context = contextOf(network, node, draft, waitingLines, now);
  const options = sequencesOf(network, node, draft, draft.last, now);
  out.ask({ point: 'wave-sequence', attempt: draft.sequenced, context, options }, []);
  return true;
}

/** What the wave takes that was asked about: these, as far as they still wait; null = as without a question. */
export function takeSequence(
  draft: WavePlanState,
  { b: attempt, body }: DecidedInput,
  out: Out,
): readonly number[] | null | 'too-late' {
  if (draft.openWave < 0 || attempt !== draft.sequenced) {
    out.audit('sequenceTooLate', `answer ${attempt}: its wave has gone`);
    return 'too-late';
  }
  const option = body.option as WaveSequenceOption | null;
  if (option === null) return null;
  const waiting = new Set(draft.shipments);
  return option.shipments.filter((shipment) => waiting.has(shipment));
}

function contextOf(
  network: Network,
  { no, waves, linesPerWave }: NodeMaster,
  draft: WavePlanState,
  waitingLines: number,
  now: Instant,
): WaveSequenceContext {
  const cutoff = cutoffFrom(network, no, now);
  const cutoffAt = cutoff === Number.MAX_SAFE_INTEGER ? now : cutoff;
  let wavesToCutoff = 1;
  while ((waves[draft.last + wavesToCutoff] ?? Infinity) <= cutoffAt) wavesToCutoff += 1;
  let overnightShipments = 0;
  for (const { joinedAt } of draft.terms) if (joinedAt <= now - DAY_MS) overnightShipments += 1;
  return {
    node: no,
    wave: draft.last,
    waitingShipments: draft.shipments.length,
    waitingLines,
    capacityLines: linesPerWave,
    cutoffAt,
    wavesToCutoff,
    overnightShipments,
  };
}
