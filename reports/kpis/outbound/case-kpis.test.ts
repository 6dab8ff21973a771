/** KPIs of cases, of six openings, against figures worked out by hand. */
import { expect, test } from 'vitest';
import { caseFigures, caseKpis, classesOf } from './case-kpis.ts';
import { CASE_KPIS } from './catalogue/case-catalogue.ts';
import { computeOutboundKpis } from './kpis.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { FACTS, type Happening, HOUR_MS, hour, outcomesOf, released } from './story.fixture.ts';

const DELAY = 13;
const SHORT = 6;
const of = (key: number, at: number, event: string, n: number, a: number, b: number): Happening => [
  at,
  event,
  'case',
  key,
  n,
  a,
  b,
];
const opened = (key: number, at: number, exception: number, occurredAt: number, n = 1): Happening =>
  of(key, at, 'caseOpened', n, exception, hour(occurredAt));
const resolved = (key: number, at: number, by: number, n = 1): Happening =>
  of(key, at, 'caseResolved', n, by, DELAY);

const STORY: readonly Happening[] = [
  ...released(7, 0, { customer: 1, promise: 48, units: 10 }, 40_000, 2),
  ...released(8, 0, { customer: 2, promise: 96, units: 5 }, 20_000, 1),
  // Noticed at once, by rule after 2 hours; again, escalated, by a person after 10.
  opened(1, 10, DELAY, 10),
  resolved(1, 12, 0),
  opened(1, 20, DELAY, 20, 2),
  of(1, 25, 'caseEscalated', 2, DELAY, 1),
  resolved(1, 30, 2, 2),
  // Noticed after 5 hours, by a recommendation after 3.
  opened(2, 15, DELAY, 10),
  resolved(2, 18, 1),
  // In one step; and open at the end.
  opened(3, 16, SHORT, 16),
  resolved(3, 16, 0),
  opened(4, 40, DELAY, 40),
];

const outcomes = outcomesOf(STORY);

test('each is as its definition says', () => {
  const kpis = caseKpis(outcomes);
  expect(Object.keys(kpis)).toEqual(Object.keys(CASE_KPIS));
  expect(kpis).toEqual({
    casesPerOrder: 5 / 2,
    caseDetectionMean: HOUR_MS,
    // 2, 10, 3 and 0 hours.
    caseResolutionMean: (15 / 4) * HOUR_MS,
    casesByRule: 2 / 4,
    casesByRecommendation: 1 / 4,
    casesByPerson: 1 / 4,
    casesEscalated: 1 / 5,
    casesOpen: 1,
  });
  expect(computeOutboundKpis(outcomes, FACTS)).toMatchObject(kpis);
});

test('by class, what was opened and how it was resolved', () => {
  expect(classesOf(outcomes.caseBooks)).toEqual([SHORT, DELAY]);
  expect(caseFigures(outcomes.caseBooks, DELAY)).toMatchObject({
    opened: 4,
    open: 1,
    escalated: 1,
    resolvedBy: [1, 1, 1],
  });
});

test('a copy goes on as the run does', () => {
  const copy = new OutboundOutcomes();
  copy.load(structuredClone(outcomes.save()));
  const end = { time: hour(44), key: 4 };
  for (const each of [outcomes, copy])
    each.business(end.time, 'caseResolved', 'core', 'case', end.key, 1, 2, DELAY);
  expect(caseKpis(copy)).toEqual(caseKpis(outcomes));
  expect(caseKpis(copy).casesOpen).toBe(0);
});

test('where exceptions are no cases nothing is said of them', () => {
  for (const value of Object.values(caseKpis(outcomesOf(STORY.slice(0, 2))))) expect(value).toBe(null);
});
