/**
 * A small made-up run for the tests of reports: the five orders of the KPIs' tests, for two policies, one of which pays more. Every
 * name that comes from a scenario is a parameter.
 */
import { ordersByDay } from '../kpis/outbound/daily.ts';
import { casesOf } from '../kpis/outbound/exception-kpis.ts';
import { modeKpis } from '../kpis/outbound/freight-kpis.ts';
import { computeOutboundKpis, outboundKpisBy } from '../kpis/outbound/kpis.ts';
import { type LandedCostPrices, landedCosts } from '../kpis/outbound/landed-cost.ts';
import { shipmentsByLateness } from '../kpis/outbound/lateness.ts';
import type { OutboundOutcomes } from '../kpis/outbound/outcomes/outcomes.ts';
import { stageTimes } from '../kpis/outbound/outcomes/stages.ts';
import { type ComparableCosts, comparableCosts, pairedCosts } from '../kpis/outbound/paired.ts';
import {
  FACTS,
  FIVE_ORDERS,
  type Happening,
  HOUR_MS,
  hour,
  outcomesOf,
  START,
} from '../kpis/outbound/story.fixture.ts';
import type { PartnerReport } from '../kpis/partners/partner-catalogue.ts';
import type { OutboundArmReport, OutboundRunReport } from './outbound-report.ts';

const PRICES: LandedCostPrices = {
  labourPerHourMinor: 2700,
  machinesPerDayMinor: 0,
  stockPerYearShare: 0.18,
  latePenaltyShare: 0.03,
  taskPerMinuteMinor: 75,
  taskMinutes: 15,
  returnPerShipmentMinor: 4500,
  workerPerDayMinor: 900,
  thousandMessagesMinor: 2,
  workers: 8,
  messages: 250,
  periodMs: 48 * HOUR_MS,
};

/** The dearer policy pays ten times as much for the load of order 3. */
const DEARER = FIVE_ORDERS.map((each): Happening => {
  if (each.length !== 7 || each[1] !== 'freightPaid' || each[3] !== 24) return each;
  return [each[0], each[1], each[2], each[3], each[4], 20_000, each[6]];
});

function comparableOf(story: readonly Happening[]): ComparableCosts {
  const outcomes = outcomesOf(story);
  return comparableCosts(outcomes, landedCosts(outcomes, PRICES, FACTS.endAt), FACTS.endAt);
}

/** @param baseline of the arm that it is compared with; null = it is that one */
export function sampleArm(
  policy: string,
  name: string,
  story: readonly Happening[],
  baseline: readonly Happening[] | null = null,
): OutboundArmReport {
  const outcomes = outcomesOf(story);
  const costs = landedCosts(outcomes, PRICES, FACTS.endAt);
  const named = (no: number): string => `${name} ${no}`;
  const groups = (by: 'node' | 'carrier') =>
    outboundKpisBy(outcomes, FACTS, by, costs).map(({ no, kpis }) => ({ no, name: named(no), kpis }));
  return {
    policy,
    summary: `what ${policy} does`,
    carrierPolicy: 'guide-order',
    delayPolicy: 'wait',
    digest: '0123456789abcdef',
    businessDigest: '1123456789abcdef',
    outcomeDigest: '2123456789abcdef',
    events: 1234,
    steps: 100,
    messages: 250,
    endedAt: FACTS.endAt,
    end: 'empty',
    violation: null,
    kpis: computeOutboundKpis(outcomes, FACTS, costs),
    pots: costs.pots,
    paired: baseline === null ? null : pairedCosts(comparableOf(baseline), comparableOf(story)),
    byNode: groups('node'),
    byCarrier: groups('carrier'),
    open: { orders: 1, shipments: 0 },
    openTasks: [
      {
        kind: 'disputedBill',
        role: 'freight-auditor',
        open: 3,
        escalated: 2,
        oldestMs: 41 * 86_400_000,
        oldest: 'freight-invoice 17',
      },
    ],
    faults: { 'answer-lost': 2, 'call-lost': 3, 'line.answerLost': 1 },
    platform: {
      waitedMsMean: 3,
      waitedMsMax: 240,
      busyShare: 0.25,
      busyShareMax: 0.5,
      fullHours: 0,
      backlogMax: 17,
      days: [0, 1].map((day) => ({
        dayAt: START + day * 24 * HOUR_MS,
        waitedMsMean: 3,
        busyShare: 0.25,
        backlogMax: 17,
      })),
    },
    ...details(outcomes, named),
  };
}

function details(outcomes: OutboundOutcomes, named: (no: number) => string) {
  return {
    businessEvents: FIVE_ORDERS.length,
    days: ordersByDay(outcomes, FACTS.endAt),
    lateness: shipmentsByLateness(outcomes, -7, 7),
    stages: stageTimes(outcomes),
    nodeWork: [0, 1].map((no) => ({
      no,
      name: named(no),
      workers: no * 5,
      workMs: no * HOUR_MS,
      loadShare: no === 0 ? null : 0.5,
      stages: stageTimes(outcomes, no),
    })),
    modes: modeKpis(outcomes, FACTS),
    tenders: [{ no: 0, name: named(0), offered: 4, accepted: 3, rejected: 1, countered: 0, silent: 0 }],
    cases: casesOf(outcomes).map(({ kind, resolved, open }) => ({
      kind,
      resolved: resolved.size,
      open,
      p50Ms: resolved.quantileMs(0.5),
      p95Ms: resolved.quantileMs(0.95),
    })),
    exceptionClasses: [
      {
        name: 'noCarrier',
        opened: 4,
        open: 1,
        escalated: 1,
        byRule: 0,
        byRecommendation: 2,
        byPerson: 1,
        detectionMeanMs: 0,
        resolutionMeanMs: 2 * HOUR_MS,
      },
    ],
    people: [],
    roles: [{ role: 'credit-clerk', kinds: ['creditHold'], given: 2, answered: 1 }],
    decisions: [
      {
        point: 'sourcing',
        policy: 'cheapest',
        mode: 'active',
        asked: 4,
        options: 10,
        removed: 1,
        withoutChoice: 0,
        fellBack: 0,
        overridden: 0,
        latencyMs: 0,
        latencies: { 0: 4 },
      },
    ],
    traffic: [{ partner: named(0), sent: 100, received: 150 }],
    partners: [samplePartner(0, named(0)), { ...samplePartner(1, named(1)), ...TROUBLE }],
    deadLetters: { letters: 2, resent: 1, dropped: 1 },
    faultPlaces: [
      { kind: 'answer-lost', place: 'core to ERP', count: 2 },
      { kind: 'line.answerLost', place: `core to ${named(0)}, rest`, count: 1 },
      { kind: 'call-lost', place: `core to ${named(0)}`, count: 3 },
    ],
    notes: { duplicateBill: 2 },
  };
}

const TROUBLE = {
  taken: 96,
  firstAttemptShare: 0.9,
  retries: 14,
  failed: 12,
  throttled: 3,
  acknowledgedP95: 90_000,
  waiting: 2,
  waitingMax: 17,
  openShare: 0.02,
  openings: 1,
  pausedShare: 0.0001,
  deadLetters: 2,
  resent: 1,
  dropped: 1,
  duplicates: 4,
  unknownCodes: 1,
};

/** Without trouble, and without events that say when they occurred. */
export function samplePartner(no: number, name: string): PartnerReport {
  return {
    no,
    name,
    sent: 100,
    taken: 100,
    firstAttemptShare: 1,
    retries: 0,
    failed: 0,
    throttled: 0,
    acknowledgedP50: 400,
    acknowledgedP95: 400,
    waiting: 0,
    waitingMax: 3,
    waitingMean: 0.125,
    openShare: 0,
    openings: 0,
    pausedShare: 0,
    deadLetters: 0,
    resent: 0,
    dropped: 0,
    received: 150,
    duplicates: 0,
    turnedAway: 0,
    doorP50: null,
    doorP95: null,
    unknownCodes: 0,
    timelinessP50: null,
    timelinessP95: null,
    timelyShare: null,
  };
}

/** @param name stands wherever a name of the user's scenario stands */
export function sampleReport(name = 'DC North'): OutboundRunReport {
  const arms = [sampleArm('cheap', name, FIVE_ORDERS), sampleArm('dear', name, DEARER, FIVE_ORDERS)];
  return reportOf(arms, name);
}

export function reportOf(arms: readonly OutboundArmReport[], name = 'DC North'): OutboundRunReport {
  return {
    format: 1,
    process: 'outbound',
    end: 'empty',
    scenario: {
      name: 'sample',
      title: `Sample of ${name}`,
      story: `Made up for ${name}.`,
      digest: '00112233',
    },
    seed: 1,
    reproduce: `dray run sample --seed 1 --with '${name}'`,
    versions: { dray: '0.1.0', node: '24.0.0', v8: '13' },
    digest: '3123456789abcdef',
    businessDigest: '4123456789abcdef',
    outcomeDigest: '5123456789abcdef',
    events: 2468,
    currency: 'USD',
    startAt: START,
    endAt: FACTS.endAt,
    orders: 5,
    input: null,
    world: { nodes: 2, carriers: 2, customers: 2, products: 4, workers: 8, ordersUntil: hour(48) },
    kpis: Object.fromEntries(arms.map(({ policy, kpis }) => [policy, kpis])),
    arms,
    thresholds: [
      { kpi: 'onTimeDelivery', policy: 'cheap', bound: 'at least 90.0 %', value: 2 / 3, passed: false },
      { kpi: 'orders', policy: 'cheap', bound: 'at most 9', value: 5, passed: true },
    ],
    warnings: [`${name} may be a warning`],
    assumptions: [`demand: days, ordersPerDay (counted by ${name})`, 'limits: slaRisk'],
  };
}
