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

test('tight-gateway: limits cost calls and not service, and a core that knows them saves nine of ten', () => {
  for (const [policy, suffix] of [
    ['cheapest-in-stock', ''],
    ['fastest-feasible', ' fast'],
  ] as const) {
    const page = pageOf('tight-gateway', policy);
    const both = (of: string) => [page(`paced${suffix}`, of), page(`by 429${suffix}`, of)] as const;
    const [kept, heard] = both('partners.ERP.throttled');
    expect(1 - mean(kept) / mean(heard)).toBeGreaterThan(0.85);
    for (const gained of less(...both('otif'))) expect(Math.abs(gained)).toBeLessThan(0.001);
  }
});

test('delay-prediction: more of the late loads are known before their promise, a few more alarms are in vain, and nothing costs more', () => {
  const carrier = pageOf('delay-prediction', 'as-carrier-says');
  for (const [run, policy] of [
    ['pace', 'by-pace'],
    ['model', 'late-loads'],
  ] as const) {
    const page = pageOf('delay-prediction', policy);
    const more = (of: string): number[] => less(page(run, of), carrier('carrier', of));
    expect(mean(more('lateKnownShare'))).toBeGreaterThan(0.03);
    expect(mean(more('falseAlarms'))).toBeLessThan(0.02);
    expect(Math.abs(mean(more('landedCostPerOrder')))).toBeLessThan(10);
  }
});

test('bill-audit: a tolerance by charge disputes every bill; who knows the carrier’s manner disputes a twentieth, misses hardly any, and an order costs less', () => {
  const table = pageOf('bill-audit', 'tolerance-table');
  const outlier = pageOf('bill-audit', 'duplicate-and-outlier');
  const disputes = table('table', 'written.freightDisputed');
  expect(disputes).toEqual(table('table', 'scores.0.labelled'));
  outlier('outlier', 'written.freightDisputed').forEach((count, i) => {
    expect(count).toBeLessThan(disputes[i]! / 15);
  });
  expect(mean(outlier('outlier', 'scores.0.scores.recall'))).toBeGreaterThan(0.99);
  for (const saved of less(table('table', 'landedCostPerOrder'), outlier('outlier', 'landedCostPerOrder')))
    expect(saved).toBeGreaterThan(250);
});

test('unread-proofs: another copy costs minutes, and a rule that does without bills what had not arrived well', () => {
  const page = pageOf('unread-proofs', 'cheapest-in-stock');
  for (const soonerMs of less(page('hold', 'proofLagMean'), page('first', 'proofLagMean'))) {
    expect(soonerMs).toBeGreaterThan(60_000);
    expect(soonerMs).toBeLessThan(30 * 60_000);
  }
  expect(page('hold', 'billedUnsigned').every((minor) => minor === 0)).toBe(true);
  expect(mean(page('first', 'billedUnsigned'))).toBeGreaterThan(100_000);
});

test('legacy-batch: behind a nightly WMS a connected ERP ships nothing sooner, in front of a connected one its night costs a day', () => {
  const hours = (arm: string): number =>
    mean(pageOf('legacy-batch', arm)('legacy-batch', 'orderToShipP50')) / 3_600_000;
  expect(Math.abs(hours('legacy-batch') - hours('wms-nightly'))).toBeLessThan(3);
  expect(hours('erp-nightly') - hours('connected')).toBeGreaterThan(20);
  expect(hours('erp-nightly') - hours('connected')).toBeLessThan(36);
  expect(hours('legacy-batch') - hours('connected')).toBeGreaterThan(90);
});

test("shaky-web: what is forged or replayed changes no figure, what drifts is a person's work", () => {
  const page = pageOf('b2b-distributor', 'cheapest-in-stock');
  for (const of of [
    'onTimeDelivery',
    'billingLagP50',
    'pots.tasks / ordersShipped',
    'roles.integration-desk.given',
  ])
    expect(page('forged', of)).toEqual(page('calm API', of));
  for (const refused of page('forged', 'notes.webhookRefused')) expect(refused).toBeGreaterThan(400);
  const desk = less(
    page('drift', 'roles.integration-desk.given'),
    page('calm API', 'roles.integration-desk.given'),
  );
  page('drift', 'notes.eventQuarantined').forEach((events, i) => {
    expect(Math.abs(desk[i]! - events)).toBeLessThan(5);
  });
});

test('broker: a poison message holds up its partition, so twelve let nineteen of twenty messages pass at once, and one does not', () => {
  const door = (run: string, partner: string): number[] =>
    pageOf('broker', 'cheapest-in-stock')(run, `partners.${partner}.doorP95`).map((ms) => ms / 1000);
  for (const partner of ['ERP', 'TMS', 'Swallow Parcel']) {
    for (const seconds of door('twelve', partner)) expect(seconds).toBeLessThan(1);
    expect(mean(door('one', partner))).toBeGreaterThan(10 * 60);
  }
});

test('short-deliveries: whose bill waits is credited nothing, whose bill does not has it sooner, and is credited', () => {
  const page = pageOf('short-deliveries', 'cheapest-in-stock');
  for (const credited of page('received', 'creditedForDeliveries')) expect(credited).toBe(0);
  for (const credited of page('shipped', 'creditedForDeliveries')) expect(credited).toBeGreaterThan(0);
  const toBill = (run: string): readonly number[] => page(run, 'differingToBillMean');
  for (const sooner of less(toBill('shipped'), toBill('received'))) expect(sooner).toBeLessThan(0);
  for (const sooner of less(toBill('by rule'), toBill('received'))) expect(sooner).toBeLessThan(0);
  const asShipped = (run: string): readonly number[] => page(run, 'deliveredAsShipped');
  expect(asShipped('shipped')).toEqual(asShipped('received'));
});

test('full-waves: what can still be kept first keeps more promises, value at risk first loses a quarter less, a rank alone does little', () => {
  const arm = (run: string, policy: string, of: string): readonly number[] =>
    pageOf('full-waves', policy)(run, of);
  const added = (run: string, policy: string, of: string): number[] =>
    less(arm(run, policy, of), arm('sequences', 'earliest-cutoff', of));
  const PENALTY = 'pots.latePenalty / ordersShipped';
  for (const more of added('sequences', 'savable-first', 'onTimeDelivery'))
    expect(more).toBeGreaterThan(0.015);
  for (const lost of added('sequences', 'largest-first', 'onTimeDelivery')) expect(lost).toBeLessThan(-0.05);
  const share = (run: string, policy: string): number =>
    mean(added(run, policy, PENALTY)) / mean(arm('sequences', 'earliest-cutoff', PENALTY));
  expect(share('sequences', 'value-at-risk')).toBeLessThan(-0.22);
  expect(share('ranks', 'by-line')).toBeGreaterThan(-0.1);
  expect(share('ranks', 'first-line')).toBeLessThan(-0.3);
  expect(mean(added('ranks', 'first-line', 'onTimeDelivery'))).toBeGreaterThan(0);
  for (const lost of added('ranks', 'first-value', 'onTimeDelivery')) expect(lost).toBeLessThan(0);
});

test('as-is-to-be: connecting earns, deciding by hand costs what that saved, and a recommendation moves minutes into freight', () => {
  const arm = (name: string): ByRun => pageOf('as-is-to-be', name);
  const over = (name: string, before: string, of: string): number =>
    mean(less(arm(name)('programme', of), arm(before)('programme', of)));
  const connected = over('visibility', 'as-is', 'landedCostPerOrder');
  expect(connected).toBeLessThan(-400);
  expect(over('workflow', 'visibility', 'landedCostPerOrder')).toBeGreaterThan(-connected);
  expect(over('recommendations', 'workflow', 'touchPerOrder')).toBeLessThan(-10 * 60_000);
  expect(over('recommendations', 'workflow', 'pots.freight + pots.expedite / ordersShipped')).toBeGreaterThan(
    1000,
  );
});

test('three-pl: a line costs by its interval, a quarter of it by what goes astray, next to nothing by the age of stock', () => {
  const page = pageOf('three-pl', 'cheapest-in-stock');
  const cost = (run: string, from: string): number[] =>
    less(page(from, 'onTimeDelivery'), page(run, 'onTimeDelivery'));
  const halfHour = cost('half hour', 'connected');
  const fiveMinutes = cost('every 5 min', 'connected');
  const fourHours = cost('every 4 h', 'connected');
  halfHour.forEach((lost, i) => {
    expect(lost).toBeGreaterThan(fiveMinutes[i]!);
    expect(lost).toBeLessThan(fourHours[i]!);
  });
  const astray = mean(cost('half hour', 'nothing astray')) / mean(halfHour);
  expect(astray).toBeGreaterThan(0.2);
  expect(astray).toBeLessThan(0.3);
  expect(Math.abs(mean(cost('half hour', 'stock hourly')))).toBeLessThan(0.005);
});

test('three-pl: who stands at the ramp is more punctual by the same guide; by price alone less than either, for the same freight', () => {
  const page = pageOf('three-pl', 'cheapest-in-stock');
  const onTime = (run: string): readonly number[] => page(run, 'onTimeDelivery');
  const won = less(onTime('by the guide'), onTime('core books'));
  const lost = less(onTime('the cheapest'), onTime('by the guide'));
  expect(mean(won)).toBeGreaterThan(0.01);
  lost.forEach((each) => {
    expect(each).toBeLessThan(0);
  });
  expect(mean(won) + mean(lost)).toBeLessThan(0);
  const margin = (run: string): number => mean(page(run, 'thirdPartyMargin'));
  expect(margin('the cheapest') - margin('by the guide')).toBeGreaterThan(0.03);
  const freight = (run: string): number => mean(page(run, 'freightPerKg'));
  expect(Math.abs(freight('the cheapest') / freight('by the guide') - 1)).toBeLessThan(0.02);
});

test('governance-drill: it costs what it takes to notice: inputs before commitments before bills, and lateness never tells', () => {
  const page = pageOf('governance-drill', 'governed');
  const unwatched = pageOf('governance-drill', 'unwatched');
  const cheapest = pageOf('governance-drill', 'cheapest');
  const after = (run: string): readonly number[] => page(run, 'governance.stoppedAfterMs');
  const DAY_MS = 86_400_000;
  for (const ms of after('by inputs')) expect(ms).toBeLessThan(DAY_MS);
  for (const sooner of less(after('by inputs'), after('by commitments'))) expect(sooner).toBeLessThan(0);
  for (const sooner of less(after('by commitments'), after('by bills'))) expect(sooner).toBeLessThan(0);
  expect(mean(after('by bills'))).toBeGreaterThan(5 * DAY_MS);
  expect(after('by lateness').every((ms) => ms === null)).toBe(true);
  const landed = 'landedCostPerOrder';
  const dearer = less(unwatched('drill', landed), cheapest('drill', landed));
  less(page('drill', landed), cheapest('drill', landed)).forEach((governed, i) => {
    expect(governed).toBeLessThan(dearer[i]! / 3);
  });
  for (const onTime of less(unwatched('drill', 'onTimeDelivery'), cheapest('drill', 'onTimeDelivery')))
    expect(onTime).toBeGreaterThan(0);
});
