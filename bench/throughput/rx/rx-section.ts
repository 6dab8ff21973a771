/** RxJS on the calendar, against RxJS's own virtual scheduler, which sorts its whole queue at each schedule. */
import { inChild } from '../../harness/child.ts';
import { median } from '../../harness/measure.ts';
import {
  contestRow,
  figureRow,
  repeated,
  type Sample,
  type Section,
  sizeWords,
} from '../../harness/section.ts';
import type { ChainOptions } from './rx-bench.ts';

const MODULE = new URL('./rx-bench.ts', import.meta.url).href;

type Shape = Pick<ChainOptions, 'operator' | 'chains' | 'standing'>;

const SHAPES: readonly (Shape & { readonly target: number | null })[] = [
  { operator: 'timer', chains: 1000, standing: 0, target: null },
  { operator: 'timer', chains: 10_000, standing: 0, target: 50 },
  { operator: 'delay', chains: 100, standing: 9900, target: 50 },
  { operator: 'delay', chains: 10_000, standing: 0, target: 50 },
];

function chainsOf(scheduler: ChainOptions['scheduler'], { operator, chains, standing }: Shape): Sample {
  // The virtual scheduler takes a hundred times as long: fewer actions tell as much.
  const length =
    scheduler === 'virtual' ? { actions: 3000, warmup: 2000 } : { actions: 300_000, warmup: 300_000 };
  return inChild<Sample>(MODULE, 'chains', {
    scheduler,
    operator,
    chains,
    standing,
    ...length,
  } satisfies ChainOptions);
}

const us = (value: number): string => `${value.toFixed(2)} us`;

function wordsOf({ operator, chains, standing }: Shape): string {
  const beside = standing > 0 ? `, ${sizeWords(standing)} standing timers` : '';
  return `${operator}, ${sizeWords(chains)} chains${beside}`;
}

export const rxChains: Section = {
  name: 'rx',
  title: 'RxJS timer / delay chains on our scheduler, an action, against RxJS VirtualTimeScheduler',
  run: ({ repetitions }) =>
    SHAPES.flatMap((shape) => [
      contestRow(repetitions, {
        work: wordsOf(shape),
        words: us,
        ours: () => chainsOf('calendar', shape),
        peer: () => chainsOf('virtual', shape),
        target: shape.target,
      }),
      figureRow(
        '  RxJS alone, on a scheduler that only queues',
        us(median(repeated(repetitions, () => chainsOf('none', shape).value))),
        null,
      ),
    ]),
};
