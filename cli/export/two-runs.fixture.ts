/** Two small runs of quickstart, of seeds 1 and 2, and `dray export` as it is typed of them. */
import { readFileSync } from 'node:fs';
import { csvParse } from 'd3-dsv';
import { Desk } from '#testing/outside/command-line';
import { dray, type Said } from '../in-process.fixture.ts';

export const ARM = 'cheapest-feasible';
export const SMALL = [
  '--set',
  'demand.maxOrders=15',
  '--set',
  'thresholds=[]',
  '--quiet',
  '--report',
  'none',
];

export class TwoRuns {
  readonly desk = new Desk();
  /** Of seed 1. */
  readonly first = this.desk.file('run-1');
  /** Of seed 2. */
  readonly second = this.desk.file('run-2');

  async make(): Promise<void> {
    // Each command listens to stdout until its process ends.
    process.setMaxListeners(0);
    process.stdout.setMaxListeners(0);
    for (const [i, out] of [this.first, this.second].entries()) {
      const { code, stderr } = await dray(
        'run',
        'quickstart',
        '--seed',
        String(i + 1),
        ...SMALL,
        '--out',
        out,
      );
      if (code !== 0) throw new Error(`the run of seed ${i + 1} ended with ${code}: ${stderr}`);
    }
  }

  csvOf(path: string): readonly Readonly<Record<string, string>>[] {
    return Array.from(csvParse(readFileSync(this.desk.file(path), 'utf8')));
  }
}

export const exported = (...words: string[]): Promise<Said> => dray('export', ...words);
