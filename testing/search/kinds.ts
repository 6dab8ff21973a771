/**
 * Everything that can go wrong in a run, by name: what a swarm leaves in or out. Those of the section `faults`, and those that are figures
 * of other sections: what goes wrong on lines of their own, what people, customers, carriers and systems do.
 *
 * 1. A kind is allowed where the scenario has the place for it; search adds no section.
 * 2. New kinds come last in their list. What is drawn of a kind goes by its name.
 */
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { durationMs } from '#scenarios/schema/units';
import { FAULT_KINDS, type FaultKind } from '#scenarios/world/fault-settings';
import type { FigureKind } from './figure-kind.ts';
import { BUSINESS_FIGURES } from './figures-business.ts';
import { LINE_FIGURES } from './figures-lines.ts';
import { MODEL_FIGURES } from './figures-models.ts';
import { SYSTEM_FIGURES } from './figures-systems.ts';
import { plainOf, type Tree, valuesAt } from './tree.ts';

export type SearchKind =
  | {
      readonly place: 'faults';
      readonly name: FaultKind;
      /** What on record shows that it happened; none = only the trace does. */
      readonly seen: readonly string[];
    }
  | ({ readonly place: 'figures' } & FigureKind);

/** In which a message of the core may come again later than its receiver knows it. */
const REDELIVERED: readonly string[] = ['event-duplicated', 'commit-unacknowledged'];
/** Outages that a scenario has of its own may be as long beside those of a search. Source: what `check-faults` allows, 48 h, less those. */
const OWN_SILENCE_MS_MAX = 12 * 3_600_000;

export const SEARCH_KINDS: readonly SearchKind[] = [
  ...FAULT_KINDS.map((name): SearchKind => ({ place: 'faults', name, seen: [name] })),
  ...[...LINE_FIGURES, ...BUSINESS_FIGURES, ...SYSTEM_FIGURES, ...MODEL_FIGURES].map(
    (kind): SearchKind => ({ place: 'figures', ...kind }),
  ),
];

export const KIND_NAMES: readonly string[] = SEARCH_KINDS.map(({ name }) => name);

/** What the kinds are seen by. */
export const SEEN_EVENTS: ReadonlySet<string> = new Set(SEARCH_KINDS.flatMap(({ seen }) => seen));

/** Those that can happen in a scenario. */
export function kindsIn(scenario: AnyOutboundScenario): readonly SearchKind[] {
  const tree = plainOf(scenario);
  const silent = ownSilenceMs(tree) > OWN_SILENCE_MS_MAX;
  return SEARCH_KINDS.filter((kind) =>
    kind.place === 'faults' ? !(silent && REDELIVERED.includes(kind.name)) : kind.allowed(tree),
  );
}

/** Of the outages that the scenario writes down itself. */
function ownSilenceMs(tree: Tree): number {
  return valuesAt(tree, 'faults.written.*.lasts')
    .filter((lasts) => typeof lasts === 'string')
    .reduce((most, lasts) => Math.max(most, durationMs(lasts)), 0);
}
