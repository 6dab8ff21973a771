/**
 * Folds decisions and business events into what was said and what came. Labels are the owners' business events: a carrier's delivery, or what
 * a carrier has written down of its own bill. The core sees none of it sooner than it hears of it as a partner's message.
 *
 * 1. What it keeps is bounded by loads on the road and by the thousandths of a probability, not by the length of the run.
 * 2. A load's label is whether it was delivered after the earliest promise that it had when it was asked about; lost is late.
 * 3. News may come late: of a load that was delivered up to 30 days before somebody was asked about it, it is known what came.
 */
import type { Recorder } from '#scenarios/recording/recorder';
import type { LabelledDecisions, Said, ScoreCell } from './labelled-decisions.ts';

const THOUSAND = 1000;
/** As long as a load is followed for, at most. Source: CMR, art. 20. */
const REMEMBERED_MS = 30 * 86_400_000;

interface Prediction {
  readonly group: Group;
  readonly thousandths: number;
  readonly said: boolean;
  readonly promisedAt: number;
  acted: boolean;
}

export class LabelBook {
  private readonly groups = new Map<string, Group>();
  /** Predictions of loads that are on the road. */
  private readonly pending = new Map<number, Prediction[]>();
  /** When loads were delivered (never = lost), and when that was written; the first first. */
  private readonly delivered = new Map<number, readonly [deliveredAt: number, notedAt: number]>();
  /** Loads whose bill is too high and has not been judged. */
  private readonly mistaken = new Set<number>();

  decision(...args: Parameters<Recorder['decision']>): void {
    const [, point, , key, , policy, , mode, , removed, chosen] = args;
    if (point !== 'delay-prediction' && point !== 'invoice-anomaly') return;
    const options = args[17] as readonly { readonly says?: string; readonly action?: string }[];
    const event = options.findIndex(({ says, action }) => says === 'late' || action === 'dispute');
    const option = options[chosen];
    const said = option?.says === 'late' || option?.action === 'dispute' || option?.action === 'person';
    const group = this.groupOf(point, policy, mode);
    // Scores count the options that were offered: of which one each is, is known where none was removed.
    const probability = removed === 0 && event >= 0 ? scoreIn(args[22], event) : null;
    if (probability !== null) group.withProbability += 1;
    const thousandths = thousandthsOf(probability ?? (said ? 1 : 0));
    if (point === 'invoice-anomaly') {
      group.add(thousandths, said, this.mistaken.has(key));
      return;
    }
    const { promisedAt } = args[16] as { readonly promisedAt: number };
    const known = this.delivered.get(key);
    if (known !== undefined) {
      group.add(thousandths, said, known[0] > promisedAt);
      return;
    }
    const before = this.pending.get(key);
    const prediction = { group, thousandths, said, promisedAt, acted: false };
    if (before === undefined) this.pending.set(key, [prediction]);
    else before.push(prediction);
  }

  business(time: number, event: string, key: number): void {
    switch (event) {
      case 'loadDelivered':
        this.settle(key, time, time);
        return;
      case 'loadLost':
        this.settle(key, Number.POSITIVE_INFINITY, time);
        return;
      case 'expediteRequested':
      case 'rerouteRequested':
        for (const prediction of this.pending.get(key) ?? []) prediction.acted = true;
        return;
      case 'freightBillMistaken':
        this.mistaken.add(key);
        return;
      case 'freightPaid':
      case 'freightWrittenOff':
        this.mistaken.delete(key);
    }
  }

  /** By point and policy, in the order in which they were first asked. */
  labelled(): readonly LabelledDecisions[] {
    const open = new Map<Group, number>();
    for (const predictions of this.pending.values())
      for (const { group } of predictions) open.set(group, (open.get(group) ?? 0) + 1);
    return [...this.groups.values()].map((group) => group.labelled(open.get(group) ?? 0));
  }

  private settle(load: number, deliveredAt: number, now: number): void {
    for (const [other, [, notedAt]] of this.delivered) {
      if (notedAt >= now - REMEMBERED_MS) break;
      this.delivered.delete(other);
    }
    this.delivered.set(load, [deliveredAt, now]);
    for (const { group, thousandths, said, promisedAt, acted } of this.pending.get(load) ?? []) {
      group.add(thousandths, said, deliveredAt > promisedAt);
      if (acted) group.acted += 1;
    }
    this.pending.delete(load);
  }

  private groupOf(point: string, policy: string, mode: string): Group {
    const name = `${point}\t${policy}\t${mode}`;
    let group = this.groups.get(name);
    if (group === undefined) {
      group = new Group(point, policy, mode);
      this.groups.set(name, group);
    }
    return group;
  }
}

class Group {
  withProbability = 0;
  acted = 0;
  private readonly without = new Int32Array(THOUSAND + 1);
  private readonly with = new Int32Array(THOUSAND + 1);
  private readonly said: { -readonly [Field in keyof Said]: number } = {
    truePositives: 0,
    falsePositives: 0,
    falseNegatives: 0,
    trueNegatives: 0,
  };
  private readonly point: string;
  private readonly policy: string;
  private readonly mode: string;

  constructor(point: string, policy: string, mode: string) {
    this.point = point;
    this.policy = policy;
    this.mode = mode;
  }

  add(thousandths: number, said: boolean, came: boolean): void {
    (came ? this.with : this.without)[thousandths]! += 1;
    if (said) this.said[came ? 'truePositives' : 'falsePositives'] += 1;
    else this.said[came ? 'falseNegatives' : 'trueNegatives'] += 1;
  }

  labelled(open: number): LabelledDecisions {
    const { point, policy, mode, withProbability, acted } = this;
    const cells: ScoreCell[] = [];
    for (let at = 0; at <= THOUSAND; at++) {
      const [without, came] = [this.without[at]!, this.with[at]!];
      if (without + came > 0) cells.push([at, without, came]);
    }
    return { point, policy, mode, cells, said: { ...this.said }, withProbability, open, acted };
  }
}

/** Only who is certain counts as certain: log loss would have it that a wrong 0.0004 was. */
function thousandthsOf(probability: number): number {
  const nearest = Math.round(THOUSAND * probability);
  return probability > 0 && probability < 1 ? Math.min(THOUSAND - 1, Math.max(1, nearest)) : nearest;
}

/** The score of an option in a model's answer, where it can be a probability. */
function scoreIn(answer: string | null, option: number): number | null {
  if (answer === null) return null;
  const { scores } = JSON.parse(answer) as { readonly scores?: readonly (number | null)[] | null };
  const score = scores?.[option];
  return typeof score === 'number' && score >= 0 && score <= 1 ? score : null;
}
