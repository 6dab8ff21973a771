/**
 * What a run needs to know of what goes into its recording: how much was said and to whom, who decided, what went wrong, what was
 * written last; and the outcomes hear of tasks, and of carriers to choose from, which no business event tells.
 *
 * 1. What it keeps is bounded by the kinds and places there are, not by the length of the run.
 */
import type { CarrierOption } from '#orchestrator/decisions/carrier-choice';
import type { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import type { DecisionReport } from '#reports/outbound/arm-details';
import type { LabelBook } from '#reports/scoring/label-book';
import type { Recorder } from '#scenarios/recording/recorder';
import type { AnswerPrices } from './answer-prices.ts';

/** A business event, as the log has it. */
export interface BusinessLine {
  readonly time: number;
  readonly event: string;
  readonly owner: string;
  readonly entityType: string;
  readonly entityKey: number;
  readonly entityN: number;
  readonly a: number;
  readonly b: number;
}

/** What was counted; maps are in the order in which things first happened. */
export interface Counts {
  messages: number;
  businessEvents: number;
  /** Transmissions, by whom they came from and went to: a partner's name, or what part of the core. */
  readonly from: Map<string, number>;
  readonly to: Map<string, number>;
  /** By `kind` and `place`, with a tab between. */
  readonly faults: Map<string, number>;
  readonly notes: Map<string, number>;
  /** Kinds of the tasks of each role. */
  readonly kinds: Map<string, Set<string>>;
  readonly decisions: Map<string, CountedDecisions>;
  /** What answers have cost so far, minor units; 0 where nobody declares it. */
  decisionsMinor: number;
  readonly deadLetters: { letters: number; resent: number; dropped: number };
}

function pay(counts: Counts, counted: CountedDecisions, minor: number): void {
  counted.costMinor = counted.costMinor! + minor;
  counts.decisionsMinor += minor;
}

type CountedDecisions = { -readonly [K in keyof DecisionReport]: DecisionReport[K] } & {
  latencies: Record<string, number>;
  fallbacks?: Record<string, number>;
};

export interface Counted {
  /** In whose stead it is given to the run. */
  readonly recorder: Recorder;
  readonly counts: Counts;
  lastBusiness(): BusinessLine | null;
}

/**
 * @param labels hears of decisions and of what came; null = nobody asks anything that has a label
 * @param prices of answers; null = nobody declares any
 */
export function counting(
  recorder: Recorder,
  outcomes: Pick<OutboundOutcomes, 'task' | 'carrierAsked'>,
  labels: LabelBook | null = null,
  prices: AnswerPrices | null = null,
): Counted {
  const counts: Counts = {
    messages: 0,
    businessEvents: 0,
    from: new Map(),
    to: new Map(),
    faults: new Map(),
    notes: new Map(),
    kinds: new Map(),
    decisions: new Map(),
    decisionsMinor: 0,
    deadLetters: { letters: 0, resent: 0, dropped: 0 },
  };
  const last = { time: 0, event: '', owner: '', entityType: '', entityKey: 0, entityN: 0, a: 0, b: 0 };
  const own: Pick<Recorder, 'message' | 'decision' | 'task' | 'fault' | 'audit' | 'business'> = {
    message: (...args) => {
      const [, , , fromType, , toType] = args;
      counts.messages += 1;
      more(counts.from, fromType);
      more(counts.to, toType);
      recorder.message(...args);
    },
    decision: (...args) => {
      countDecision(counts, prices, args);
      if (args[1] === 'carrier')
        outcomes.carrierAsked(args[3], args[17] as readonly CarrierOption[], args[24]);
      labels?.decision(...args);
      recorder.decision(...args);
    },
    task: (...args) => {
      const [now, role, entityType, key, kind, dueAt, state, body] = args;
      outcomes.task(now, role, entityType, key, kind, dueAt, state, body);
      if (state !== 'answered') noteKind(counts, role, kind);
      recorder.task(...args);
    },
    fault: (...args) => {
      const [, kind, place] = args;
      more(counts.faults, `${kind}\t${place}`);
      recorder.fault(...args);
    },
    audit: (...args) => {
      more(counts.notes, args[1]);
      recorder.audit(...args);
    },
    business: (time, event, owner, entityType, entityKey, entityN, a, b) => {
      counts.businessEvents += 1;
      if (entityType === 'outbound-message') countLetter(counts, event);
      labels?.business(time, event, entityKey);
      last.time = time;
      last.event = event;
      last.owner = owner;
      last.entityType = entityType;
      last.entityKey = entityKey;
      last.entityN = entityN;
      last.a = a;
      last.b = b;
      recorder.business(time, event, owner, entityType, entityKey, entityN, a, b);
    },
  };
  return {
    recorder: Object.assign(Object.create(recorder), own),
    counts,
    lastBusiness: () => (last.event === '' ? null : { ...last }),
  };
}

function more(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function noteKind({ kinds }: Counts, role: string, kind: string): void {
  const known = kinds.get(role);
  if (known === undefined) kinds.set(role, new Set([kind]));
  else known.add(kind);
}

function countLetter({ deadLetters }: Counts, event: string): void {
  if (event === 'messageDeadLettered') deadLetters.letters += 1;
  else if (event === 'deadLetterResent') deadLetters.resent += 1;
  else if (event === 'deadLetterDropped') deadLetters.dropped += 1;
}

function countDecision(
  counts: Counts,
  prices: AnswerPrices | null,
  args: Parameters<Recorder['decision']>,
): void {
  const { decisions } = counts;
  const [, point, , , , policy, , mode, options, removed, chosen, , , , fallback, latencyMs] = args;
  const override = args[20];
  const name = `${point}\t${policy}\t${mode}`;
  let counted = decisions.get(name);
  if (counted === undefined) {
    counted = {
      point,
      policy,
      mode,
      asked: 0,
      options: 0,
      removed: 0,
      withoutChoice: 0,
      fellBack: 0,
      overridden: 0,
      latencyMs: 0,
      latencies: {},
      ...(prices?.priceOf(point, policy) === undefined ? {} : { costMinor: 0 }),
    };
    decisions.set(name, counted);
  }
  counted.asked += 1;
  counted.options += options;
  counted.removed += removed;
  counted.latencyMs += latencyMs;
  const about = latencyMs === 0 ? 0 : Number(latencyMs.toPrecision(2));
  counted.latencies[about] = (counted.latencies[about] ?? 0) + 1;
  if (chosen < 0) counted.withoutChoice += 1;
  if (fallback !== null) countFallback(counted, fallback);
  if (override !== null) counted.overridden += 1;
  if (counted.costMinor !== undefined) pay(counts, counted, prices!.priceOf(point, policy)!);
}

/** Reasons are of a closed list: there are never more than those. */
function countFallback(counted: CountedDecisions, reason: string): void {
  counted.fellBack += 1;
  counted.fallbacks ??= {};
  counted.fallbacks[reason] = (counted.fallbacks[reason] ?? 0) + 1;
}
