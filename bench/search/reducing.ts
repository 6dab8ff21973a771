/** What `dray reduce` makes of a long run with a planted bug, as it is typed: the whole command, its own start and its first run included. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MUTANTS } from '../../tools/mutants/mutants.ts';
import { median } from '../harness/measure.ts';
import { figureRow, repeated } from '../harness/section.ts';
import type { Row } from '../harness/table.ts';
import type { PlantedBug } from './planted-bug.ts';

const ROOT = new URL('../../', import.meta.url);
const CLI = fileURLToPath(new URL('bin/dray.js', ROOT));
const PLANT = fileURLToPath(new URL('./planted-bug.ts', import.meta.url));
const VIOLATED = 3;
const EVENTS_MOST = 10;
const SECONDS_MOST = 60;

export interface LongRun {
  /** Of `tools/mutants`. */
  readonly bug: string;
  /** What is run: a scenario, and options. */
  readonly words: readonly string[];
}

/** Found at the end of the run alone, so that each candidate has to be run whole; the second has more than 20,000 events from outside. */
export const LONG_RUNS: readonly LongRun[] = [
  {
    bug: 'breaker-never-closes',
    words: 'quickstart --policy cheapest-feasible --with swarm --set demand.maxOrders=160'.split(' '),
  },
  {
    bug: 'reservation-not-returned',
    words: [
      ...'b2b-distributor --policy cheapest-in-stock --with swarm --set demand.days=5'.split(' '),
      ...'--set demand.ordersPerDay=1000'.split(' '),
    ],
  },
];

interface Violation {
  readonly place: { readonly event: number };
}

interface Reduction {
  readonly eventsBefore: number;
  readonly eventsAfter: number;
  readonly seconds: number;
}

export function reductionRow(repetitions: number, run: LongRun, env: Readonly<Record<string, string>>): Row {
  const events = eventsOf(run, env);
  const all = repeated(repetitions, () => reductionOf(run, env));
  const seconds = median(all.map((each) => each.seconds));
  const { eventsBefore, eventsAfter } = all[0]!;
  const work = `dray reduce, ${run.words[0]} with \`${run.bug}\`: of ${words(events)} events of a run, ${words(eventsBefore)} come from outside`;
  return figureRow(work, `${eventsAfter} in ${seconds.toFixed(1)} s`, {
    target: `<= ${EVENTS_MOST} in <= ${SECONDS_MOST} s`,
    met: eventsAfter <= EVENTS_MOST && seconds <= SECONDS_MOST,
  });
}

/** Kernel events of the run until it is violated. */
function eventsOf(run: LongRun, env: Readonly<Record<string, string>>): number {
  return inFolder((out) => {
    dray(run, ['run', ...run.words, '--out', out, '--report', 'none'], env);
    const { place } = JSON.parse(readFileSync(join(out, 'violation.json'), 'utf8')) as Violation;
    return place.event;
  });
}

function reductionOf(run: LongRun, env: Readonly<Record<string, string>>): Reduction {
  return inFolder((out) => {
    const begun = performance.now();
    const said = dray(run, ['reduce', ...run.words, '--out', out, '--report', 'none', '--json'], env);
    const seconds = (performance.now() - begun) / 1000;
    return { ...(JSON.parse(said) as Omit<Reduction, 'seconds'>), seconds };
  });
}

/** The command with the bug in it, which must find it. */
function dray({ bug }: LongRun, words: readonly string[], env: Readonly<Record<string, string>>): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--import=${pathToFileURL(PLANT).href}`, CLI, ...words, '--quiet'],
    { env: { ...process.env, ...env, PLANTED_BUG: JSON.stringify(plantOf(bug)) }, encoding: 'utf8' },
  );
  if (status !== VIOLATED) throw new Error(`dray ${words.join(' ')} with ${bug}: exit ${status}: ${stderr}`);
  return stdout;
}

function plantOf(bug: string): PlantedBug {
  const mutant = MUTANTS.find(({ id }) => id === bug);
  if (mutant === undefined) throw new Error(`no planted bug is called ${bug}`);
  const { file, find, replace } = mutant;
  return { url: new URL(file, ROOT).href, find, replace };
}

function inFolder<T>(work: (out: string) => T): T {
  const out = mkdtempSync(join(tmpdir(), 'dray-bench-reduce-'));
  try {
    return work(out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function words(count: number): string {
  return count.toLocaleString('en');
}
