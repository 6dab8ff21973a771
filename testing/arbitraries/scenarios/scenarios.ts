/**
 * Scenarios that nobody thought of: networks, calendars, partners, demand, customers, faults, policies and people, drawn. Each is what a
 * file that extends quickstart would hold, is right by the checks of `dray check`, and can be built and run.
 *
 * 1. It shrinks part by part to quickstart: what is left of a failing one is what it takes to fail.
 * 2. It prints as the file that it is: what a property prints can be saved and run.
 */
import fc from 'fast-check';
import { suggestion } from '#sim/nearest';
import { calendars } from './calendars.ts';
import { demand, orderMixes } from './demand.ts';
import { BASE, type Draft, draftOfBase, type Edits, together } from './draft.ts';
import { faultSchedules } from './faults.ts';
import { CARRIERS_MOST, NODES_MOST, networks } from './network.ts';
import { overlayOf } from './overlay-of.ts';
import { partners } from './partners.ts';
import { humanBehaviour } from './people.ts';
import { policies } from './policies.ts';
import { scenarioText } from './scenario-text.ts';

/** Parts that can vary. */
export const SCENARIO_PARTS = [
  'networks',
  'calendars',
  'partners',
  'demand',
  'orderMixes',
  'policies',
  'humanBehaviour',
  'faultSchedules',
] as const;
export type ScenarioPart = (typeof SCENARIO_PARTS)[number];

/** What a scenario file holds. */
export type WrittenScenario = { readonly extends: string; readonly [section: string]: unknown };

export interface ScenarioBounds {
  /** Orders of the whole run; default: 40. */
  readonly ordersMost?: number;
  /** What varies; default: all of it. Orders are bounded in any case. */
  readonly parts?: readonly ScenarioPart[];
}

const ORDERS_MOST = 40;

/** Scenarios that extend quickstart. @param bounds how big, and what varies */
export function scenarios(bounds: ScenarioBounds = {}): fc.Arbitrary<WrittenScenario> {
  return drafts(bounds).map(writtenOf);
}

/** As a whole, before they are written down. */
export function drafts({
  ordersMost = ORDERS_MOST,
  parts = SCENARIO_PARTS,
}: ScenarioBounds): fc.Arbitrary<Draft> {
  for (const part of parts)
    if (!SCENARIO_PARTS.includes(part))
      throw new Error(`parts: unknown part: "${part}".${suggestion(part, SCENARIO_PARTS)}`);
  if (!Number.isInteger(ordersMost) || ordersMost < 1)
    throw new Error(`ordersMost: ${ordersMost}: a whole number from 1 is needed`);
  // In the order of the list: later parts see what earlier ones made.
  const drawn = SCENARIO_PARTS.filter((part) => parts.includes(part)).map((part) => EDITS[part]());
  const orders = fc.integer({ min: 1, max: ordersMost });
  return fc.tuple(orders, together(...drawn)).map(([maxOrders, edit]) => {
    const draft = draftOfBase();
    draft.demand = { ...draft.demand, maxOrders };
    edit(draft);
    return draft;
  });
}

const EDITS: Readonly<Record<ScenarioPart, () => Edits>> = {
  networks,
  calendars: () => calendars(NODES_MOST),
  partners: () => partners(CARRIERS_MOST),
  demand,
  orderMixes,
  policies,
  humanBehaviour: () => humanBehaviour(draftOfBase().people.length),
  faultSchedules,
};

/** A part by itself: the rest is quickstart. */
export function scenariosOf(
  part: ScenarioPart,
  bounds: Omit<ScenarioBounds, 'parts'> = {},
): fc.Arbitrary<WrittenScenario> {
  return scenarios({ ...bounds, parts: [part] });
}

function writtenOf(draft: Draft): WrittenScenario {
  const differs = overlayOf(draftOfBase(), draft) as Record<string, unknown>;
  const written: WrittenScenario = { extends: BASE, ...differs };
  return Object.defineProperty(written, fc.toStringMethod, { value: () => `\n${scenarioText(written)}` });
}
