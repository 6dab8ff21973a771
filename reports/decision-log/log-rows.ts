/**
 * The decision log of an arm, point by point, from its recording alone.
 *
 * 1. Outcomes come later than decisions. So decisions are taken in blocks; of a block, what its outcomes need is read first (numbers in
 *    arrays), then all business events are heard once, then its rows are made. Memory is one block of numbers, whatever the length of
 *    the run; time is a pass over decisions and business events a block.
 * 2. The same recording gives the same rows.
 */

import { shapesIn, unreadable } from '../export/recorded-batches.ts';
import { BodyDecoder } from '../recording/bodies/decoder.ts';
import { scanBusiness } from './business-scan.ts';
import { type Fields, type LogRow, propensityOf, scoresByOption } from './log-row.ts';
import type { LoggedPoint, LoggedView } from './logged-point.ts';
import type { AskedRows, Collected, OutcomeOf } from './outcomes/outcome.ts';
import { outcomeOf } from './outcomes/outcomes.ts';
import { type RecordedDecision, RecordedDecisions } from './recorded-decisions.ts';
import { recordedViews, ViewStates } from './view-states.ts';

/** Decisions in a block. */
export const BLOCK_ROWS = 1 << 17;

export interface LogOptions {
  /** Outcomes known at this instant or later are left out, epoch ms; absent = none is. */
  readonly knownBefore?: number;
  readonly blockRows?: number;
  /** Told of every table that is cut off. */
  readonly onCut?: (words: string) => void;
}

export function* logRows(dir: string, point: LoggedPoint, options: LogOptions = {}): Generator<LogRow> {
  const { blockRows = BLOCK_ROWS, onCut = () => {} } = options;
  const outcome = outcomeOf(point.name);
  const decoder = new BodyDecoder(shapesIn(dir));
  for (let from = 0; ; from += blockRows) {
    const asked = new AskedBlock(outcome, blockRows);
    const decisions = new RecordedDecisions(dir, decoder);
    asked.take(decisions.of(point.name), from);
    if (asked.size === 0) {
      if (decisions.cutOff !== null) onCut(decisions.cutOff);
      return;
    }
    const collected = outcome.collect(asked, () => {});
    // A model's answer is on record later than it was asked.
    for (const row of asked.inOrder()) collected.add(row);
    const cutOff = scanBusiness(dir, collected.listeners);
    if (cutOff !== null && from === 0) onCut(cutOff);
    yield* rowsOf(dir, decoder, point, {
      from,
      size: asked.size,
      collected,
      knownBefore: options.knownBefore ?? Infinity,
    });
    if (asked.size < blockRows) {
      if (decisions.cutOff !== null) onCut(decisions.cutOff);
      return;
    }
  }
}

interface Block {
  /** Of the point's decisions: the first. */
  readonly from: number;
  readonly size: number;
  readonly collected: Collected;
  readonly knownBefore: number;
}

function* rowsOf(dir: string, decoder: BodyDecoder, point: LoggedPoint, block: Block): Generator<LogRow> {
  const states = point.hasViews ? new ViewStates(recordedViews(dir, new BodyDecoder(shapesIn(dir)))) : null;
  let no = -block.from;
  for (const decision of new RecordedDecisions(dir, decoder).of(point.name)) {
    if (no >= block.size) return;
    if (no >= 0) yield unreadable(dir, () => rowOf(decision, point, states, block, no));
    no += 1;
  }
}

function rowOf(
  decision: RecordedDecision,
  point: LoggedPoint,
  states: ViewStates | null,
  { collected, knownBefore }: Block,
  no: number,
): LogRow {
  const time = decision.numeric('now');
  const context = decision.body('context') as Fields;
  const options = (decision.body('options') ?? []) as readonly Fields[];
  const ruledOut =
    (decision.body('ruledOut') as readonly (string | null)[] | null) ?? options.map(() => null);
  const views = viewsOf(decision, states);
  const knownAt = collected.knownAt(no);
  const values = collected.valuesOf(no);
  // Of what is known in part nobody says since when.
  const shown = knownBefore === Infinity || knownAt < knownBefore;
  const decided = {
    chosen: decision.numeric('chosen'),
    recommended: decision.numeric('recommended'),
    override: decision.textOrNull('override'),
    fallback: decision.textOrNull('fallback'),
  };
  return {
    decision: decision.number,
    time,
    entityType: decision.text('entityType'),
    entityKey: decision.numeric('entityKey'),
    attempt: decision.numeric('attempt'),
    policy: decision.text('policy'),
    policyDigest: decision.textOrNull('policyDigest'),
    mode: decision.text('mode'),
    ...decided,
    confidence: decision.numericOrNull('confidence'),
    latencyMs: decision.numeric('latencyMs'),
    inputDigest: decision.text('inputDigest'),
    auditHash: decision.text('auditHash'),
    context,
    options,
    ruledOut,
    scores: scoresByOption(decision.textOrNull('answer'), ruledOut),
    propensity: propensityOf(decision.numericOrNull('propensity'), decided),
    views,
    features: point.featuresOf({ now: time, context, options, views }),
    outcome: shown ? values : values.map(() => Number.NaN),
    outcomeKnownAt: shown ? knownAt : Number.NaN,
  };
}

function viewsOf(decision: RecordedDecision, states: ViewStates | null): LoggedView[] {
  if (states === null) return [];
  const views = (decision.body('views') ?? []) as readonly (LoggedView & { readonly stateRow: number })[];
  return views.map(({ type, key, ageMs, stateRow }) => ({
    type,
    key,
    ageMs,
    state: states.stateOf(stateRow),
  }));
}

/** What the outcomes of a block need of its questions. */
class AskedBlock implements AskedRows {
  size = 0;
  readonly keys: Float64Array;
  readonly now: Float64Array;
  readonly attempts: Float64Array;
  private readonly numbers: Float64Array;
  private readonly outcome: OutcomeOf;

  constructor(outcome: OutcomeOf, rows: number) {
    this.outcome = outcome;
    this.keys = new Float64Array(rows);
    this.now = new Float64Array(rows);
    this.attempts = new Float64Array(rows);
    this.numbers = new Float64Array(rows * outcome.told);
  }

  take(decisions: Iterable<RecordedDecision>, from: number): void {
    const { outcome, keys, now, attempts, numbers } = this;
    let no = -from;
    for (const decision of decisions) {
      const row = no++;
      if (row < 0) continue;
      if (row === keys.length) return;
      keys[row] = decision.numeric('entityKey');
      now[row] = decision.numeric('now');
      attempts[row] = decision.numeric('attempt');
      if (outcome.told > 0) {
        const context = decision.body('context') as Fields;
        numbers.set(
          outcome.reads(context, () => chosenOf(decision)),
          row * outcome.told,
        );
      }
      this.size = row + 1;
    }
  }

  /** As they were asked. */
  inOrder(): Uint32Array {
    const { now, size } = this;
    const rows = Uint32Array.from({ length: size }, (_, row) => row);
    return rows.sort((one, other) => now[one]! - now[other]! || one - other);
  }

  told(row: number, which: number): number {
    return this.numbers[row * this.outcome.told + which]!;
  }
}

function chosenOf(decision: RecordedDecision): Fields | null {
  const chosen = decision.numeric('chosen');
  return chosen < 0 ? null : ((decision.body('options') as readonly Fields[])[chosen] ?? null);
}
