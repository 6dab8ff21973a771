/**
 * The decision log says of each decision what was asked, who decided and what came of it, from a recording alone. Shown by recordings whose
 * outcomes are known beforehand, point by point.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LOGGED_POINTS } from '#bench/export/logged-points';
import { SHIPMENTS_MAX } from '#orchestrator/contracts/shipment-key';
import type { ViewSeen } from '#scenarios/recording/recorder';
import { authorityOf, type LogRow, leftOut, propensities, spreadPropensities } from './log-row.ts';
import { type LogOptions, logRows } from './log-rows.ts';
import { SHIPMENTS_OF_ORDER } from './outcomes/order-outcome.ts';
import { outcomeOf } from './outcomes/outcomes.ts';
import { at, type Happening, HOUR_MS, type PlantedDecision, plant } from './planted-log.fixture.ts';

const dir = mkdtempSync(join(tmpdir(), 'dray-log-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function logOf(
  point: string,
  decisions: readonly PlantedDecision[],
  happenings: readonly Happening[] = [],
  options: LogOptions = {},
): LogRow[] {
  plant(dir, decisions, happenings);
  return [...logRows(dir, LOGGED_POINTS.find(({ name }) => name === point)!, options)];
}

/** By name; NaN as null. */
function outcome(point: string, row: LogRow): Readonly<Record<string, number | null>> {
  const { columns } = outcomeOf(point);
  const told = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return Object.fromEntries(columns.map(({ name }, i) => [name, told(row.outcome[i]!)]));
}

const ORDER = { totalUnits: 3, weightGrams: 900, priority: 1, products: [0], units: [3], promisedAt: at(48) };
const WAY = { carrier: 0, service: 0, mode: 'AIR', transitDays: 1, freightMinor: 10, handlingMinor: 1 };
const sourcing = (key: number, hour: number, more: Partial<PlantedDecision> = {}): PlantedDecision => ({
  hour,
  point: 'sourcing',
  entityType: 'order',
  key,
  context: ORDER,
  options: [
    { ...WAY, node: 1 },
    { ...WAY, node: 2 },
  ],
  ...more,
});
const carrier = (key: number, hour: number, more: Partial<PlantedDecision> = {}): PlantedDecision => ({
  hour,
  point: 'carrier',
  entityType: 'load',
  key,
  context: { promisedAt: at(48), pickupAt: at(1), weightGrams: 1, planned: WAY },
  options: [{ ...WAY, amountMinor: 100, guideRank: 1 }],
  ...more,
});

describe('what came of it', () => {
  test('an order: its freight by weight, what the warehouse charged, its last delivery', () => {
    const one = 1 * SHIPMENTS_MAX;
    const two = 2 * SHIPMENTS_MAX;
    const load: Happening[] = [
      [1, 'orderPromised', 'order', 1, 1, at(48)],
      [1, 'orderPromised', 'order', 2, 1, at(96)],
      [2, 'shipmentPacked', 'shipment', one, 1, 1, 30_000],
      [2, 'shipmentPacked', 'shipment', two, 1, 1, 10_000],
      [3, 'warehouseCharged', 'shipment', one, 1, 450],
      [3, 'shipmentLoaded', 'shipment', one, 1, one],
      [3, 'shipmentLoaded', 'shipment', two, 1, one],
      [72, 'shipmentDelivered', 'shipment', one, 1, at(72)],
      [72, 'shipmentDelivered', 'shipment', two, 1, at(72)],
      [73, 'orderDone', 'order', 1, 1, 3, 0],
      [73, 'orderDone', 'order', 2, 1, 2, 1],
    ];
    const asked = [sourcing(1, 1), sourcing(2, 1), sourcing(1, 2, { attempt: 2 }), sourcing(9, 4)];
    const paid = logOf('sourcing', asked, [...load, [700, 'freightPaid', 'load', one, 1, 10_000]]);
    expect(paid.map((row) => outcome('sourcing', row))).toEqual([
      { costMinor: 7_950, lateMs: 24 * HOUR_MS, unitsShipped: 3, unitsCancelled: 0 },
      { costMinor: 2_500, lateMs: 0, unitsShipped: 2, unitsCancelled: 1 },
      { costMinor: 7_950, lateMs: 24 * HOUR_MS, unitsShipped: 3, unitsCancelled: 0 },
      { costMinor: null, lateMs: null, unitsShipped: null, unitsCancelled: null },
    ]);
    expect(paid.map(({ outcomeKnownAt }) => outcomeKnownAt)).toEqual([at(700), at(700), at(700), Number.NaN]);
    const [unpaid] = logOf('sourcing', asked, load);
    expect(outcome('sourcing', unpaid!)).toMatchObject({ costMinor: null, lateMs: 24 * HOUR_MS });
    const [early] = logOf('sourcing', asked, [...load, [700, 'freightPaid', 'load', one, 1, 10_000]], {
      knownBefore: at(700),
    });
    expect(outcome('sourcing', early!)).toMatchObject({ costMinor: null, lateMs: null });
  });

  test('a load: whether its first carrier took it, freight, lateness', () => {
    const shadow = carrier(8, 5, { attempt: 2, mode: 'shadow' });
    const asked = [carrier(8, 1), carrier(8, 5, { attempt: 2 }), shadow, carrier(16, 1)];
    const rows = logOf('carrier', asked, [
      [1, 'tenderOffered', 'load', 8, 1, 0, 100],
      [2, 'tenderRejected', 'load', 8, 1, 0],
      [3, 'tenderOffered', 'load', 8, 2, 1, 120],
      [6, 'tenderOffered', 'load', 8, 3, 2, 130],
      [7, 'tenderAccepted', 'load', 8, 3, 2, 130],
      [50, 'loadDelivered', 'load', 8, 1, 2],
      [60, 'freightPaid', 'load', 8, 1, 135],
    ]);
    expect(rows.map((row) => outcome('carrier', row))).toEqual([
      { accepted: 0, freightMinor: 135, lateMs: 2 * HOUR_MS },
      { accepted: 1, freightMinor: 135, lateMs: 2 * HOUR_MS },
      { accepted: 1, freightMinor: 135, lateMs: 2 * HOUR_MS },
      { accepted: null, freightMinor: null, lateMs: null },
    ]);
  });

  test('a delay: lateness after all, and what was paid for it; a prediction: whether it came true', () => {
    const context = {
      promisedAt: at(10),
      estimatedAt: at(20),
      valueMinor: 1,
      freightMinor: 100,
      plannedAt: at(9),
    };
    const happened: Happening[] = [
      [12, 'loadDelivered', 'load', 8, 1, 2],
      [60, 'freightPaid', 'load', 8, 1, 140],
    ];
    const delay = {
      ...carrier(8, 1),
      point: 'delay-response',
      context,
      options: [{ action: 'wait', costMinor: 0, onward: null }],
    };
    const [told] = logOf('delay-response', [delay], happened);
    expect(outcome('delay-response', told!)).toEqual({ lateMs: 2 * HOUR_MS, extraMinor: 40 });
    const says = ['on-time', 'late'].map((each) => ({ says: each, carrier: 0 }));
    const asked = [0, 1].map((chosen) => ({ ...delay, point: 'delay-prediction', options: says, chosen }));
    expect(logOf('delay-prediction', asked, happened).map((row) => outcome('delay-prediction', row))).toEqual(
      [
        { correct: 0, late: 1, lateMs: 2 * HOUR_MS },
        { correct: 1, late: 1, lateMs: 2 * HOUR_MS },
      ],
    );
    // A label is known when the load has arrived; what it cost, when the bill is paid.
    const [predicted] = logOf('delay-prediction', asked, happened);
    expect([told!.outcomeKnownAt, predicted!.outcomeKnownAt]).toEqual([at(60), at(12)]);
  });

  test('a truck at the dock', () => {
    const slot = { door: 1, from: at(9), until: at(10) };
    const asked: PlantedDecision = {
      hour: 1,
      point: 'dock-slot',
      entityType: 'dock-appointment',
      key: 3,
      context: { node: 0, estimatedAt: at(8), dueAt: at(9), bufferMs: 0, units: 1, handlingUnits: 1 },
      options: [slot],
    };
    const [row] = logOf(
      'dock-slot',
      [asked],
      [
        [8, 'truckAtGate', 'receipt', 3, 1, 0],
        [9, 'appointmentMissed', 'dock-appointment', 3, 1, at(9)],
        [11, 'truckDocked', 'receipt', 3, 1, 1],
      ],
    );
    expect(outcome('dock-slot', row!)).toEqual({ waitMs: 3 * HOUR_MS, lateMs: 2 * HOUR_MS, missed: 1 });
    expect(row!.outcomeKnownAt).toBe(at(11));
  });

  test('a shelf: the seven days after, and no other store', () => {
    const context = { store: 5, products: [], position: [], dailyUnits: [], viewAgeMs: 0, leadTimeMs: 0 };
    const option = {
      source: 0,
      usual: true,
      rule: 'urgent',
      units: [],
      totalUnits: 0,
      valueMinor: 0,
      weightGrams: 0,
    };
    const asked: PlantedDecision = {
      hour: 1,
      point: 'replenishment',
      entityType: 'replenishment',
      key: 10,
      context,
      options: [option],
    };
    const day = (hour: number, store: number, lost: number): Happening[] => [
      [hour, 'salesLost', 'store', store, 1, 1, lost],
      [hour, 'shelfAvailable', 'store', store, 1, 3, 4],
      [hour, 'shelfClosed', 'store', store, 1, 0],
    ];
    const [row] = logOf(
      'replenishment',
      [asked],
      [...day(0, 5, 1), ...day(20, 5, 10), ...day(20, 6, 100), ...day(166, 5, 20), ...day(170, 5, 1_000)],
    );
    expect(outcome('replenishment', row!)).toEqual({ salesLostMinor: 30, onShelfShare: 0.75 });
    expect(row!.outcomeKnownAt).toBe(at(166));
    const [open] = logOf('replenishment', [asked], day(20, 5, 10));
    expect(outcome('replenishment', open!)).toEqual({ salesLostMinor: null, onShelfShare: null });
  });

  test('what waits at a node at the deadline: of that which waited when it was asked', () => {
    const context = { node: 2, waitingLines: 3, behindLines: 1, deadlineAt: at(5) };
    const asked: PlantedDecision = {
      hour: 2,
      point: 'workload',
      entityType: 'wave-plan',
      key: 2,
      context,
      options: [{ action: 'stay' }],
    };
    const [row] = logOf(
      'workload',
      [asked],
      [
        [1, 'stockReserved', 'shipment', 8, 1, 2],
        [1, 'stockReserved', 'shipment', 16, 1, 2],
        [1, 'stockReserved', 'shipment', 24, 1, 7],
        [3, 'stockReserved', 'shipment', 32, 1, 2],
        [4, 'shipmentPicked', 'shipment', 8, 1, 2],
        [6, 'shipmentPicked', 'shipment', 16, 1, 2],
      ],
    );
    expect(outcome('workload', row!)).toEqual({ waiting: 2, leftWaiting: 1 });
    expect(row!.outcomeKnownAt).toBe(at(5));
  });

  test('a case: how it ended, and who was at it', () => {
    const context = { exception: 1, severity: 1, task: 'x', round: 1, stakeMinor: 0, type: 0, key: 0, no: 0 };
    const asked = [1, 4].map(
      (hour): PlantedDecision => ({
        hour,
        point: 'exception',
        entityType: 'case',
        key: 65,
        attempt: hour,
        context,
        options: [{ remedy: 'person', answer: -1 }],
      }),
    );
    const rows = logOf('exception', asked, [
      [2, 'caseRemedied', 'case', 65, 1, 1],
      [3, 'caseResolved', 'case', 65, 1, 2],
      [5, 'caseEscalated', 'case', 65, 2, 1],
      [6, 'caseResolved', 'case', 65, 2, 3],
    ]);
    expect(rows.map((row) => outcome('exception', row))).toEqual([
      { resolutionMs: 2 * HOUR_MS, resolvedBy: 2, escalated: 0, touches: 1 },
      { resolutionMs: 2 * HOUR_MS, resolvedBy: 3, escalated: 1, touches: 0 },
    ]);
  });

  test('every decision point has one, with a reward that is one of its figures', () => {
    for (const { name } of LOGGED_POINTS) {
      const { columns, reward } = outcomeOf(name);
      expect([name, columns.find((column) => column.name === reward)?.better]).not.toEqual([name, undefined]);
      expect(columns.find((column) => column.name === reward)!.better).not.toBeNull();
    }
    expect(() => outcomeOf('new-point')).toThrow(/no outcome is told of decision point "new-point"/);
  });

  test('shipments are numbered as the core numbers them', () => {
    expect(SHIPMENTS_OF_ORDER).toBe(SHIPMENTS_MAX);
  });
});

describe('what was asked and decided', () => {
  test('rows stay what they are, however many make a block', () => {
    const asked = Array.from({ length: 23 }, (_, i) => (i % 3 === 0 ? carrier(8 * i, i) : sourcing(i, i)));
    const done = asked.flatMap(({ point, key, hour }): Happening[] =>
      point === 'sourcing' ? [[hour + 30, 'orderDone', 'order', key, 1, 1, 0]] : [],
    );
    const whole = logOf('sourcing', asked, done);
    expect(whole).toHaveLength(15);
    expect(whole.map(({ decision }) => decision).slice(0, 4)).toEqual([2, 3, 5, 6]);
    for (const blockRows of [1, 4, 15]) expect(logOf('sourcing', asked, done, { blockRows })).toEqual(whole);
  });

  test('states that a decision saw are what they were then, also where they were told by their changes', () => {
    const available = [3, 0, 0, 0, 0, 0, 0, 0];
    const seen = (version: number, units: number): ViewSeen => ({
      type: 'stock-view',
      key: 2,
      version,
      ageMs: 60_000,
      state: { available: available.with(0, units), feed: version },
    });
    const rows = logOf(
      'sourcing',
      [3, 1, 1].map((units, i) => sourcing(i, i, { chosen: 1, views: [seen(i + 1, units)] })),
    );
    expect(rows.map(({ views }) => views[0]!.state)).toEqual(
      [3, 1, 1].map((units, i) => ({ available: available.with(0, units), feed: i + 1 })),
    );
    const features = LOGGED_POINTS.find(({ name }) => name === 'sourcing')!.features.columns;
    const uncovered = features.findIndex(({ name }) => name === 'uncovered');
    expect(rows.map((row) => [row.features[uncovered], row.features[features.length + uncovered]])).toEqual([
      [3, 0],
      [3, 2],
      [3, 2],
    ]);
  });

  const model = { scores: [0.5], propensity: 0.75 };
  test('scores stand at the options that were offered', () => {
    const [row] = logOf('sourcing', [sourcing(1, 1, { chosen: 1, model, ruledOut: ['node-keeps', null] })]);
    expect([row!.ruledOut, row!.scores]).toEqual([
      ['node-keeps', null],
      [null, 0.5],
    ]);
    expect([propensities(row!), spreadPropensities(row!)]).toEqual([
      [0, 0.75],
      [0, 1],
    ]);
  });

  test.each<[string, Partial<PlantedDecision>, unknown[], number[] | null, string | null]>([
    ['a rule of thumb', {}, [1, 0], [1, 0], null],
    ['a policy that draws', { model }, [0.75, null], [0.75, 0.25], null],
    [
      'one that was overruled',
      { model, recommended: 1, fallback: 'low-confidence', override: 'baseline' },
      [null, null],
      null,
      'propensityUnknown',
    ],
    [
      'what was explored against advice',
      { chosen: 1, recommended: 0, override: 'exploration', model: { scores: [], propensity: 0.25 } },
      [0.75, 0.25],
      [0.75, 0.25],
      null,
    ],
    ['a shadow', { mode: 'shadow' }, [1, 0], [1, 0], 'shadow'],
    ['nothing', { chosen: -1 }, [null, null], null, 'noOption'],
  ])('probabilities of %s', (_name, more, known, spread, why) => {
    const [row] = logOf('sourcing', [sourcing(1, 1, more)]);
    expect([propensities(row!), spreadPropensities(row!), leftOut(row!, 1)]).toEqual([known, spread, why]);
  });

  test.each<[string, Partial<PlantedDecision>]>([
    ['none', {}],
    ['kept', { model }],
    ['beyond', { model, fallback: 'beyond-authority', override: 'person' }],
    ['none', { model, fallback: 'timed-out', recommended: -1 }],
  ])('authority: %s', (expected, more) => {
    expect(authorityOf(logOf('sourcing', [sourcing(1, 1, more)])[0]!)).toBe(expected);
  });
});
