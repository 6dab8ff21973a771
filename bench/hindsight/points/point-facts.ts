/** What one run's own decisions at one point came to, and the least that any answers to the same questions could have. */
import type { PointUnit } from '#reports/comparison/regret-report';
import type { Recorder } from '#scenarios/recording/recorder';
import type { OutboundArm } from '../../experiments/outbound-arms.ts';

/** Plain data: it comes from another process, and is kept in a file. */
export interface PointFacts {
  readonly point: string;
  /** Of the figures below, which are whole: minor units, ms, or minor units x hours. */
  readonly unit: PointUnit;
  /** Questions of which it is known what came. */
  readonly decisions: number;
  readonly came: number;
  readonly bound: number;
  /** What the best answers that were found come to above the bound; 0 = it is exact. */
  readonly open: number;
  /** Answers that were what is on record as right, of those that can be held against it. Absent = nothing is on record. */
  readonly right?: { readonly answers: number; readonly of: number };
}

/** What is known of a run at its end, beside what was heard. */
export type EndedRun = Pick<OutboundArm, 'end' | 'outcomes'>;

/** Heard while a run goes on. */
export interface PointNotes {
  readonly hears: Partial<Recorder>;
  /** null = nothing was asked of which it is known what came. */
  facts(run: EndedRun): Promise<PointFacts | null>;
}

const METHODS = ['input', 'message', 'decision', 'task', 'business'] as const;

/** All of them as one recorder's methods; what nobody hears is not among them. */
export function heardByAll(parts: readonly Partial<Recorder>[]): Partial<Recorder> {
  const heard: Record<string, (...cells: never[]) => void> = {};
  for (const method of METHODS) {
    const own = parts.flatMap((part) => part[method] ?? []) as ((...cells: never[]) => void)[];
    if (own.length === 1) heard[method] = own[0]!;
    else if (own.length > 1)
      heard[method] = (...cells) => {
        for (const each of own) each(...cells);
      };
  }
  return heard as Partial<Recorder>;
}
