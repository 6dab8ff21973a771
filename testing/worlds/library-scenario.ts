/** Scenarios of the library as texts, to be edited and loaded: `library:` is read from disk, anything else from what is given. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Loaded, type LoadOptions, loadScenario } from '#scenarios/schema/load';
import {
  type AnyOutboundScenario,
  isRecorded,
  type OutboundScenario,
  type RecordedScenario,
} from '#scenarios/schema/outbound/scenario';
import { showProblem } from '#scenarios/schema/source-files';

const KNOWN = {
  kpis: {
    otif: 'share',
    onTimeDelivery: 'share',
    ordersOpen: 'count',
    landedCostPerOrder: 'money',
    freightPerKg: 'money/kg',
    stockoutDays: 'days',
  },
} as const;

export function libraryText(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../scenarios/library/${path}`, import.meta.url)), 'utf8');
}

/** @param files texts by name, beside those of the library */
export function loadFrom(
  ref: string,
  files: Readonly<Record<string, string>> = {},
  options: Pick<LoadOptions, 'with' | 'set' | 'parts' | 'armsToCome'> = {},
): Loaded {
  const read = (path: string): string | null =>
    path.startsWith('library:') ? libraryText(path.slice('library:'.length)) : (files[path] ?? null);
  return loadScenario(ref, { read }, { ...KNOWN, ...options });
}

/** A text of the file, or a pattern, and what stands there instead; of a pattern, `$1` is its first group. */
export type Edit = readonly [from: string | RegExp, to: string];

/** The distributor with texts replaced, each at its first place: lines stay those of the library's file. */
export function distributorWith(...edits: readonly Edit[]): Loaded {
  return edited('b2b-distributor.yaml', edits);
}

/** Quickstart, likewise. */
export function quickstartWith(...edits: readonly Edit[]): Loaded {
  return edited('quickstart.yaml', edits);
}

function edited(file: string, edits: readonly Edit[]): Loaded {
  let text = libraryText(file);
  for (const [from, to] of edits) {
    const after = text.replace(from, to);
    if (after === text) throw new Error(`${file} holds no ${from}, or has it so already`);
    text = after;
  }
  return loadFrom('mine.yaml', { 'mine.yaml': text });
}

/** As it should be, with generated demand: throws what is wrong with it. */
export function outboundScenario(loaded: Loaded): OutboundScenario {
  const scenario = right(loaded);
  if (isRecorded(scenario)) throw new Error(`${scenario.name} reads its orders from files`);
  return scenario;
}

/** As it should be, on the order list of a data set. */
export function recordedScenario(loaded: Loaded): RecordedScenario {
  const scenario = right(loaded);
  if (!isRecorded(scenario)) throw new Error(`${scenario.name} makes its orders`);
  return scenario;
}

function right(loaded: Loaded): AnyOutboundScenario {
  if (!loaded.ok) throw new Error(loaded.problems.map(showProblem).join('\n'));
  return loaded.scenario;
}

export function problemsIn(loaded: Loaded): string[] {
  return loaded.ok ? [] : loaded.problems.map(showProblem);
}

export function warningsIn(loaded: Loaded): string[] {
  return loaded.ok ? loaded.warnings.map(showProblem) : [];
}
