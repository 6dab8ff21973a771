/**
 * What an export is split into: nothing, by time, or by seed.
 *
 * 1. By time: the first decisions of each run are to train on, the later ones to test on. What became of a decision only after the cut was
 *    not known then, and is left out of what is trained on.
 * 2. By seed: whole runs, in the order in which they are named.
 * 3. Never by entity: orders of one run share stock, docks and trucks, so that a training row would tell of the test rows' future.
 */

import { RecordedBatches } from '#reports/export/recorded-batches';
import type { RecordedArm } from '#reports/export/recorded-table';
import { ALWAYS, type TimeSlice } from '#reports/export/time-slice';
import { UserError } from '../exit-codes.ts';
import type { RecordedRun } from './export-runs.ts';

export interface Member {
  readonly arm: RecordedArm;
  readonly slice: TimeSlice;
}

export interface Part {
  /** Of the names of its files. */
  readonly suffix: string;
  /** Of a table without an instant; null = the other part has it whole. */
  readonly timeless: string | null;
  readonly members: readonly Member[];
}

export type Split = { readonly by: 'nothing' } | { readonly by: 'time' | 'seed'; readonly share: number };

const WAYS = 'time:SHARE or seed:SHARE, such as time:0.8';
const USUAL_SHARE = 0.8;

export function splitOf(words: string | undefined): Split {
  if (words === undefined) return { by: 'nothing' };
  const [by, text, ...more] = words.split(':');
  if (by === 'entity' || by === 'order' || by === 'random')
    throw new UserError(
      `--split ${words}: a split by ${by} leaks the future. Orders of one run share stock, docks and trucks: a row to train on would tell what became of ` +
        `the rows to test on. Split by time, or by seed over several runs: ${WAYS}`,
    );
  const share = text === undefined ? USUAL_SHARE : Number(text);
  if ((by !== 'time' && by !== 'seed') || more.length > 0 || text === '')
    throw new UserError(`--split ${words}: it is no way to split. There are ${WAYS}`);
  if (!(share > 0 && share < 1))
    throw new UserError(`--split ${words}: the share to train on must be above 0 and below 1, got ${text}`);
  return { by, share };
}

export function partsOf(split: Split, runs: readonly RecordedRun[]): readonly Part[] {
  switch (split.by) {
    case 'nothing':
      return [{ suffix: '', timeless: '', members: membersOf(runs) }];
    case 'seed':
      return bySeed(split.share, runs);
    case 'time':
      return byTime(split.share, runs);
  }
}

function membersOf(runs: readonly RecordedRun[]): Member[] {
  return runs.flatMap(({ arms }) => arms.map((arm) => ({ arm, slice: ALWAYS })));
}

function bySeed(share: number, runs: readonly RecordedRun[]): readonly Part[] {
  if (runs.length < 2)
    throw new UserError(
      `--split seed: one run has one seed. Name several: dray run NAME --seed 1, --seed 2 ..., then dray export RUN1 RUN2 ...`,
    );
  const training = Math.min(runs.length - 1, Math.max(1, Math.round(share * runs.length)));
  return [
    { suffix: '-train', timeless: '-train', members: membersOf(runs.slice(0, training)) },
    { suffix: '-test', timeless: '-test', members: membersOf(runs.slice(training)) },
  ];
}

function byTime(share: number, runs: readonly RecordedRun[]): readonly Part[] {
  const cuts = runs.map((run) => ({ run, cut: cutOf(share, run) }));
  const part = (suffix: string, timeless: '' | null, sliceAt: (cut: number) => TimeSlice): Part => ({
    suffix,
    timeless,
    members: cuts.flatMap(({ run, cut }) => run.arms.map((arm) => ({ arm, slice: sliceAt(cut) }))),
  });
  return [
    part('-train', '', (cut) => ({ from: -Infinity, until: cut })),
    part('-test', null, (cut) => ({ from: cut, until: Infinity })),
  ];
}

/** The instant before which that share of the decisions was asked: of the first arm, for all arms of the run. */
function cutOf(share: number, { dir, arms }: RecordedRun): number {
  const times: number[] = [];
  for (const batch of new RecordedBatches(arms[0]!.dir, 'decisions')) {
    const now = batch.getChild('now')!;
    for (let row = 0; row < batch.numRows; row++) times.push(Number(now.get(row)));
  }
  if (times.length < 2)
    throw new UserError(
      `--split time: ${dir} has ${times.length} decisions, which can't be split. Export it whole`,
    );
  times.sort((one, other) => one - other);
  return times[Math.min(times.length - 1, Math.max(1, Math.round(share * times.length)))]!;
}
