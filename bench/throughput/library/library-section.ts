/** Every scenario of the library as it stands, in orders a second; what its phases cost against each other; and start-up. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCENARIOS } from '#scenarios/library/index';
import { inChild } from '../../harness/child.ts';
import { median } from '../../harness/measure.ts';
import { figureRow, repeated, type Section, withCompileCache } from '../../harness/section.ts';
import type { Row } from '../../harness/table.ts';
import type { ScenarioCost } from './library-bench.ts';

const MODULE = new URL('./library-bench.ts', import.meta.url).href;
const CLI = fileURLToPath(new URL('../../../bin/dray.js', import.meta.url));
const ORDERS_PER_SECOND_MIN = 5000;
const START_MS_MAX = 1000;
/** A run that ends within its first minute has delivered nothing, and misses the scenario's thresholds. */
const AT_ONCE = { words: ['--until', '1 min'], exit: 99 };
/** Of `as-is-to-be`. */
const [AS_IS, OPTIMISED] = ['as-is', 'optimised'];

export const library: Section = {
  name: 'library',
  title:
    'Every scenario of the library as it stands (objects, invariants and digests on; warm), and start-up',
  run: ({ repetitions }) => [
    ...SCENARIOS.flatMap((name) => rowsOf(name, repetitions)),
    ...starts(repetitions),
  ],
};

function rowsOf(name: string, repetitions: number): readonly Row[] {
  const first = inChild<ScenarioCost | null>(MODULE, 'costOfScenario', { name });
  if (first === null) return [figureRow(`${name}: reads its orders from files`, '–', null)];
  const more = repeated(repetitions - 1, () => inChild<ScenarioCost>(MODULE, 'costOfScenario', { name }));
  const runs = [first, ...more];
  const usOf = (no: number): number => median(runs.map(({ arms }) => arms[no]!.usPerOrder));
  const coldUs = median(runs.map(({ coldUsPerOrder }) => coldUsPerOrder));
  const cold = figureRow('  its first run in a process', `${(1e6 / coldUs).toFixed(0)} orders/s`, null);
  const warm = first.arms.map(({ arm, orders, eventsPerOrder }, no) => {
    const perSecond = 1e6 / usOf(no);
    return figureRow(
      `${name}, ${arm}: ${orders} orders, ${eventsPerOrder.toFixed(0)} events each`,
      `${perSecond.toFixed(0)} orders/s`,
      { target: `>= ${ORDERS_PER_SECOND_MIN} orders/s`, met: perSecond >= ORDERS_PER_SECOND_MIN },
    );
  });
  const rows = [warm[0]!, cold, ...warm.slice(1)];
  const [asIs, optimised] = [AS_IS, OPTIMISED].map((arm) => first.arms.findIndex((each) => each.arm === arm));
  if (asIs! < 0 || optimised! < 0) return rows;
  const ratio = median(runs.map(({ arms }) => arms[asIs!]!.usPerOrder / arms[optimised!]!.usPerOrder));
  const bound = { target: '<= 1 x', met: ratio <= 1 };
  return [...rows, figureRow(`  an order ${AS_IS} against ${OPTIMISED}`, `${ratio.toFixed(2)} x`, bound)];
}

/** Wall time of whole commands, code compiled before, as from the second start on. */
function starts(repetitions: number): readonly Row[] {
  return withCompileCache((env) => {
    const once = (words: readonly string[], exit: number): number => {
      const before = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [CLI, ...words], {
        env: { ...process.env, ...env },
        encoding: 'utf8',
      });
      if (status !== exit) throw new Error(`dray ${words.join(' ')} failed: ${stderr}`);
      return performance.now() - before;
    };
    const wall = (exit: number, ...more: readonly string[]): number => {
      const words = ['run', 'quickstart', '--quiet', '--out', out, ...more];
      once(words, exit);
      return median(repeated(repetitions, () => once(words, exit)));
    };
    const out = mkdtempSync(join(tmpdir(), 'dray-bench-start-'));
    const ms = (value: number): string => `${value.toFixed(0)} ms`;
    const start = wall(AT_ONCE.exit, ...AT_ONCE.words);
    const whole = wall(0);
    rmSync(out, { recursive: true });
    return [
      figureRow(
        "dray run quickstart --until '1 min': start-up, recordings and report included (wall time)",
        ms(start),
        { target: `<= ${START_MS_MAX} ms`, met: start <= START_MS_MAX },
      ),
      figureRow('dray run quickstart, whole (wall time)', ms(whole), null),
    ];
  });
}
