/**
 * Parts that users wrote, where a scenario names their files: which files those are, and what stands for them once whoever may
 * read files has loaded them.
 *
 * 1. A policy's file is replaced by the policy's name, at its place: from then on it is a name like any other.
 * 2. A carrier's file stays where it is; `ownProfiles` says what is in it.
 * 3. A part of the wrong kind, or one that takes a name of ours, is a problem at the place where it is named.
 */
import { CARRIER_PROFILES } from '#mock-systems/carriers/profiles';
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import { FRONT_PARTNERS, type FrontName } from '#mock-systems/front-contracts';
import type { FrontConduct } from '#mock-systems/own-front';
import type { TmsConduct } from '#mock-systems/tms/conduct';
import type { DecisionPoint } from '#orchestrator/core/out';
import type { Policy } from '#orchestrator/decisions/gate';
import { POINT_WORDS, pointNamed } from '#orchestrator/decisions/point-words';
import { DECISION_POINTS, POINTS, thumbNames } from '#orchestrator/decisions/points';
import type { OwnProcess } from '../world/own-process.ts';
import type { Located } from './located.ts';
import { PLACES } from './outbound/point-places.ts';
import type { Problem } from './source-files.ts';

export type OwnPart =
  | {
      readonly kind: 'policy';
      readonly point: DecisionPoint;
      /** Of that point. */
      readonly policy: Policy<unknown, unknown>;
    }
  | { readonly kind: 'carrier'; readonly profile: CarrierProfile }
  | {
      readonly kind: 'system';
      readonly name: string;
      readonly system: FrontName;
      /** How TMS prices; null = as its table says. */
      readonly conduct: TmsConduct | null;
      /** null = ours answers all. */
      readonly front: FrontConduct | null;
    }
  | { readonly kind: 'process'; readonly process: OwnProcess };

/** By the path of the file, as `partsNamed` has it. */
export type OwnParts = ReadonlyMap<string, OwnPart>;

/** What a scenario with own mocks holds beside what its file says. */
export interface WithOwnParts {
  /** By what stands at `profile`. */
  readonly ownProfiles?: Readonly<Record<string, CarrierProfile>>;
  readonly ownTms?: { readonly name: string; readonly conduct: TmsConduct };
  /** Each before one of ours. */
  readonly ownFronts?: readonly FrontConduct[];
  /** In the order in which `processes` names them. */
  readonly ownProcesses?: readonly OwnProcess[];
}

/** What stands at a place: who answers this point, a carrier, a system, or a process. */
type Slot = DecisionPoint | 'profile' | FrontName | 'process';

/** A file that a scenario names, and where. */
export interface NamedPart {
  /** To be read from here. */
  readonly path: string;
  /** As it is written. */
  readonly text: string;
  readonly node: Located;
  readonly slot: Slot;
}

/** The endings that Node runs. */
export const PART_FILE = /\.m?[jt]s$/;

/** As against a name. */
export function namesPart(text: string): boolean {
  return PART_FILE.test(text);
}

/** Every file that a scenario names a part by, in the order of its sections. @param relativeTo a path as a file means it */
export function partsNamed(
  tree: Located,
  relativeTo: (from: string, path: string) => string,
): readonly NamedPart[] {
  const found: NamedPart[] = [];
  const take = (node: Located | undefined, slot: Slot): void => {
    if (node?.kind !== 'scalar' || typeof node.value !== 'string' || !namesPart(node.value)) return;
    const { place, value: text } = node;
    // What the command line names is meant from where it is typed.
    const path = place.file.startsWith('--') ? text : relativeTo(place.file, text);
    found.push({ path, text, node, slot });
  };
  for (const node of itemsOf(at(tree, ['policies']))) {
    take(node, 'sourcing');
    take(at(node, ['baseline']), pointOfArm(node));
    for (const [key, point] of POINT_WORDS) take(at(node, [key]), point);
  }
  for (const point of DECISION_POINTS) take(at(tree, PLACES[point]), point);
  for (const { node } of entriesOf(at(tree, ['phases'])))
    for (const [key, point] of POINT_WORDS) take(at(node, ['thumbs', key]), point);
  for (const node of itemsOf(at(tree, ['network', 'carriers']))) take(at(node, ['profile']), 'profile');
  take(at(tree, ['carriers', 'profile']), 'profile');
  for (const system of FRONT_NAMES) take(at(tree, placeOfSystem(system)), system);
  for (const node of itemsOf(at(tree, ['processes']))) take(node, 'process');
  return found;
}

/** What is wrong with what the files hold. */
export function misplaced(named: readonly NamedPart[], parts: OwnParts): readonly Problem[] {
  return named.flatMap((each, i) => {
    const message = misplacedAs(each, parts.get(each.path)) ?? clashOf(each, named.slice(0, i), parts);
    return message === null ? [] : [{ ...each.node.place, message }];
  });
}

/** Two processes of one's own may share no name and no kind of message: nobody would know whose it is. */
function clashOf({ text, path }: NamedPart, before: readonly NamedPart[], parts: OwnParts): string | null {
  const part = parts.get(path);
  if (part?.kind !== 'process') return null;
  const words = wordsOf(part.process);
  for (const other of before) {
    const known = parts.get(other.path);
    if (known?.kind !== 'process') continue;
    const shared = wordsOf(known.process).find((word) => words.includes(word));
    if (shared !== undefined)
      return `"${text}" and "${other.text}"${lineOf(other)} both have "${shared}". Name them apart`;
  }
  return null;
}

/** What stands in a command has no lines. */
function lineOf({ node: { place } }: NamedPart): string {
  return place.line > 0 ? ` (line ${place.line})` : '';
}

function wordsOf({ name, system, actor }: OwnProcess): readonly string[] {
  return [name, system.name, actor.name, ...system.says, ...(system.takes ?? [])];
}

function misplacedAs({ text, slot }: NamedPart, part: OwnPart | undefined): string | null {
  if (part === undefined)
    return `"${text}" is a part of one's own, and nobody has loaded it: only \`dray\` does`;
  const is = slotOf(part);
  if (is !== slot)
    return `"${text}" is ${slotName(is)}, and ${slotName(slot)} is needed here. ${placeFor(is)}`;
  if (part.kind !== 'policy') return null;
  const { name } = part.policy;
  if (!thumbNames(part.point).includes(name)) return null;
  return `"${text}" calls itself "${name}", which is one of ours. Give it a name of its own`;
}

const FRONT_NAMES = Object.keys(FRONT_PARTNERS) as readonly FrontName[];

/** Where a scenario names a system of one's own. */
export function placeOfSystem(system: FrontName): readonly string[] {
  return system === 'tms' ? ['systems', 'tms', 'part'] : ['systems', 'parts', system];
}

function slotName(slot: Slot): string {
  if (isPoint(slot)) return `a policy for "${slot}"`;
  if (slot === 'profile') return 'a carrier';
  return slot === 'process' ? 'a process' : `a system of kind "${slot}"`;
}

function isPoint(slot: Slot): slot is DecisionPoint {
  return Object.hasOwn(POINTS, slot);
}

function slotOf(part: OwnPart): Slot {
  if (part.kind === 'policy') return part.point;
  if (part.kind === 'process') return 'process';
  return part.kind === 'carrier' ? 'profile' : part.system;
}

function placeFor(slot: Slot): string {
  if (slot === 'profile') return 'A carrier stands at `profile` of network.carriers';
  if (slot === 'process') return 'It stands in the list `processes`';
  if (!isPoint(slot)) return `It stands at \`${placeOfSystem(slot).join('.')}\``;
  const place = PLACES[slot].join('.');
  return `It stands at \`${place}\`, or is set with --set '${place}=...'`;
}

/** Where an arm that is more than a name has policies; in a phase's `thumbs` are some of these. */
const ARM_KEYS: readonly string[] = ['baseline', ...POINT_WORDS.map(([word]) => word)];

/** The tree with the names of policies in place of their files. */
export function withPolicyNames(tree: Located, named: readonly NamedPart[], parts: OwnParts): Located {
  const names = new Map<Located, string>();
  for (const { node, path } of named) {
    const part = parts.get(path);
    if (part?.kind === 'policy') names.set(node, part.policy.name);
  }
  const renamed = (node: Located): Located => {
    if (node.kind === 'list') return { ...node, items: node.items.map(renamed) };
    if (node.kind === 'map')
      return ARM_KEYS.reduce<Located>((arm, key) => changedAt(arm, [key], renamed), node);
    const name = names.get(node);
    return node.kind === 'scalar' && name !== undefined ? { ...node, value: name } : node;
  };
  const ofPhases = entriesOf(at(tree, ['phases'])).map(({ key }) => ['phases', key, 'thumbs']);
  const paths = [...Object.values(PLACES), ...ofPhases];
  return paths.reduce((whole, path) => changedAt(whole, path, renamed), tree);
}

/** Own carriers by what stands at `profile`, own systems, and own processes. */
export function ownPartsOf(named: readonly NamedPart[], parts: OwnParts): WithOwnParts {
  const profiles: Record<string, CarrierProfile> = {};
  const processes: OwnProcess[] = [];
  const fronts: FrontConduct[] = [];
  let tms: WithOwnParts['ownTms'];
  for (const { text, path } of named) {
    const part = parts.get(path);
    if (part?.kind === 'carrier') profiles[text] = part.profile;
    if (part?.kind === 'process') processes.push(part.process);
    if (part?.kind !== 'system') continue;
    const { name, conduct, front } = part;
    if (conduct !== null) tms = { name, conduct };
    if (front !== null) fronts.push(front);
  }
  return {
    ...(Object.keys(profiles).length === 0 ? {} : { ownProfiles: profiles }),
    ...(tms === undefined ? {} : { ownTms: tms }),
    ...(fronts.length === 0 ? {} : { ownFronts: fronts }),
    ...(processes.length === 0 ? {} : { ownProcesses: processes }),
  };
}

/** Profile by name, or by the file of one's own. */
export function profileOf({ ownProfiles }: WithOwnParts, profile: string): CarrierProfile {
  const own = ownProfiles?.[profile];
  return own ?? CARRIER_PROFILES[profile as keyof typeof CARRIER_PROFILES];
}

/** Names of own policies for a point. */
export function ownNames(parts: OwnParts | undefined, point: DecisionPoint): readonly string[] {
  return [...(parts?.values() ?? [])].flatMap((part) =>
    part.kind === 'policy' && part.point === point ? [part.policy.name] : [],
  );
}

function at(tree: Located | undefined, path: readonly string[]): Located | undefined {
  return path.reduce<Located | undefined>(
    (node, key) => (node?.kind === 'map' ? node.entries.get(key)?.node : undefined),
    tree,
  );
}

/** The point that an arm's model answers; the arm of none answers `sourcing`. */
function pointOfArm(arm: Located): DecisionPoint {
  const node = at(arm, ['point']);
  const point = node?.kind === 'scalar' ? String(node.value) : 'sourcing';
  return pointNamed(point) ?? 'sourcing';
}

function entriesOf(node: Located | undefined): readonly { readonly key: string; readonly node: Located }[] {
  return node?.kind === 'map' ? [...node.entries].map(([key, entry]) => ({ key, node: entry.node })) : [];
}

function itemsOf(node: Located | undefined): readonly Located[] {
  return node?.kind === 'list' ? node.items : [];
}

function changedAt(
  tree: Located,
  [key, ...rest]: readonly string[],
  change: (node: Located) => Located,
): Located {
  if (key === undefined) return change(tree);
  const entry = tree.kind === 'map' ? tree.entries.get(key) : undefined;
  if (tree.kind !== 'map' || entry === undefined) return tree;
  const node = changedAt(entry.node, rest, change);
  return { ...tree, entries: new Map(tree.entries).set(key, { ...entry, node }) };
}
