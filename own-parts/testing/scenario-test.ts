/** `test.scenario`: a test of one run of a scenario, or of one run a seed. */
import { type TestAPI, test as vitest } from 'vitest';
import { runScenario, type ScenarioOptions, type ScenarioRun, type ScenarioSource } from './scenario-run.ts';

/** A run is seconds, not milliseconds; how long it may take says the test. */
const TIMEOUT_MS = 120_000;

export interface ScenarioTestOptions extends Omit<ScenarioOptions, 'seed'> {
  readonly seed?: string | number;
  /** A test for each, instead of `seed`. */
  readonly seeds?: readonly (string | number)[];
  /** Default: what is run, as on the command line. */
  readonly title?: string;
  /** Of the test; default: two minutes. */
  readonly timeoutMs?: number;
}

/** Looks at the run. */
export type ScenarioCheck = (run: ScenarioRun) => void | Promise<void>;

export interface ScenarioTest {
  (source: ScenarioSource, check: ScenarioCheck): void;
  (source: ScenarioSource, options: ScenarioTestOptions, check: ScenarioCheck): void;
}

export interface ScenarioTests extends ScenarioTest {
  readonly only: ScenarioTest;
  readonly skip: ScenarioTest;
}

type Register = (title: string, run: () => Promise<void>, timeoutMs: number) => void;

function registering(register: Register): ScenarioTest {
  return (
    source: ScenarioSource,
    ...rest: readonly [ScenarioCheck] | readonly [ScenarioTestOptions, ScenarioCheck]
  ) => {
    const [options, check] = rest.length === 1 ? [{}, rest[0]] : rest;
    const { seeds, title, timeoutMs = TIMEOUT_MS, ...words } = options;
    if (seeds?.length === 0) throw new Error('seeds: [] makes no test. Give one or more, or leave it out');
    const all = seeds?.map((seed) => ({ ...words, seed })) ?? [words];
    for (const each of all)
      register(titleOf(source, each, title), async () => check(await runScenario(source, each)), timeoutMs);
  };
}

function titleOf(
  source: ScenarioSource,
  { with: overlays = [], set = [], policy, seed }: ScenarioOptions,
  title: string | undefined,
): string {
  const named =
    title ??
    [
      typeof source === 'string' ? source : 'a scenario',
      ...overlays.map((overlay) => `--with ${overlay}`),
      ...set.map((setting) => `--set ${setting}`),
      ...(policy === undefined ? [] : [`--policy ${policy}`]),
    ].join(' ');
  return seed === undefined ? named : `${named} --seed ${seed}`;
}

const scenario: ScenarioTests = Object.assign(registering(vitest), {
  only: registering(vitest.only),
  skip: registering(vitest.skip),
});

/** Vitest's own `test`, and `test.scenario`. */
export const test: TestAPI & { readonly scenario: ScenarioTests } = Object.assign(vitest.extend({}), {
  scenario,
});
