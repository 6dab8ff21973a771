/**
 * Whole runs with a day asked for, windows, terms, charges for units, and a book of lines: each figure has a value, those that must agree do,
 * and what is agreed changes nothing that happens.
 */
import { describe, expect, test } from 'vitest';
import type { OutboundKpi } from '#reports/kpis/outbound/catalogue';
import { computeOutboundKpis } from '#reports/kpis/outbound/kpis';
import { landedCosts } from '#reports/kpis/outbound/landed-cost';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { runOutboundArms } from './outbound-arms.ts';
import { factsOf, pricesOf } from './outbound-report-of-run.ts';

async function ran(...set: readonly string[]) {
  const days = ['demand.days=2', 'demand.maxOrders=150'];
  const scenario = outboundScenario(loadFrom('inbound-dock', {}, { set: [...days, ...set] }));
  const world = buildOutboundWorld(scenario, scenario.seed);
  const [arm] = await runOutboundArms({ world, policies: world.policies.slice(0, 1), seed: 1 });
  const costs = landedCosts(arm!.outcomes, pricesOf(world, arm!), arm!.endedAt);
  return { kpis: computeOutboundKpis(arm!.outcomes, factsOf(world, arm!), costs), digests: arm!.digests };
}

const SHOP = 'network.customers.classes.shop';
const TERMS = [
  `${SHOP}.window=1 d`,
  `${SHOP}.paysAfter=30 d`,
  'inbound.suppliers.Alder Mills.paidAfter=45 d',
  'costs.otifCharge=0.03',
];

const plain = await ran();
const agreed = await ran(...TERMS);

describe('what is agreed', () => {
  test('changes nothing that happens, and no figure that was there', () => {
    expect(agreed.digests).toEqual(plain.digests);
    const added: OutboundKpi[] = ['inWindow', 'receivableDays', 'payableDays', 'cashToCash', 'otifCharges'];
    for (const name of added) {
      expect(plain.kpis[name], name).toBeNull();
      expect(agreed.kpis[name], name).not.toBeNull();
    }
    const { landedCostPerOrder: before, ...others } = plain.kpis;
    const known = Object.keys(others).filter((name) => !added.includes(name as OutboundKpi));
    for (const name of known)
      expect(agreed.kpis[name as OutboundKpi], name).toBe(plain.kpis[name as OutboundKpi]);
    // What is charged is a cost of the orders that were shipped.
    const more = agreed.kpis.otifCharges! / agreed.kpis.ordersShipped!;
    expect(agreed.kpis.landedCostPerOrder).toBeCloseTo(before! + more, 6);
    expect(more).toBeGreaterThan(0);
  });

  test('days of bills are terms and what it takes to bill; what is in a window is on time', () => {
    const { kpis } = agreed;
    const billing = (kpis.receivableDays! - 30) * 86_400_000;
    expect(billing).toBeGreaterThan(0);
    expect(kpis.payableDays).toBeGreaterThanOrEqual(45);
    expect(kpis.cashToCash).toBeCloseTo(kpis.inventoryDays! + kpis.receivableDays! - kpis.payableDays!, 9);
    expect(kpis.inWindow).toBeLessThan(1);
  });
});

describe('the routing guide', () => {
  test('asked in its order: who is first takes what is taken at first, and more where it is asked again', async () => {
    const { kpis } = await ran('carrierPolicy=guide-order');
    expect(kpis.rankOneAcceptance).toBeGreaterThanOrEqual(kpis.firstTenderAcceptance!);
    expect(kpis.rankOneAcceptance).toBeLessThanOrEqual(1);
    // All carriers of this network are in the guide.
    expect(kpis.contractRejection).toBe(kpis.tenderRejection);
  });

  test('not asked in its order: its first carrier takes less', async () => {
    const { kpis } = await ran('policies=[fastest-feasible]', 'carrierPolicy=as-planned');
    expect(kpis.rankOneAcceptance).toBeLessThan(kpis.firstTenderAcceptance!);
  });
});

test('a day that is asked for moves promises, and each order and line is judged by it once', async () => {
  const { kpis, digests } = await ran(
    `${SHOP}.requested={ uniform: { min: 1 d, max: 9 d } }`,
    'systems.erp.lineBook=true',
  );
  expect(digests.businessDigest).not.toBe(plain.digests.businessDigest);
  expect(kpis.deliveryToRequest).toBeGreaterThan(0);
  expect(kpis.deliveryToRequest).toBeLessThan(1);
  expect(kpis.linesOnTime).toBeGreaterThan(0.5);
  expect(kpis.linesOnTime).toBeLessThanOrEqual(1);
  // The book alone changes nothing but that it is written down.
  const booked = await ran('systems.erp.lineBook=true');
  expect(booked.digests.outcomeDigest).toBe(plain.digests.outcomeDigest);
  expect({ ...booked.kpis, linesOnTime: null }).toEqual(plain.kpis);
  expect(booked.kpis.linesOnTime).not.toBeNull();
});
