/** From a phase's name to what it means in a scenario: the tables of the house with the scenario's own laid over them. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINT_LIST, type PolicyNames } from '#orchestrator/decisions/points';
import type { ProcessLimits } from '#orchestrator/model/network';
import type { DecisionSection, PhaseSection, WaySection } from '../../../schema/outbound/phases.ts';
import { byOwnName, namesBy } from '../../../schema/outbound/point-places.ts';
import { isInPhase } from '../../../schema/outbound/policies.ts';
import { type AnyOutboundScenario, isRecorded } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import type { OutboundWorld } from '../../outbound-world.ts';
import type { DecisionWay, PhaseSettings, Way } from '../../phase-settings.ts';
import { settleBoundIn } from '../bounds/settle-bound-in-phase.ts';
import { roleSettings } from '../people/people.ts';
import { limitsOf } from '../settings.ts';
import { PHASES } from './phase-tables.ts';

/** Where a scenario may lay phases over each other. */
const DEPTH_MAX = 8;
const DEFAULT_THUMBS: PolicyNames = Object.fromEntries(
  POINT_LIST.flatMap(({ name, thumb }) => (thumb === undefined ? [] : [[name, thumb]])),
);
const FOUND_AFTER = '1 d';

/** A phase as it is written, with everything that it is like; null = there is none of this name, or it is like itself. */
export function phaseSection(scenario: AnyOutboundScenario, name: string, depth = 0): PhaseSection | null {
  const own = ownOf(scenario.phases, name);
  const house = ownOf(PHASES, name);
  if ((own === undefined && house === undefined) || depth > DEPTH_MAX) return null;
  const layers =
    own === undefined ? [house!] : own.like === undefined && house !== undefined ? [house, own] : [own];
  let section: PhaseSection = {};
  for (const layer of layers) {
    const below = layer.like === undefined ? {} : phaseSection(scenario, layer.like, depth + 1);
    if (below === null) return null;
    section = laidOver(laidOver(section, below), layer);
  }
  return section;
}

/** Phases that a scenario may name. */
export function phaseNames({ phases }: AnyOutboundScenario): readonly string[] {
  return [...new Set([...Object.keys(PHASES), ...Object.keys(phases ?? {})])];
}

/** Of a checked scenario. */
export function phaseSettings(scenario: AnyOutboundScenario, name: string): PhaseSettings {
  const section = phaseSection(scenario, name);
  if (section === null)
    throw new Error(`unknown phase: "${name}". There are ${phaseNames(scenario).join(', ')}`);
  const ways = waysOf(section);
  const decisions = decisionsOf(section);
  const limits = limitsIn(scenario, section);
  const foundAfterMs = durationMs(section.foundAfter ?? FOUND_AFTER);
  return {
    name,
    ways,
    decisions,
    thumbs: { ...DEFAULT_THUMBS, ...namesBy(section.thumbs ?? {}) },
    limits: changed(limitsOf(scenario.limits), limitsOf(limits)),
    platformShare: section.platformCost ?? 1,
    foundAfterMs,
    ...settleBoundIn(isRecorded(scenario) ? null : { ...scenario, limits }, ways, decisions, foundAfterMs),
  };
}

/** What phases add to a world: the phase of all arms, where there is one, and people who do by hand what goes by hand. */
export function phaseOf(scenario: AnyOutboundScenario): Pick<OutboundWorld, 'phase' | 'people'> {
  const { phase, people } = scenario;
  const byHand = handTasks(scenario);
  return {
    people: people.map((section) => roleSettings(section, byHand.get(section.role))),
    ...(phase === undefined ? {} : { phase: phaseSettings(scenario, phase) }),
  };
}

/** The scenario with the phases that it uses written out: what they assume, it assumes. */
export function withPhaseTables<Scenario extends AnyOutboundScenario>(scenario: Scenario): Scenario {
  const used = [...phasesUsed(scenario)];
  if (used.length === 0) return scenario;
  const written = used.map((name) => [name, phaseSection(scenario, name) ?? {}] as const);
  return { ...scenario, phases: Object.fromEntries(written) };
}

/** Ways by kind of message; the last word counts. */
export function waysOf({ ways = [] }: PhaseSection): ReadonlyMap<string, Way> {
  const found = new Map<string, Way>();
  for (const section of ways) {
    const way = wayOf(section);
    for (const kind of section.kinds) {
      if (way === null) found.delete(kind);
      else found.set(kind, way);
    }
  }
  return found;
}

export function decisionsOf({ decisions = {} }: PhaseSection): PhaseSettings['decisions'] {
  const found: Partial<Record<DecisionPoint, DecisionWay>> = {};
  for (const [point, section] of Object.entries(byOwnName(decisions))) {
    if (section === undefined || section.by === 'auto') continue;
    found[point as DecisionPoint] = decisionOf(section);
  }
  return found;
}

/** Kinds of task that a decision is, by who decides. */
export function taskOfDecision(point: DecisionPoint, by: DecisionWay['by']): string {
  const verb = by === 'confirm' ? 'confirm' : 'decide';
  return verb + `-${point}`.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Tasks by hand of phases, by role. @param names default: of those that a scenario uses */
export function handTasks(
  scenario: AnyOutboundScenario,
  names: Iterable<string> = phasesUsed(scenario),
): ReadonlyMap<string, ReadonlySet<string>> {
  const tasks = new Map<string, Set<string>>();
  const add = (role: string, kind: string): void => {
    const kinds = tasks.get(role) ?? new Set();
    tasks.set(role, kinds.add(kind));
  };
  for (const name of names) {
    const section = phaseSection(scenario, name);
    if (section === null) continue;
    for (const [kind, way] of waysOf(section)) if (way.kind === 'by-hand') add(way.role, kind);
    for (const [point, { by, role }] of Object.entries(decisionsOf(section)))
      if (by === 'person' || by === 'confirm') add(role, taskOfDecision(point as DecisionPoint, by));
  }
  return tasks;
}

export function phasesUsed({ phase, policies }: AnyOutboundScenario): ReadonlySet<string> {
  const used = new Set<string>(phase === undefined ? [] : [phase]);
  for (const entry of policies) if (isInPhase(entry)) used.add(entry.phase);
  return used;
}

/** Of a section that is not checked yet, what is incomplete counts as direct. */
function wayOf({ way, every, offset, role }: WaySection): Way | null {
  switch (way) {
    case 'direct':
      return null;
    case 'file':
      return every === undefined
        ? null
        : {
            kind: 'file',
            everyMs: durationMs(every),
            ...(offset === undefined ? {} : { offsetMs: durationMs(offset) }),
          };
    case 'by-hand':
      return role === undefined ? null : { kind: 'by-hand', role };
    case 'never':
      return { kind: 'never' };
  }
}

function decisionOf({ by, role, mistakes, overrides }: DecisionSection): DecisionWay {
  return { by, role: role ?? '', mistakeShare: mistakes ?? 0, overrideShare: overrides ?? 0 };
}

function laidOver(lower: PhaseSection, upper: PhaseSection): PhaseSection {
  return {
    ...lower,
    ...given(upper),
    ways: [...(lower.ways ?? []), ...(upper.ways ?? [])],
    decisions: { ...byOwnName(lower.decisions ?? {}), ...byOwnName(upper.decisions ?? {}) },
    thumbs: { ...namesBy(lower.thumbs ?? {}), ...namesBy(upper.thumbs ?? {}) },
    // What is named and left open is the scenario's again.
    limits: { ...lower.limits, ...upper.limits },
  };
}

function limitsIn({ limits }: AnyOutboundScenario, section: PhaseSection): AnyOutboundScenario['limits'] {
  return { ...limits, ...given(section.limits) } as AnyOutboundScenario['limits'];
}

function changed(all: ProcessLimits, inPhase: ProcessLimits): Partial<ProcessLimits> {
  const names = Object.keys(all) as (keyof ProcessLimits)[];
  return Object.fromEntries(
    names.filter((name) => all[name] !== inPhase[name]).map((name) => [name, inPhase[name]]),
  );
}

function given<Values extends object>(values: Values | undefined): Partial<Values> {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<Values>;
}

function ownOf<Value>(values: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}
