/** KPIs of customs and what they cost, of five loads, against figures worked out by hand. */
import { describe, expect, test } from 'vitest';
import { CUSTOMS_KPIS } from './catalogue/customs-catalogue.ts';
import { customsKpis } from './customs-kpis.ts';
import { computeOutboundKpis } from './kpis.ts';
import { landedCosts } from './landed-cost.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import {
  copiedBefore,
  FACTS,
  FREE,
  type Happening,
  HOUR_MS,
  issued,
  outcomesOf,
  released,
} from './story.fixture.ts';

const XRAY = 3;
const PAPERS = 1;
const of = (load: number, at: number, event: string, n: number, a: number): Happening => [
  at,
  event,
  'declaration',
  load,
  n,
  a,
  0,
];

/** Loads 56 and 64 are two shipments of orders 7 and 8 each; the others have no order that is known. */
const STORY: readonly Happening[] = [
  ...released(7, 0, { customer: 1, promise: 48, units: 10 }, 40_000, 2),
  ...released(8, 0, { customer: 2, promise: 96, units: 5 }, 20_000, 1),
  ...issued(56, 56, 0, [1, 2, 3, 24], { units: 10, grams: 30_000, valueMinor: 40_000 }),
  ...issued(64, 56, 0, [1, 2, 3, 24], { units: 5, grams: 10_000, valueMinor: 20_000 }),
  // Accepted after 2 hours, examined for 48: 300.01 of fees.
  of(56, 10, 'declarationLodged', 1, 56),
  of(56, 12, 'declarationAccepted', 1, 9),
  of(56, 30, 'goodsPresented', 1, 1),
  of(56, 30, 'goodsHeld', XRAY, 1),
  of(56, 78, 'goodsReleased', 1, 30_001),
  // Queried, and at the border before its acceptance, after 20 hours: held for its papers, 6 hours.
  of(200, 20, 'declarationLodged', 1, 200),
  of(200, 21, 'declarationQueried', 1, 2),
  of(200, 34, 'goodsPresented', 1, 1),
  of(200, 34, 'goodsHeld', PAPERS, 1),
  of(200, 40, 'declarationAccepted', 1, 9),
  of(200, 40, 'goodsReleased', 1, 0),
  // Straight through.
  of(208, 20, 'declarationLodged', 1, 208),
  of(208, 21, 'declarationAccepted', 1, 9),
  of(208, 40, 'goodsPresented', 1, 1),
  of(208, 40, 'goodsReleased', 1, 0),
  // Examined and refused after 18 hours.
  of(216, 20, 'declarationLodged', 1, 216),
  of(216, 24, 'declarationAccepted', 1, 9),
  of(216, 40, 'goodsPresented', 1, 1),
  of(216, 40, 'goodsHeld', XRAY, 1),
  of(216, 58, 'goodsRefused', 1, 20_000),
  // Not read yet.
  of(224, 60, 'declarationLodged', 1, 224),
];

const KPIS = {
  customsExamined: 2 / 4,
  customsQueried: 1 / 5,
  // 1, 2, 4 and 20 hours.
  clearanceP50: 2 * HOUR_MS,
  clearanceP95: 20 * HOUR_MS,
  borderDays: (48 + 6 + 18) / 24,
  borderStayP95: 48 * HOUR_MS,
  customsRefused: 1 / 4,
  customsFees: 50_001,
};

describe('the KPIs of customs', () => {
  test('are what the events say', () => {
    expect(customsKpis(outcomesOf(STORY))).toEqual(KPIS);
    expect(computeOutboundKpis(outcomesOf(STORY), FACTS)).toMatchObject(KPIS);
  });

  test('say nothing where no border stops anything', () => {
    const nothing = Object.fromEntries(Object.keys(CUSTOMS_KPIS).map((name) => [name, null]));
    expect(customsKpis(new OutboundOutcomes())).toEqual(nothing);
  });

  test('of a fold that was saved in the middle are those of one that was not', () => {
    expect(customsKpis(copiedBefore(8, STORY))).toEqual(KPIS);
  });
});

test('customs fees are a pot of the landed cost, divided by weight: 30 and 10 kg', () => {
  const prices = { ...FREE, taskPerMinuteMinor: 75, taskMinutes: 15, periodMs: HOUR_MS };
  const withTask: Happening = [11, 'task', 'export-desk', 'customs-entry', 56];
  const { byOrder, pots } = landedCosts(outcomesOf([...STORY, withTask]), prices, FACTS.endAt);
  expect([...byOrder.customs]).toEqual([22_501, 7_500]);
  // What is charged for loads of no known order is nobody's.
  expect(pots.customs).toBe(30_001);
  // The export desk's task is its load's: 11.25 by weight.
  expect([...byOrder.tasks]).toEqual([844, 281]);
});
