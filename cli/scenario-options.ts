/** What `run`, `check` and `replay` share: from the words of the command line to a built world. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import type { PartHead } from '#reports/run-head';
import { SCENARIOS } from '#scenarios/library/index';
import type { KnownNames } from '#scenarios/schema/known-names';
import {
  type AddedPolicy,
  type Loaded,
  type LoadedScenario,
  loadScenario,
  partsOfScenario,
} from '#scenarios/schema/load';
import { type AnyOutboundScenario, isRecorded } from '#scenarios/schema/outbound/scenario';
import type { OwnParts } from '#scenarios/schema/own-parts';
import { type Problem, showProblem } from '#scenarios/schema/source-files';
import { buildAnyOutbound, type DemandInput } from '#scenarios/world/outbound/build-any';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { UserError } from './exit-codes.ts';
import { type LoadedParts, loadParts } from './parts/load-parts.ts';
import { addedPolicies, askedPolicies } from './policies.ts';
import { keysOf, refuseSecretsIn } from './secret-leaks.ts';
import { DiskFiles } from './source-files.ts';

export interface ScenarioWords {
  readonly ref: string;
  readonly data?: string | undefined;
  readonly seed?: string | undefined;
  readonly with?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
  /** Further arms: a rule of thumb, or `onnx:` and a model; for a point other than `sourcing` after `POINT=`. */
  readonly policy?: readonly string[] | undefined;
  /** The option that they were typed with, for messages, as `--baseline`; absent = `--policy`. */
  readonly policyOption?: string | undefined;
  /** Hosts that models may be asked at. */
  readonly allowHost?: readonly string[] | undefined;
}

const KNOWN_NAMES = {
  kpis: Object.fromEntries(Object.entries(OUTBOUND_KPIS).map(([kpi, { unit }]) => [kpi, unit])),
};

export interface CheckedScenario extends LoadedScenario, Omit<LoadedParts, 'parts'> {
  readonly parts: OwnParts;
}

/**
 * Loads and checks a scenario and the user's own parts in it; throws `UserError` with every problem and its place, and where a key stands in
 * it: whatever is done with it would write that down.
 */
export async function loadChecked(words: ScenarioWords, files: DiskFiles): Promise<CheckedScenario> {
  const checked = await loadWhole(words, files);
  const said = { command: (words.set ?? []).join(' '), scenario: JSON.stringify(checked.scenario) };
  refuseSecretsIn(said, keysOf(checked.scenario));
  return checked;
}

async function loadWhole(words: ScenarioWords, files: DiskFiles): Promise<CheckedScenario> {
  const { policy = [], policyOption = '--policy', ref, with: overlays = [], set = [] } = words;
  refuseEnded(ref);
  const options = { with: overlays, set };
  const named = partsOfScenario(ref, files, { ...options, policies: askedPolicies(policy, policyOption) });
  const { parts, ...loadedParts } = await loadParts(named);
  const load = (policies: readonly AddedPolicy[], known: Pick<KnownNames, 'armsToCome'>): LoadedScenario =>
    loaded(loadScenario(ref, files, { ...KNOWN_NAMES, ...known, ...options, policies, parts }));
  // What a model falls back on stands in the scenario.
  const scenario = load([], policy.length === 0 ? {} : { armsToCome: true });
  if (policy.length === 0) return { ...scenario, parts, ...loadedParts };
  const whole = load(addedPolicies(scenario.scenario, policy, parts, policyOption), {});
  return { ...whole, parts, ...loadedParts };
}

/** What a folder is that Dray has written, by a file in it, and what else is done with it. */
const ENDED = [
  [
    'run.json',
    'a run',
    (ref: string) =>
      `Two runs are held against each other by dray diff ${ref} OTHER, its page is drawn by dray report ${ref}`,
  ],
  ['result.json', 'an experiment', (ref: string) => `Its page is drawn by dray report ${ref}`],
  ['search.json', 'a search', (ref: string) => `Its page is drawn by dray report ${ref}`],
] as const;

/** What a run has left is often typed where a scenario is asked for. What other folders hold is told by whoever reads them. */
function refuseEnded(ref: string): void {
  const names: readonly string[] = SCENARIOS;
  if (names.includes(ref)) return;
  for (const [file, what, way] of ENDED)
    if (existsSync(join(ref, file)))
      throw new UserError(`${ref} is the folder of ${what}, and a scenario is asked for. ${way(ref)}`);
}

function loaded(loaded: Loaded): LoadedScenario {
  if (loaded.ok) return loaded;
  throw new UserError(loaded.problems.map(showProblem).join('\n'));
}

/** Each on a line of its own; empty where there is none. */
export function showWarnings(warnings: readonly Problem[]): string {
  return warnings.map((warning) => `warning: ${showProblem(warning)}\n`).join('');
}

export interface Prepared {
  readonly scenario: AnyOutboundScenario;
  /** To be said before the run; it goes on. */
  readonly warnings: readonly Problem[];
  readonly seed: string | number;
  readonly world: OutboundWorld;
  /** What was read of an order list; null where orders are made. */
  readonly input: DemandInput | null;
  /** SHA-256 over the resolved scenario and every data file, 16 digits. */
  readonly digest: string;
  /** The scenario that the digest is of: without places of files. */
  readonly resolved: object;
  readonly files: DiskFiles;
  /** The user's own. */
  readonly parts: OwnParts;
  readonly identities: readonly PartHead[];
}

/** A seed as given: whole numbers are numbers. */
export function seedOf(text: string): string | number {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** Loads, checks and builds a scenario. */
export async function prepareScenario(words: ScenarioWords): Promise<Prepared> {
  const files = new DiskFiles(words.data ?? null);
  const { scenario, warnings, parts, identities } = await loadChecked(words, files);
  const seed = words.seed === undefined ? scenario.seed : seedOf(words.seed);
  if (isRecorded(scenario) && words.data === undefined) {
    throw new UserError(
      `scenario "${scenario.name}" reads its orders from files: name their folder with --data DIR`,
    );
  }
  const built = buildAnyOutbound(scenario, seed, files);
  if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
  const { world, input } = built;
  const warned = [...warnings, ...built.warnings];
  const resolved = identityOf(scenario, identities);
  const digest = digestOf({ ...resolved, seed: null, data: files.dataDigests() });
  return { scenario, warnings: warned, seed, world, input, digest, resolved, files, parts, identities };
}

function digestOf(identity: object): string {
  return createHash('sha256').update(canonical(identity)).digest('hex').slice(0, 16);
}

/**
 * Where a file lies is no part of a run. What is in it is told of a model by its arm's digest; of the user's own parts by theirs,
 * with `profile` standing for a carrier's name. What inputs might be instead is none, either.
 */
function identityOf(scenario: AnyOutboundScenario, identities: readonly PartHead[]): object {
  const {
    ownProfiles,
    ownTms: _told,
    ownFronts,
    ownProcesses,
    processes: _placed,
    plausible: _ranges,
    ...others
  } = scenario;
  const { tms, parts: ownSystems } = scenario.systems;
  const systems = {
    ...scenario.systems,
    ...(tms.part === undefined ? {} : { tms: { ...tms, part: '' } }),
    ...(ownSystems === undefined ? {} : { parts: ownFronts?.map(({ system }) => system).toSorted() }),
  };
  const processes = ownProcesses?.map(({ name }) => name);
  const rest = {
    ...others,
    systems,
    ...(processes === undefined ? {} : { processes }),
    demand: unplacedDemand(scenario),
  };
  const policies = scenario.policies.map((entry) =>
    typeof entry === 'string' ? entry : { ...entry, model: null },
  );
  if (identities.length === 0) return { ...rest, policies };
  const parts = identities.map(({ kind, name, digest }) => `${kind} ${name} ${digest}`).sort();
  const unplaced = (profile: string): string => ownProfiles?.[profile]?.name ?? profile;
  const carriers = (list: readonly { readonly profile: string }[]): unknown =>
    list.map((each) => ({ ...each, profile: unplaced(each.profile) }));
  if (isRecorded(scenario))
    return {
      ...rest,
      policies,
      parts,
      carriers: { ...scenario.carriers, profile: unplaced(scenario.carriers.profile) },
    };
  const { network } = scenario;
  return { ...rest, policies, parts, network: { ...network, carriers: carriers(network.carriers) } };
}

/** Data files are told by what is in them. */
function unplacedDemand(scenario: AnyOutboundScenario): AnyOutboundScenario['demand'] {
  if (isRecorded(scenario) || scenario.demand.history === undefined) return scenario.demand;
  const { file: _file, products: _products, customers: _customers, ...history } = scenario.demand.history;
  return { ...scenario.demand, history: { ...history, file: '' } };
}

/** JSON with sorted keys: the same value gives the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  entries.sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
