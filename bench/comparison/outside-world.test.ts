/**
 * What comes from outside is the same whatever the core decides, and what is not the same is seen. Shown by runs of one seed with other policies, where what each did
 * differs and what it was given does not; by replenishment, in which the core's own orders stand among those of customers; and by planted differences.
 */
import { describe, expect, test } from 'vitest';
import { namesForAll } from '#scenarios/schema/outbound/point-places';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { checkPair, UnpairedOrders } from './comparison.ts';
import { type DesignResult, runDesign } from './design-result.ts';
import { resultOf } from './lanes.fixture.ts';
import { OutsideNotes, outsideDiffers } from './outside-world.ts';

interface Wanted {
  readonly scenario: string;
  readonly with?: readonly string[];
  readonly set: readonly string[];
  readonly by: Readonly<Record<string, string>>;
  readonly seed?: number;
}

function ran({ scenario: name, with: overlays = [], set, by, seed = 1 }: Wanted): Promise<DesignResult> {
  const scenario = outboundScenario(loadFrom(name, {}, { with: [...overlays], set: [...set] }));
  const policies = outboundPolicies(by, namesForAll(scenario));
  return runDesign({ world: buildOutboundWorld(scenario, seed), policies, seed });
}

const CARE = {
  scenario: 'b2b-distributor',
  with: ['returns-wave'],
  set: ['demand.days=1', 'demand.maxOrders=250'],
};
/** Many changes, late ones, some of them due while neither ERP takes any. */
const TWO_ERPS = {
  scenario: 'erp-migration',
  set: [
    'demand.maxOrders=1200',
    'network.customers.classes.trade.changed=0.4',
    'systems.erp.changeAfter={ exponential: { mean: 2 d } }',
  ],
};
const SHOPS = { scenario: 'retail-replenishment', set: ['demand.days=3'] };

describe('two policies with one seed', () => {
  test('do otherwise with the same orders, changes, urgencies and questions', async () => {
    const [one, other] = await Promise.all([
      ran({ ...CARE, by: { sourcing: 'cheapest-in-stock' } }),
      ran({ ...CARE, by: { sourcing: 'fastest-feasible', carrier: 'cheapest-carrier' } }),
    ]);
    expect(one.digest).not.toBe(other.digest);
    expect(other.outside).toEqual(one.outside);
    expect(checkPair(one, other, false)).toEqual([]);
    const next = await ran({ ...CARE, by: { sourcing: 'cheapest-in-stock' }, seed: 2 });
    expect(next.outside.orders).not.toBe(one.outside.orders);
    expect(next.outside.customers.seen).not.toBe(one.outside.customers.seen);
  });

  test('see the same where one ERP takes over from another: what comes due in the freeze, and again after it, counts once', async () => {
    const [one, other] = await Promise.all([
      ran({ ...TWO_ERPS, by: { sourcing: 'cheapest-in-stock' } }),
      ran({ ...TWO_ERPS, by: { sourcing: 'fastest-feasible' } }),
    ]);
    expect(one.digest).not.toBe(other.digest);
    expect(other.outside).toEqual(one.outside);
  });

  test('of two profiles of ERP see other credit decisions, and their scenarios say so', async () => {
    const by = { sourcing: 'cheapest-in-stock' };
    const small = ['demand.maxOrders=150'];
    const profile = [...small, 'systems.erp.profile=odoo'];
    const [one, other] = await Promise.all([
      ran({ scenario: 'quickstart', set: small, by }),
      ran({ scenario: 'quickstart', set: profile, by }),
    ]);
    expect(outsideDiffers(one.outside, other.outside)).toEqual([{ kind: 'customers', meant: true }]);
  });

  test('send stores otherwise what they need, of which the same is asked for; internal orders come from no outside', async () => {
    const [one, other] = await Promise.all([
      ran({ ...SHOPS, by: { replenishment: 'order-up-to' } }),
      ran({ ...SHOPS, by: { replenishment: 'urgent-only' } }),
    ]);
    expect(one.orders).not.toBe(other.orders);
    expect(other.outside).toEqual(one.outside);
    expect(one.outside.shops).toBeDefined();
  });
});

describe('another world', () => {
  test('in which customers cancel more: told where the scenario says so, with the same orders', async () => {
    const short = { scenario: 'quickstart', by: { sourcing: 'cheapest-feasible' } };
    const set = ['demand.maxOrders=80'];
    const one = await ran({ ...short, set });
    const other = await ran({ ...short, set: [...set, 'network.customers.classes.shop.cancelled=0.5'] });
    expect(other.outside.orders).toBe(one.outside.orders);
    expect(checkPair(one, other, false)).toEqual(['customers']);
    const slip = {
      ...other,
      outside: { ...other.outside, customers: { ...one.outside.customers, seen: 'x' } },
    };
    expect(() => checkPair(one, slip, false)).toThrow(UnpairedOrders);
    expect(() => checkPair(one, slip, false)).toThrow(/nothing in their scenarios differs/);
  });

  test('with other orders is none', () => {
    const one = resultOf({ design: 0, replication: 1 });
    const other = { ...one, outside: { ...one.outside, orders: 'x' } };
    expect(() => checkPair(one, other, false)).toThrow(/do not get the same orders/);
  });
});

describe('digests', () => {
  const world = buildOutboundWorld(outboundScenario(loadFrom('retail-replenishment')), 1);
  const notes = (): OutsideNotes => new OutsideNotes(world);
  const sold = (units: number, lost: number): string => {
    const each = notes();
    each.business(9, 'shelfSold', 'STORES', 'store', 3, 2, units, 10 * units);
    if (lost > 0) each.business(9, 'salesLost', 'STORES', 'store', 3, 2, lost, 10 * lost);
    return each.seen().shops!.seen;
  };

  test('of shops count what is asked for, not what is sold of it', () => {
    expect(sold(20, 30)).toBe(sold(50, 0));
    expect(sold(20, 29)).not.toBe(sold(50, 0));
  });

  test('of what comes due on the calendar count its instant and order, of customers alone, however many rows there are', () => {
    const names = ['host.commit', 'erp.cancel', 'crm.ask'];
    const seenOf = (at: number, filler: number): ReturnType<OutsideNotes['seen']> => {
      const each = notes();
      const log = each.eventLog(names);
      const row = (...cells: number[]): void => {
        log.cells.set(cells, log.used);
        log.used += cells.length;
        if (log.used === log.cells.length) log.full();
      };
      for (let i = 0; i < filler; i++) row(i, 0, 0, i, 0);
      row(at, 1, 0, 17, 0);
      return each.seen();
    };
    const [one, filled, later] = [seenOf(1000, 0), seenOf(1000, 10_000), seenOf(1001, 0)];
    expect(filled).toEqual(one);
    expect(outsideDiffers(one, later)).toEqual([{ kind: 'customers', meant: false }]);
  });
});
