/**
 * Morals of the library's pages, held against the figures beside the pages: of each seed where the page says so much, else of the mean.
 * That the figures are what the scenarios give is shown in `bench/experiments/page-figures.test.ts`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { figuresInFile, lookUp } from '#bench/experiments/page-figures';

const FIGURES = fileURLToPath(new URL('../../docs/scenarios/figures/', import.meta.url));

type ByRun = (run: string, of: string) => readonly number[];

function pageOf(name: string, policy: string): ByRun {
  const by = lookUp(figuresInFile(readFileSync(`${FIGURES}${name}.csv`, 'utf8')));
  return (run, of) => by(run, policy, of).map((value) => value!);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Seed by seed. */
const less = (values: readonly number[], from: readonly number[]): number[] =>
  values.map((value, i) => value - from[i]!);

test('peak-season: missing people are felt in the peak alone, where they more than double it; the market costs tenders', () => {
  const page = pageOf('peak-season', 'cheapest-in-stock');
  const onTime = (run: string): readonly number[] => page(run, 'onTimeDelivery');
  for (const lost of less(onTime('people'), onTime('none of it'))) expect(Math.abs(lost)).toBeLessThan(0.002);
  for (const lost of less(onTime('peak and people'), onTime('peak'))) expect(lost).toBeLessThan(-0.03);
  const ofPeak = mean(less(onTime('peak'), onTime('none of it')));
  const ofBoth = mean(less(onTime('peak and people'), onTime('none of it')));
  expect(ofBoth / ofPeak).toBeGreaterThan(2);
  const market = (of: string): readonly number[] => less(page('all three', of), page('peak and people', of));
  for (const refused of market('firstTenderAcceptance')) expect(refused).toBeLessThan(-0.06);
  expect(mean(market('onTimeDelivery'))).toBeGreaterThan(-0.01);
  expect(Math.abs(mean(market('landedCostPerOrder')))).toBeLessThan(
    0.01 * mean(page('all three', 'landedCostPerOrder')),
  );
});

test('peak-season with robots: enough give back more than the missing people took, too few are worse than none', () => {
  const page = pageOf('peak-season', 'cheapest-in-stock');
  const onTime = (run: string): readonly number[] => page(run, 'onTimeDelivery');
  const byRobots = mean(less(onTime('robots'), onTime('all three')));
  expect(byRobots).toBeGreaterThan(-mean(less(onTime('peak and people'), onTime('peak'))));
  for (const lost of less(onTime('few robots'), onTime('all three'))) expect(lost).toBeLessThan(-0.05);
});

test('carrier-outage: the second choice keeps the promises, people are what it costs, and more than twice that without a re-tender', () => {
  const page = pageOf('carrier-outage', 'cheapest-feasible');
  const added = (run: string, of: string): number[] => less(page(run, of), page('no outage', of));
  for (const lost of added('three days', 'onTimeDelivery')) expect(lost).toBeGreaterThan(-0.02);
  const people = added('three days', 'pots.tasks / ordersShipped');
  const freight = added('three days', 'pots.freight / ordersShipped');
  const penalties = added('three days', 'pots.latePenalty / ordersShipped');
  people.forEach((cost, i) => {
    expect(cost).toBeGreaterThan(freight[i]! + penalties[i]!);
  });
  expect(page('20 hours', 'deadLetters.letters').every((letters) => letters === 0)).toBe(true);
  expect(mean(added('20 hours', 'landedCostPerOrder'))).toBeLessThan(50);
  const retendered = added('three days', 'landedCostPerOrder');
  added('asked a person', 'landedCostPerOrder').forEach((cost, i) => {
    expect(cost).toBeGreaterThan(2 * retendered[i]!);
  });
});

test('spare-parts-global: the cheapest way that keeps the promise is cheaper than the cheapest way, in freight as well', () => {
  const run = 'spare-parts-global';
  const inTime = pageOf(run, 'cheapest-in-time');
  const cheapest = pageOf(run, 'cheapest-in-stock');
  for (const kpi of ['landedCostPerOrder', 'freightCost'])
    for (const more of less(inTime(run, kpi), cheapest(run, kpi))) expect(more).toBeLessThan(0);
});

test('customs-heavy: who sends more loads pays more fees, and its lead costs half more where customs looks closer', () => {
  const fast = pageOf('customs-heavy', 'fastest-feasible');
  const cheap = pageOf('customs-heavy', 'cheapest-in-stock');
  const over = (run: string, of: string): number[] => less(fast(run, of), cheap(run, of));
  expect(mean(fast('as it is', 'customsFees')) / mean(cheap('as it is', 'customsFees'))).toBeGreaterThan(
    1.25,
  );
  const price = (run: string): number => mean(over(run, 'landedCostPerOrder'));
  expect(price('as it is') / price('no customs')).toBeGreaterThan(1.35);
  for (const run of ['no customs', 'as it is'])
    expect(mean(over(run, 'onTimeDelivery'))).toBeGreaterThan(0.03);
});
