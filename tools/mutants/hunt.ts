/**
 * Hunts for one bug in the tree that it lies in: trial after trial, over its grounds in turn, until one finds something.
 *
 * Reads `HuntOrder` from its standard input and writes a line of JSON for each trial: `HuntLine`.
 */
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { type Loaded, loadScenario } from '#scenarios/schema/load';
import type { SourceFiles } from '#scenarios/schema/source-files';
import { runTrial, type TrialOutcome } from '#testing/search/trial';
import { libraryText } from '#testing/worlds/library-scenario';
import { AuditJudge } from './audit-judge.ts';
import type { Ground } from './ground.ts';
import { GROUNDS, type GroundName } from './grounds.ts';
import { waywardPolicy } from './wayward-policy.ts';

export interface HuntOrder {
  readonly grounds: readonly GroundName[];
  /** Trials of each ground. */
  readonly seeds: number;
}

export interface HuntLine {
  readonly ground: GroundName;
  readonly seed: number;
  readonly events: number;
  readonly orders: number;
  readonly found: { readonly invariant: string; readonly place: string; readonly message: string } | null;
}

/** Far more than a run has; what goes on beyond has no end. */
const EVENTS_MAX = 8_000_000;
const LIBRARY = 'library:';
const FILES: SourceFiles = {
  read: (path) => (path.startsWith(LIBRARY) ? libraryText(path.slice(LIBRARY.length)) : null),
};

/** Faults after which the business is what it was, over the days in which orders come. */
const HARMLESS = `faults={ written: [${Array.from({ length: 16 }, (_, i) => `{ kind: crash, from: ${10 + 3 * i} h }`)}, ${Array.from({ length: 6 }, (_, i) => `{ kind: upgrade, from: ${11 + 7 * i} h }`)}, { kind: zombie, from: 0 s, lasts: 8 d, share: 0.05, by: { exponential: { mean: 5 min } } }], source: assumption }`;

function loadedFor(
  { scenario, overlays, set, model, thinkingMs }: Ground,
  more: readonly string[] = [],
): Extract<Loaded, { ok: true }> {
  const arm = model === undefined ? [] : [`policies=${JSON.stringify([waywardPolicy(model, thinkingMs)])}`];
  const loaded = loadScenario(scenario, FILES, {
    kpis: {},
    with: overlays,
    set: [...set, 'thresholds=[]', ...arm, ...more],
  });
  if (!loaded.ok) throw new Error(`${scenario}: ${loaded.problems.map(({ message }) => message).join('\n')}`);
  return loaded;
}

async function trial(name: GroundName, seed: number): Promise<HuntLine> {
  const ground: Ground = GROUNDS[name];
  const judge = new AuditJudge();
  const run = (more: readonly string[] = []): Promise<TrialOutcome> =>
    runTrial({
      scenario: loadedFor(ground, more).scenario,
      files: FILES,
      seed,
      eventsMax: EVENTS_MAX,
      recorder: judge.ears,
    });
  const outcome = await run();
  const line = { ground: name, seed, events: outcome.events, orders: outcome.orders };
  if (outcome.finding !== null) {
    const { invariant, place, message } = outcome.finding;
    return { ...line, found: { invariant, place, message } };
  }
  if (judge.broken !== null)
    return { ...line, found: { invariant: 'decision-audited', place: 'the chain', message: judge.broken } };
  if (ground.compared !== true) return { ...line, found: null };
  return { ...line, found: parted(outcome, await run([HARMLESS])) };
}

function parted(one: TrialOutcome, other: TrialOutcome): HuntLine['found'] {
  if (other.finding !== null) {
    const { invariant, place, message } = other.finding;
    return { invariant, place, message };
  }
  if (one.digests.businessDigest === other.digests.businessDigest) return null;
  return {
    invariant: 'crash-equals-no-crash',
    place: 'businessDigest',
    message: 'crashes, upgrades and zombies have changed the business of the run',
  };
}

const order = JSON.parse(await text(process.stdin)) as HuntOrder;
const trials = new Int32Array(new SharedArrayBuffer(4));
new Worker(new URL('./patience.ts', import.meta.url), { workerData: trials.buffer }).unref();
hunting: for (let seed = 1; seed <= order.seeds; seed++)
  for (const ground of order.grounds) {
    const line = await trial(ground, seed);
    Atomics.add(trials, 0, 1);
    process.stdout.write(`${JSON.stringify(line)}\n`);
    if (line.found !== null) break hunting;
  }
