/** What every actor owes its host: a name and a type of its own, no state that it cannot read, and how it ended for the outcome digest. */
import { describe, expect, test } from 'vitest';
import { TEST_KEY } from '#testing/core/given';
import { CONDITION } from '../contracts/erp.ts';
import { ERP } from '../contracts/partners.ts';
import type { AnyActor } from '../core/actor.ts';
import { allActors } from './all-actors.fixture.ts';
import { moveComplaint } from './care/complaint-state.ts';
import { moveCase } from './exceptions/case-state.ts';
import { moveAppointment } from './inbound/dock-appointment-state.ts';
import { moveReceipt } from './inbound/inbound-receipt-state.ts';
import { movePurchaseOrder } from './inbound/purchase-order-state.ts';
import { moveEntry } from './outbound/customs/customs-entry-state.ts';
import { moveLoad } from './outbound/load/load-table.ts';
import { movePlannedLoads } from './outbound/load/planned-loads-state.ts';
import { smallNetwork } from './outbound/network.fixture.ts';
import { moveOrder } from './outbound/order/order-state.ts';
import { moveShipment } from './outbound/shipment/shipment-state.ts';
import { moveQuality } from './outbound/tracking/quality-case-state.ts';
import { moveTrack } from './outbound/tracking/track-state.ts';
import { replenishmentProcess } from './replenishment/process.ts';
import { replenishmentSettings } from './replenishment/replenishment.fixture.ts';
import { moveReplenishment } from './replenishment/replenishment-state.ts';
import { moveRoute } from './replenishment/route-state.ts';
import { moveReturn } from './returns/return-order-state.ts';

/** What is known before the first input, beside where it stands: whose it is, that the first try is the first, that nothing is shut or used up. */
const KNOWN: Readonly<Record<string, object>> = {
  order: { erp: ERP },
  shipment: { erp: ERP },
  replenishment: { attempt: 1 },
  'partner-gate': { partner: TEST_KEY, tokensMilli: Number.MAX_SAFE_INTEGER },
  'partner-lane': { flow: 'free' },
};

const NAMES = allActors().map(({ name }) => name);
const actorOf = (name: string): AnyActor => allActors().find((each) => each.name === name)!;

test('each has a name and a type of its own, and something that makes it', () => {
  const actors = allActors();
  expect(actors.map(({ name }) => name)).toEqual(NAMES);
  expect(new Set(NAMES).size).toBe(actors.length);
  expect(new Set(actors.map(({ type }) => type)).size).toBe(actors.length);
  for (const { name, creates } of actors) {
    expect(creates.length, name).toBeGreaterThan(0);
    for (const kind of creates) expect(kind, name).toMatch(/^[a-z]+[A-Za-z]*$/);
  }
});

test('where a network has no routes none are planned', () => {
  const names = replenishmentProcess(replenishmentSettings(), smallNetwork()).map(({ name }) => name);
  expect(names).toEqual(['replenishment', 'deployment']);
});

test.each(NAMES)('%s refuses state of a version that it does not know', (name) => {
  expect(() => actorOf(name).migrate({}, 99)).toThrow(/state of version 99/);
});

test.each(NAMES)('%s has not finished before it has begun', (name) => {
  const actor = actorOf(name);
  expect(actor.finished(actor.initial(TEST_KEY))).toBe(false);
});

/** Whether it says that nothing is known, done or open yet. */
function saysNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(saysNothing);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(saysNothing);
  return (
    value === null || value === undefined || value === false || value === 0 || value === -1 || value === ''
  );
}

test.each(NAMES)('%s knows nothing before its first input', (name) => {
  const { initial } = actorOf(name);
  const { status: _, ...rest } = initial(TEST_KEY);
  const said = Object.entries(rest).filter(([, value]) => !saysNothing(value));
  expect(Object.fromEntries(said)).toEqual(KNOWN[name] ?? {});
});

test.each<readonly [string, (draft: never, kind: string) => void]>([
  ['order', moveOrder],
  ['shipment', moveShipment],
  ['load', moveLoad],
  ['planned-loads', movePlannedLoads],
  ['customs-entry', moveEntry],
  ['track', moveTrack],
  ['quality-case', moveQuality],
  ['purchase-order', movePurchaseOrder],
  ['inbound-receipt', moveReceipt],
  ['dock-appointment', moveAppointment],
  ['replenishment', moveReplenishment],
  ['route', moveRoute],
  ['complaint', moveComplaint],
  ['return-order', moveReturn],
  ['case', moveCase],
])('%s makes no move that its table does not have', (name, move) => {
  const state = actorOf(name).initial(TEST_KEY);
  const before = state.status;
  expect(() => move(state as never, 'nonsense')).toThrow(`has no row for "nonsense" from "${before}"`);
  expect(state.status).toBe(before);
});

/** All that the outcome digest takes in of a state. */
function outcomeOf(name: string, changes: object): readonly (string | number)[] {
  const actor = actorOf(name);
  const taken: (string | number)[] = [];
  const sink = { name: (value: string) => taken.push(value), number: (value: number) => taken.push(value) };
  actor.outcome({ ...actor.initial(TEST_KEY), ...changes }, sink);
  return taken;
}

describe('how it ended is its status, its quantities and its money', () => {
  const stop = (...shipments: readonly number[]) => ({
    shipments: shipments.map((shipment) => ({ goods: { shipment }, ride: 1, store: 0 })),
  });

  test.each<readonly [name: string, state: object, outcome: readonly (string | number)[]]>([
    [
      'order',
      { status: 'done', ordered: [5, 7], shipped: [5, 3], cancelled: [0, 4] },
      ['done', 5, 5, 0, 7, 3, 4],
    ],
    [
      'shipment',
      {
        status: 'closed',
        node: 1,
        carrier: 2,
        units: [3, 4],
        condition: CONDITION.damaged,
        billedMinor: 70,
        creditedMinor: 20,
        exceptions: [],
        correctedMinor: 9,
      },
      ['closed', 1, 2, 3, 4, CONDITION.damaged, 70, 20],
    ],
    [
      'shipment',
      {
        status: 'closed',
        node: 1,
        carrier: 2,
        units: [3],
        condition: CONDITION.good,
        billedMinor: 70,
        creditedMinor: 0,
        exceptions: [{ line: 0, kind: 1, units: 2 }],
        correctedMinor: 9,
      },
      ['closed', 1, 2, 3, CONDITION.good, 70, 0, 0, 1, 2, 9],
    ],
    ['wave-plan', { last: 3, extra: 1, shipments: [8, 16] }, [3, 1, 8, 16]],
    ['consolidation', { status: 'done', shipments: [8, 16], loads: [8, 8] }, ['done', 8, 8, 16, 8]],
    [
      'load',
      { status: 'closed', carrier: 2, agreedMinor: 900, attempt: 3, shipments: [8, 16] },
      ['closed', 2, 900, 3, 8, 16],
    ],
    ['planned-loads', { waiting: [{ shipment: 8 }, { shipment: 16 }], tasks: 1 }, [8, 16, 1]],
    [
      'freight-invoice',
      { status: 'paid', agreedMinor: 900, billedMinor: 950, payableMinor: 920 },
      ['paid', 900, 950, 920],
    ],
    ['claim', { status: 'settled', claimedMinor: 900, creditedMinor: 400 }, ['settled', 900, 400]],
    ['customs-entry', { status: 'released', country: 1, feesMinor: 250 }, ['released', 1, 250]],
    ['track', { status: 'closed', device: 77, gaps: 2 }, ['closed', 77, 2]],
    ['quality-case', { status: 'closed', decided: 1, cold: [8, 16] }, ['closed', 1, 8, 16]],
    ['stock-view', { available: [40, -1, 3] }, [40, -1, 3]],
    ['carrier-record', { loads: 9, bills: 8, disputes: 3, corrected: 2 }, [9, 8, 3, 2]],
    ['exception-case', { status: 'closed', count: 4 }, ['closed', 4]],
    [
      'purchase-order',
      { status: 'received-short', supplier: 1, ordered: [100, 20], received: [90, 20] },
      ['received-short', 1, 100, 90, 20, 20],
    ],
    ['inbound-receipt', { status: 'put-away', discrepancy: 2, taken: [90, 20] }, ['put-away', 2, 90, 20]],
    ['dock-appointment', { status: 'kept', door: 2 }, ['kept', 2]],
    ['replenishment', { status: 'waiting', onHand: [36, 12] }, ['waiting', 36, 12]],
    ['deployment', { proposals: [{}, {}] }, [2]],
    ['route-plan', { status: 'done', shipments: [8, 16], loads: [1, 2] }, ['done', 8, 1, 16, 2]],
    ['route', { status: 'closed', node: 1, stops: [stop(8, 16), stop(24)] }, ['closed', 1, 3]],
    ['complaint', { status: 'closed', resolution: 3, creditedMinor: 400 }, ['closed', 3, 400]],
    [
      'return-order',
      { status: 'credited', reason: 2, receivedUnits: 6, creditedMinor: 3_800 },
      ['credited', 2, 6, 3_800],
    ],
    ['case', { status: 'ended', openings: 2, by: 1 }, ['ended', 2, 1]],
    ['outbound-message', { status: 'dead' }, ['dead']],
    ['outbound-message', { status: 'dropped' }, ['dropped']],
  ])('%s %j', (name, state, outcome) => {
    expect(outcomeOf(name, state)).toEqual(outcome);
  });

  test('of messages that arrived, of gates and of lanes nothing is kept: it depends on when things happened', () => {
    expect(outcomeOf('outbound-message', { status: 'delivered' })).toEqual([]);
    expect(outcomeOf('partner-gate', {})).toEqual([]);
    expect(outcomeOf('partner-lane', {})).toEqual([]);
  });
});
