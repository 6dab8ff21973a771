/**
 * From a name or a file to a checked scenario: `extends`, overlays and single settings are laid over each other, and
 * every problem found comes back with its place, all at once.
 */

import { suggestion } from '#sim/nearest';
import { modelPath, OVERLAYS, overlayPath, SCENARIOS, scenarioPath } from '../library/index.ts';
import { withPeopleAsOwners } from '../world/outbound/people/people-own.ts';
import { forThisNetwork } from './any-network.ts';
import type { Findings } from './findings.ts';
import { type Fits, scenariosFitting } from './fitting.ts';
import { problemsOf } from './issues.ts';
import type { FormatName } from './json-schema.ts';
import type { KnownNames } from './known-names.ts';
import { type Brought, saidOnce, sectionsBrought } from './lacking.ts';
import { type Located, type LocatedMap, type Place, parseLocated, placeOf, plain } from './located.ts';
import { merge, NotListed } from './merge.ts';
import { leadsOut, relativeTo } from './named-files.ts';
import { checkOutbound } from './outbound/checks/check.ts';
import { checkRecorded } from './outbound/checks/check-recorded.ts';
import { contradictingOverlays } from './outbound/checks/check-responsibilities.ts';
import { DEMAND_KINDS } from './outbound/demand.ts';
import { withGuideRows } from './outbound/guide-file.ts';
import { HISTORY_FILES } from './outbound/history.ts';
import { namesModelFile, namesPython, pythonClassOf, WAYWARD } from './outbound/model-source.ts';
import { isModel, type PolicyEntries } from './outbound/policies.ts';
import {
  type AnyOutboundScenario,
  isRecorded,
  type OutboundScenario,
  outboundScenarioSchema,
  recordedScenarioSchema,
} from './outbound/scenario.ts';
import { noOverlay, noScenario, undoneOverlays, withPeopleBelow } from './overlay.ts';
import {
  misplaced,
  type NamedPart,
  ownPartsOf,
  partsNamed,
  type WithOwnParts,
  withPolicyNames,
} from './own-parts.ts';
import { settingTree } from './setting-tree.ts';
import { type Problem, type SourceFiles, showProblem } from './source-files.ts';
import { at, Stop } from './stop.ts';

export interface LoadOptions extends KnownNames {
  /** Names or files of overlays, the last on top. */
  readonly with?: readonly string[];
  /** `path=value`, the last on top. */
  readonly set?: readonly string[];
  /** Policies beside those of the scenario, the last at the end. */
  readonly policies?: readonly AddedPolicy[];
}

export interface AddedPolicy {
  readonly entry: PolicyEntries[number];
  /** Where it was asked for, as problems name it: `--policy mine`. */
  readonly from: string;
}

export interface LoadedScenario {
  readonly scenario: AnyOutboundScenario;
  readonly warnings: readonly Problem[];
}

export type Refused = { readonly ok: false; readonly problems: readonly Problem[] };
export type Loaded = ({ readonly ok: true } & LoadedScenario) | Refused;

/** How far `extends` may reach. */
const DEPTH_MAX = 16;
/** A case with all its orders and faults written down has some 130 characters for each; a reducer that is stopped early leaves 20,000 of them. */
const TEXT_MAX = 5_000_000;

/** Loads and checks. Never throws for what the user wrote. Of an overlay that does not fit it also says which scenarios it does. */
export function loadScenario(ref: string, sources: SourceFiles, options: LoadOptions): Loaded {
  const loaded = loadedOnce(ref, sources, options);
  const { with: overlays = [], set = [], policies: _asked, ...known } = options;
  if (loaded.ok || overlays.length === 0) return loaded;
  // A setting that an overlay needs is left to it; one that is wrong is not its fault.
  const settings = [[], set, ...set.map((_, i) => set.toSpliced(i, 1))];
  const fits: Fits = (scenario, tried) =>
    (scenario === ref ? settings : [[]]).some(
      (each) => loadedOnce(scenario, sources, { ...known, with: tried, set: each }).ok,
    );
  return { ok: false, problems: [...loaded.problems, ...scenariosFitting(ref, overlays, fits)] };
}

function loadedOnce(ref: string, sources: SourceFiles, options: LoadOptions): Loaded {
  try {
    const { tree: named, format, brought, warnings } = wholeTree(ref, sources, options);
    const tree = withGuideRows(named, sources);
    const checkedTree = withParts(tree, format, options);
    const loaded = checkedTree.ok ? withoutLinks(checkedTree, tree, sources) : checkedTree;
    return loaded.ok
      ? { ...loaded, warnings: inOrder([...warnings, ...loaded.warnings]) }
      : { ok: false, problems: saidOnce(loaded.problems, brought, ref) };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problems: error.problems };
    throw error;
  }
}

/** Files of the user's own parts that a scenario names; none where it can't be put together. Says nothing of what is wrong. */
export function partsOfScenario(
  ref: string,
  sources: SourceFiles,
  options: Omit<LoadOptions, 'kpis' | 'parts'>,
): readonly NamedPart[] {
  try {
    return partsNamed(wholeTree(ref, sources, options).tree, relativeTo);
  } catch (error) {
    if (error instanceof Stop) return [];
    throw error;
  }
}

interface WholeTree {
  readonly tree: Located;
  readonly format: FormatName;
  readonly brought: readonly Brought[];
  readonly warnings: readonly Problem[];
}

/** All layers, laid over each other. */
function wholeTree(
  ref: string,
  sources: SourceFiles,
  options: Omit<LoadOptions, 'kpis' | 'parts'>,
): WholeTree {
  let tree = withParents(resolve(ref, 'scenario', SCENARIOS, scenarioPath), sources, []);
  const layers: LocatedMap[] = [];
  const brought: Brought[] = [];
  for (const overlay of options.with ?? []) {
    const path = resolve(overlay, 'overlay', OVERLAYS, overlayPath);
    const upper = read(path, sources);
    const wrong = noOverlay(upper);
    if (wrong !== null) throw new Stop([wrong]);
    brought.push(...sectionsBrought(tree, upper, overlay));
    const layer = without(upper, 'overlay');
    tree = laidOver(tree, withPeopleBelow(tree, layer));
    layers.push(layer);
  }
  const contradictions = contradictingOverlays(layers);
  if (contradictions.length > 0) throw new Stop(contradictions);
  const warnings = undoneOverlays(tree, layers);
  const format = formatOf(tree);
  for (const setting of options.set ?? []) tree = laidOver(tree, settingTree(setting, format));
  return {
    tree: withPolicies(asNetworkHas(tree, format), options.policies ?? []),
    format,
    brought,
    warnings,
  };
}

/** A data set brings its own network, and nothing here is known of it. */
function asNetworkHas(tree: Located, format: FormatName): Located {
  if (format === 'recorded') return tree;
  const { tree: ofThisNetwork, problems } = forThisNetwork(tree);
  if (problems.length > 0) throw new Stop(problems);
  return ofThisNetwork;
}

/** Checks the scenario with the user's own parts in their places. */
function withParts(tree: Located, format: FormatName, known: KnownNames): Loaded {
  const named = partsNamed(tree, relativeTo);
  const parts = known.parts ?? new Map();
  const problems = misplaced(named, parts);
  if (problems.length > 0) return refused(problems);
  return checked(withPolicyNames(tree, named, parts), format, known, ownPartsOf(named, parts));
}

const PROCESSES = ['outbound'] as const;

/** Which form, by the kind of demand. Of a process or a kind that there is not, no other key can be judged. */
function formatOf(tree: Located): FormatName {
  refuseVersion(valueAt(tree, 'dray'));
  oneOf('process', valueAt(tree, 'process'), PROCESSES);
  const kind = valueAt(valueAt(tree, 'demand'), 'kind');
  oneOf('kind of demand', kind, DEMAND_KINDS);
  return kind !== undefined && plain(kind) === 'file' ? 'recorded' : 'outbound';
}

/** Of the format; there has been one so far, so nothing can be taken over from an older one. */
const VERSION = 1;

/** Of another version no key can be judged. */
function refuseVersion(node: Located | undefined): void {
  const version = node === undefined ? VERSION : plain(node);
  if (node === undefined || typeof version !== 'number' || version === VERSION) return;
  const why =
    version > VERSION
      ? `it was written for a newer Dray. Use that one`
      : `the first version of the format is ${VERSION}. Write \`dray: ${VERSION}\`, and see what \`dray check\` says`;
  throw new Stop([
    at(
      node.place.file,
      `dray: version ${version}, and this Dray reads version ${VERSION}: ${why}`,
      node.place,
    ),
  ]);
}

function valueAt(tree: Located | undefined, key: string): Located | undefined {
  return tree?.kind === 'map' ? tree.entries.get(key)?.node : undefined;
}

/** Refuses what is given and none of these. */
function oneOf(what: string, node: Located | undefined, names: readonly string[]): void {
  if (node === undefined) return;
  const value = plain(node);
  if (names.includes(value as string)) return;
  const message = `unknown ${what}: ${JSON.stringify(value)}.${suggestion(String(value), names)}`;
  throw new Stop([at(node.place.file, message, node.place)]);
}

/** What is missing in the end is missing in the scenario, not in what was laid over it. */
function laidOver(tree: Located, upper: Located): Located {
  return { ...merged(tree, upper), place: tree.place };
}

function merged(lower: Located, upper: Located): Located {
  try {
    return merge(lower, upper);
  } catch (error) {
    if (error instanceof NotListed) throw new Stop([at(error.place.file, error.message, error.place)]);
    throw error;
  }
}

function checked(tree: Located, format: FormatName, known: KnownNames, own: WithOwnParts): Loaded {
  switch (format) {
    case 'outbound': {
      const parsed = outboundScenarioSchema.safeParse(plain(tree), { reportInput: true });
      if (!parsed.success) return refused(problemsOf(parsed.error.issues, tree, format));
      const scenario = withPeopleAsOwners({ ...parsed.data, ...own });
      return judged(scenario, checkOutbound(scenario, tree, known), tree);
    }
    case 'recorded': {
      const parsed = recordedScenarioSchema.safeParse(plain(tree), { reportInput: true });
      if (!parsed.success) return refused(problemsOf(parsed.error.issues, tree, format));
      const scenario = { ...parsed.data, ...own };
      return judged(scenario, checkRecorded(scenario, tree, known), tree);
    }
  }
}

function judged(scenario: AnyOutboundScenario, { problems, warnings }: Findings, tree: Located): Loaded {
  if (problems.length > 0) return refused(problems);
  return { ok: true, scenario: located(scenario, tree), warnings: inOrder(warnings) };
}

function refused(problems: readonly Problem[]): Refused {
  return { ok: false, problems: inOrder(problems) };
}

/** By place; what several values of one anchor give alike is there once. */
function inOrder(found: readonly Problem[]): readonly Problem[] {
  return [...new Map(found.map((each) => [showProblem(each), each])).values()].sort(byPlace);
}

function byPlace(x: Problem, y: Problem): number {
  return x.file === y.file ? x.line - y.line || x.column - y.column : x.file < y.file ? -1 : 1;
}

/** Files of models and data as paths that can be read from here. */
function located(scenario: AnyOutboundScenario, tree: Located): AnyOutboundScenario {
  const policies = scenario.policies.map((entry, i) => {
    if (!isModel(entry) || entry.model === undefined) return entry;
    const { file } = placeOf(tree, ['policies', i, 'model']);
    const from = (path: string): string => (file.startsWith('--') ? path : relativeTo(file, path));
    return { ...entry, model: locatedModel(entry.model, from) };
  });
  if (isRecorded(scenario)) return { ...scenario, policies };
  return { ...scenario, policies, demand: { ...scenario.demand, ...locatedHistory(scenario.demand, tree) } };
}

/** Each file as the file that names it means it. */
function locatedHistory(
  { history }: OutboundScenario['demand'],
  tree: Located,
): Pick<OutboundScenario['demand'], 'history'> {
  if (history === undefined) return {};
  const said = HISTORY_FILES.flatMap((key) => {
    const path = history[key];
    if (path === undefined) return [];
    const { file } = placeOf(tree, ['demand', 'history', key]);
    return [[key, file.startsWith('--') ? path : relativeTo(file, path)] as const];
  });
  return { history: { ...history, ...Object.fromEntries(said) } };
}

/** A scenario may come from a stranger: what it names must not lead out of its folder, by a link or not. */
function withoutLinks(
  loaded: Extract<Loaded, { readonly ok: true }>,
  tree: Located,
  sources: SourceFiles,
): Loaded {
  const ofHistory = isRecorded(loaded.scenario) ? [] : linkedHistory(loaded.scenario.demand, tree, sources);
  const ofModels = loaded.scenario.policies.flatMap((entry, i) => {
    if (!isModel(entry) || entry.model === undefined) return [];
    const place = placeOf(tree, ['policies', i, 'model']);
    const path = namesPython(entry.model) ? pythonClassOf(entry.model)?.where : entry.model;
    if (path === undefined || path === WAYWARD || path.startsWith('library:') || place.file.startsWith('--'))
      return [];
    const lies = sources.outsideOf?.(relativeTo(place.file, '.'), path) ?? null;
    if (lies === null) return [];
    return [{ ...place, message: leadsOut(path, lies, '--policy') }];
  });
  const problems = [...ofModels, ...ofHistory];
  return problems.length === 0 ? loaded : refused(problems);
}

function linkedHistory(
  { history }: OutboundScenario['demand'],
  tree: Located,
  sources: SourceFiles,
): readonly Problem[] {
  return HISTORY_FILES.flatMap((key) => {
    const path = history?.[key];
    const place = placeOf(tree, ['demand', 'history', key]);
    if (path === undefined || place.file.startsWith('--')) return [];
    const lies = sources.outsideOf?.(relativeTo(place.file, '.'), path) ?? null;
    if (lies === null) return [];
    return [{ ...place, message: leadsOut(path, lies, `--set demand.history.${key}=...`) }];
  });
}

/** @param from a path as the file that names it means it */
function locatedModel(model: string, from: (path: string) => string): string {
  if (model === WAYWARD) return model;
  if (!namesPython(model)) return namesModelFile(model) ? from(model) : modelPath(model);
  const found = pythonClassOf(model);
  return found?.isFile ? `py:${from(found.where)}:${found.className}` : model;
}

const looksLikeFile = (ref: string): boolean =>
  ref.includes('/') || ref.includes('\\') || /\.(ya?ml|json)$/.test(ref);

/** A path to read: a file as it is, a name from the library. */
function resolve(
  ref: string,
  what: string,
  names: readonly string[],
  path: (name: string) => string,
): string {
  if (ref === '') throw new Stop([at(what, `the name of one is needed (dray list), or a file`)]);
  if (looksLikeFile(ref)) return ref;
  if (names.includes(ref)) return path(ref);
  const other = ofOtherKind(ref, what);
  if (other !== null) throw new Stop([at(what, other)]);
  throw new Stop([
    at(
      what,
      `unknown ${what}: "${ref}".${suggestion(ref, names)} A file is named with its ending, such as ${ref.replace(/\.\w*$/, '')}.yaml`,
    ),
  ]);
}

/** A scenario where an overlay is asked for, or the other way round. */
function ofOtherKind(ref: string, what: string): string | null {
  const isOf = (names: readonly string[], name = ref): boolean => names.includes(name);
  const several = ref.split(',').map((part) => part.trim());
  if (what === 'overlay' && several.length > 1 && several.every((part) => isOf(OVERLAYS, part)))
    return `overlays are named one at a time: ${several.map((part) => `--with ${part}`).join(' ')}`;
  if (what === 'overlay' && isOf(SCENARIOS))
    return `"${ref}" is a scenario, and there is no overlay of that name: what it is about lies in a network of its own, which no overlay could bring. Run it by itself (dray run ${ref}), with overlays on it, or write a scenario with \`extends: ${ref}\``;
  if (what === 'scenario' && isOf(OVERLAYS))
    return `"${ref}" is an overlay, to be laid over a scenario: dray run ${SCENARIOS[0]} --with ${ref}`;
  return null;
}

function read(path: string, sources: SourceFiles, from?: Place): LocatedMap {
  const text = sources.read(path);
  if (text === null || typeof text !== 'string') {
    const message = text === null ? 'there is no such file' : text.why;
    if (from === undefined) throw new Stop([at(path, message)]);
    throw new Stop([at(path, text === null ? `${message}: ${path}` : `${path} ${message}`, from)]);
  }
  if (text.length > TEXT_MAX)
    throw new Stop([at(path, `has ${text.length} characters, ${TEXT_MAX} at most: is it a scenario?`)]);
  const tree = parseLocated(path, text);
  if (!('kind' in tree)) throw new Stop(tree);
  if (tree.kind !== 'map')
    throw new Stop([
      at(
        path,
        'a map of sections is needed, such as `extends: quickstart`; the file is empty or holds something else',
        tree.place,
      ),
    ]);
  return tree;
}

function without(tree: LocatedMap, key: string): LocatedMap {
  const entries = new Map(tree.entries);
  entries.delete(key);
  return { ...tree, entries };
}

/** The file laid over what it extends, all the way down. */
function withParents(path: string, sources: SourceFiles, below: readonly string[], from?: Place): Located {
  if (below.includes(path))
    throw new Stop([at(path, `extends goes in a circle: ${[...below, path].join(' -> ')}`, from)]);
  if (below.length === DEPTH_MAX)
    throw new Stop([at(path, `extends goes deeper than ${DEPTH_MAX} files`, from)]);
  const tree = read(path, sources, from);
  const wrong = noScenario(tree);
  if (wrong !== null) throw new Stop([wrong]);
  const parent = tree.entries.get('extends')?.node;
  if (parent === undefined) return tree;
  if (parent.kind !== 'scalar' || typeof parent.value !== 'string')
    throw new Stop([at(path, 'extends: one name of a scenario is needed, or one file', parent.place)]);
  const target = looksLikeFile(parent.value)
    ? relativeTo(path, parent.value.replace(/^(\.\/+)+/, ''))
    : named(parent.value, parent.place);
  const lower = withParents(target, sources, [...below, path], parent.place);
  return merged(lower, without(tree, 'extends'));
}

function named(name: string, place: Place): string {
  const names: readonly string[] = SCENARIOS;
  if (names.includes(name)) return scenarioPath(name);
  throw new Stop([at(place.file, `unknown scenario: "${name}".${suggestion(name, SCENARIOS)}`, place)]);
}

/** Each stands where it was asked for. */
function withPolicies(tree: Located, added: readonly AddedPolicy[]): Located {
  if (tree.kind !== 'map' || added.length === 0) return tree;
  const listed = tree.entries.get('policies');
  const items = listed?.node.kind === 'list' ? listed.node.items : [];
  const more = added.map(({ entry, from: file }): Located => {
    const node = parseLocated(file, JSON.stringify(entry), { file, line: 0, column: 0 });
    if (!('kind' in node)) throw new Stop(node);
    return node;
  });
  const { place } = listed?.node ?? tree;
  const policies: Located = { kind: 'list', place, items: [...items, ...more] };
  const entry = { keyPlace: listed?.keyPlace ?? place, node: policies };
  return { ...tree, entries: new Map(tree.entries).set('policies', entry) };
}
