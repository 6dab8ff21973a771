/** HOLD on the calendar alone: against C++ with exponential delays, against a binary heap with awkward ones. */
import { inChild } from '../../harness/child.ts';
import { median } from '../../harness/measure.ts';
import {
  contestRow,
  figureRow,
  nsWords,
  repeated,
  type Sample,
  type Section,
  sizeWords,
} from '../../harness/section.ts';
import type { Delays } from '../delays.ts';
import { peerHold } from './cpp-peer.ts';
import { type HoldOptions, operationsOf } from './hold.ts';

const MODULE = new URL('./hold.ts', import.meta.url).href;

const TARGETS = [
  [1000, 1.5],
  [100_000, 1.5],
  [1_000_000, 1.2],
] as const;

const AWKWARD: readonly Delays[] = [
  'constant',
  'ticks',
  'bimodal',
  'pareto',
  'half-zero',
  'exponential, one far event',
];

function holdOf(calendar: HoldOptions['calendar'], delays: Delays, pending: number): Sample {
  const options: HoldOptions = { calendar, delays, pending, operations: operationsOf(pending) };
  return inChild<Sample>(MODULE, 'hold', options);
}

export const holdAgainstCpp: Section = {
  name: 'hold',
  title: 'HOLD (pop the minimum, push at now + exp(1)), calendar alone, against C++ std::priority_queue -O3',
  run: ({ repetitions, peer }) =>
    TARGETS.map(([pending, target]) => {
      const work = `${sizeWords(pending)} pending`;
      const ours = (): Sample => holdOf('ladder', 'exponential', pending);
      if (peer === null) {
        const ns = median(repeated(repetitions, () => ours().value));
        return { ...figureRow(work, nsWords(ns), { target: `>= ${target} x`, met: null }), peer: 'no g++' };
      }
      const operations = operationsOf(pending);
      return contestRow(repetitions, {
        work,
        words: nsWords,
        ours,
        peer: () => peerHold(peer, { pending, operations }),
        target,
      });
    }),
};

export const holdAgainstHeap: Section = {
  name: 'delays',
  title: 'HOLD with other delays, calendar alone, against a binary heap over typed arrays',
  run: ({ repetitions }) =>
    AWKWARD.flatMap((delays) =>
      [1000, 100_000].map((pending) =>
        contestRow(repetitions, {
          work: `${delays}, ${sizeWords(pending)} pending`,
          words: nsWords,
          ours: () => holdOf('ladder', delays, pending),
          peer: () => holdOf('heap', delays, pending),
          target: 1,
        }),
      ),
    ),
};
