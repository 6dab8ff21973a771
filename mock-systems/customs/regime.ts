/**
 * What customs of a country does with a load: how long it reads, what it queries, what it examines and for how long. Pure draws.
 *
 * 1. Keyed by what the load's trip is drawn by (lane and cut-off, or the parcel's order): which loads a decision formed changes no
 *    other load's luck.
 * 2. One uniform number says whether and how a load is examined, by thresholds: a tighter regime examines all that a lax one does.
 */
import { CUSTOMS_DOCUMENT, type Declaration } from '#orchestrator/contracts/customs';
import { assert } from '#sim/assert';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { CustomsRegime, ExamSettings } from './settings.ts';

/** Readings of one declaration are below it, and kinds of hold. */
const ROUNDS_MAX = 64;
const KINDS_MAX = 8;
/** Above the sourcings of an order. */
const TIMETABLED = 9;
const DOCUMENTS = Object.keys(CUSTOMS_DOCUMENT).length;

const STREAMS = ['acceptance-ms', 'query', 'document', 'exam', 'exam-ms', 'exam-fee', 'refused'] as const;

export type CustomsStreams = Readonly<Record<(typeof STREAMS)[number], RandomStream>>;

export function customsStreams(random: Random): CustomsStreams {
  return Object.fromEntries(
    STREAMS.map((name) => [name, random.stream(`customs/${name}`)]),
  ) as CustomsStreams;
}

/** What the draws of a load are keyed by, as carriers key its trip. */
export interface Luck {
  readonly luckKey: number;
  readonly luckN: number;
}

export function luckOf(
  { lane, cutoff }: Pick<Declaration, 'lane' | 'cutoff'>,
  orderKey: number,
  sourcing: number,
): Luck {
  if (cutoff < 0) return { luckKey: orderKey, luckN: sourcing };
  return { luckKey: (Math.imul(lane, 0x10000) + cutoff) >>> 0, luckN: TIMETABLED };
}

interface CompiledExam {
  readonly settings: ExamSettings;
  readonly ms: Sampler;
  readonly feeMinor: Sampler;
}

export class Regime {
  readonly settings: CustomsRegime;
  private readonly streams: CustomsStreams;
  private readonly acceptance: Sampler;
  private readonly exams: readonly CompiledExam[];

  constructor(settings: CustomsRegime, streams: CustomsStreams) {
    const { exams, acceptanceMs } = settings;
    const sum = exams.reduce((all, { share }) => all + share, 0);
    assert(sum <= 1, `customs: exams of ${sum} of all loads. Their shares sum to at most 1`);
    this.settings = settings;
    this.streams = streams;
    this.acceptance = compile(acceptanceMs, 'customs: acceptanceMs');
    this.exams = exams.map((exam) => ({
      settings: exam,
      ms: compile(exam.ms, 'customs: exam'),
      feeMinor: compile(exam.feeMinor, 'customs: exam fee'),
    }));
  }

  /** Time at the desk, ms. @param round which reading, from 1 */
  readingMs({ luckKey, luckN }: Luck, round: number): number {
    const index = luckN * ROUNDS_MAX + round;
    return drawMs(this.acceptance, this.streams['acceptance-ms'], luckKey, index);
  }

  /** `CUSTOMS_DOCUMENT` that is asked for; 0 = none: it is accepted. */
  query({ luckKey, luckN }: Luck, round: number): number {
    const { queryShare, queryAgainShare } = this.settings;
    const index = luckN * ROUNDS_MAX + round;
    const share = round === 1 ? queryShare : queryAgainShare;
    if (round >= ROUNDS_MAX || this.streams.query.unit(luckKey, index) >= share) return 0;
    return 1 + this.streams.document.integer(luckKey, index, DOCUMENTS);
  }

  /** `CUSTOMS_HOLD` of its examination; 0 = none. @param at when it is chosen */
  exam({ luckKey, luckN }: Luck, at: number): number {
    const u = this.streams.exam.unit(luckKey, luckN);
    const factor = this.factorAt(at);
    let upTo = 0;
    for (const { settings } of this.exams) {
      upTo += settings.share * factor;
      if (u < upTo) return settings.kind;
    }
    return 0;
  }

  examMs(luck: Luck, kind: number): number {
    const sampler = this.of(kind).ms;
    const { luckKey, luckN } = luck;
    return Math.max(
      0,
      Math.round(sampler.sample(this.streams['exam-ms'], luckKey, luckN * KINDS_MAX + kind)),
    );
  }

  feeMinor({ luckKey, luckN }: Luck, kind: number): number {
    const sampler = this.of(kind).feeMinor;
    const minor = sampler.sample(this.streams['exam-fee'], luckKey, luckN * KINDS_MAX + kind);
    return Math.max(0, Math.round(minor));
  }

  refuses({ luckKey, luckN }: Luck): boolean {
    return this.streams.refused.unit(luckKey, luckN) < this.settings.refusedShare;
  }

  private of(kind: number): CompiledExam {
    const exam = this.exams.find(({ settings }) => settings.kind === kind);
    assert(exam !== undefined, `customs: no exam of kind ${kind}`);
    return exam;
  }

  private factorAt(at: number): number {
    let factor = 1;
    for (const [fromAt, times] of this.settings.tightening) if (fromAt <= at) factor = times;
    return factor;
  }
}
