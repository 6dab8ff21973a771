/** What a search is asked on the command line, and the scenario behind it, loaded and checked as a run would. */
import { createHash } from 'node:crypto';
import { INVARIANTS } from '#reports/outbound/invariants';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { OwnParts } from '#scenarios/schema/own-parts';
import { DURATION_PATTERN, durationMs } from '#scenarios/schema/units';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import { nearest } from '#sim/nearest';
import { OWN_FINDINGS } from '#testing/search/finding';
import { KIND_NAMES } from '#testing/search/kinds';
import { ORDERS_DEFAULT } from '#testing/search/size';
import { type Variation, Variations, type WhichFaults } from '#testing/search/variation';
import { UserError } from '../exit-codes.ts';
import { fidelityOf } from '../run/fidelity.ts';
import { loadChecked, type ScenarioWords } from '../scenario-options.ts';
import { DiskFiles } from '../source-files.ts';
import { drayVersion } from '../version.ts';
import { noSuchArm } from './arm-names.ts';
import { whereItHappens } from './kind-places.ts';
import { OpenedModels, openableArms } from './opened-models.ts';

/** What a run of a search depends on beside its seed: typed once, handed to every process. */
export interface SearchedWords extends Omit<ScenarioWords, 'policy' | 'allowHost' | 'seed'> {
  /** swarm, none, or kinds with commas between. */
  readonly faults?: string | undefined;
  readonly orders?: number | undefined;
  readonly policy?: string | undefined;
  readonly fidelity?: string | undefined;
  readonly probes?: boolean | undefined;
}

export interface SearchWords extends SearchedWords {
  readonly seed?: string | undefined;
  readonly runs?: number | undefined;
  readonly time?: string | undefined;
  readonly twice?: boolean | undefined;
  readonly workers?: number | undefined;
  readonly invariant?: string | undefined;
  readonly out?: string | undefined;
  readonly report?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

export interface OpenSearch {
  readonly variations: Variations;
  readonly files: DiskFiles;
  readonly faults: WhichFaults;
  readonly orders: number;
  readonly policy: string | undefined;
  readonly fidelity: Fidelity;
  /** The user's own. */
  readonly parts: OwnParts;
  /** The scenario's; whoever opened the search closes them. */
  readonly models: OpenedModels;
  /** Of the scenario and all else that a run depends on, version included; 16 digits. */
  readonly identity: string;
}

/** Throws `UserError` for whatever can't be searched. */
export async function openSearch(words: SearchedWords): Promise<OpenSearch> {
  const files = new DiskFiles(words.data ?? null);
  const { policy: _one, ...ofScenario } = words;
  const { scenario, parts, identities } = await loadChecked(ofScenario, files);
  let variations: Variations;
  try {
    variations = new Variations(scenario, openableArms(scenario));
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
  const faults = await faultsOf(words, variations);
  checkPolicy(words.policy, variations, parts);
  const orders = words.orders ?? ORDERS_DEFAULT;
  const { fidelity, policy } = words;
  const known = fidelityOf(fidelity);
  const models = await OpenedModels.of(scenario, files, parts);
  const facts = [
    scenario,
    identities,
    models.digests,
    faults,
    orders,
    policy,
    fidelity,
    words.probes === true,
    drayVersion(),
  ];
  const identity = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
  return {
    variations,
    files,
    faults,
    orders,
    policy,
    fidelity: known,
    parts,
    models,
    identity,
  };
}

/** The run of a seed. @param without kinds that are left out beside those that the swarm leaves out */
export function variationOf(
  { variations, orders, faults, policy }: OpenSearch,
  seed: number,
  without: readonly string[] = [],
): Variation {
  return variations.of({ seed, orders, faults, ...(policy === undefined ? {} : { policy }) }, without);
}

async function faultsOf(words: SearchedWords, { scenario, kinds }: Variations): Promise<WhichFaults> {
  const { faults: text = 'swarm' } = words;
  if (text === 'swarm') return 'swarm';
  if (text === 'none') return [];
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const places = kinds.map(({ name }) => name);
  for (const name of names) {
    if (names.length > 1 && (name === 'swarm' || name === 'none'))
      throw new UserError(`--faults ${text}: ${name} stands by itself. Give it alone, or kinds of faults`);
    // One that can't happen finds nothing, and nobody would know why.
    if (KIND_NAMES.includes(name) && !places.includes(name)) {
      const where = await whereItHappens(name, words);
      throw new UserError(
        `--faults ${name}: ${scenario.name} has no place for it.${where || ` There are ${places.join(', ')}`}`,
      );
    }
    const near = [...KIND_NAMES, 'swarm', 'none'];
    refuseUnknown('--faults', 'kind of fault', name, places, near);
  }
  return names;
}

function checkPolicy(policy: string | undefined, { policies, scenario }: Variations, parts: OwnParts): void {
  if (policy === undefined) return;
  if (!policies.includes(policy) && scenario.policies.map(nameOfPolicy).includes(policy))
    throw new UserError(
      `--policy ${policy}: a model at an endpoint decides in it, and a search asks none. There are ${policies.join(', ')}`,
    );
  if (!policies.includes(policy)) throw noSuchArm(policy, policies, { scenario, parts });
}

/** @param said where it is named */
export function checkInvariant(name: string | undefined, said = '--invariant'): void {
  if (name === undefined) return;
  const known = [...INVARIANTS, ...OWN_FINDINGS].map(([invariant]) => invariant);
  refuseUnknown(said, 'invariant', name, known);
}

function refuseUnknown(
  option: string,
  what: string,
  name: string,
  known: readonly string[],
  meant: readonly string[] = known,
): void {
  if (known.includes(name)) return;
  const near = nearest(name, meant);
  const hint = near === null ? `There are ${known.join(', ')}` : `Did you mean "${near}"?`;
  throw new UserError(`${option} ${name}: unknown ${what}. ${hint}`);
}

const SHORT: Readonly<Record<string, string>> = { m: 'min' };

/** `10m`, `8 h`, `90 s` of `--time` -> ms; undefined = no limit. */
export function timeOf(text: string): number;
export function timeOf(text: string | undefined): number | undefined;
export function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const written = text.replace(/([a-z]+)$/, (unit) => SHORT[unit] ?? unit);
  if (DURATION_PATTERN.test(written) && durationMs(written) > 0) return durationMs(written);
  throw new UserError(`--time ${text}: give a time with its unit, such as 10m, 90 s or 8h`);
}

/** The seed of the first run: runs count on from it. */
export function firstSeed(text: string | undefined, ofScenario: string | number): number {
  if (text === undefined) return typeof ofScenario === 'number' && ofScenario >= 0 ? ofScenario : 1;
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new UserError(`--seed ${text}: a search counts on from its seed. Give a whole number from 0`);
}
