/**
 * What goes otherwise than planned really occurs in whole runs, and every invariant holds through it: loads change carriers under
 * way, customers hear of delays, licences run out, trucks stand, closed cases are forgotten, what never answers ends as an open
 * task.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { carrierPartner, TMS } from '#orchestrator/contracts/partners';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { DelayPolicy } from '#orchestrator/decisions/delay-response';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import { RESENDS_MAX } from '#orchestrator/middleware/outbound-message';
import type { ProcessLimits } from '#orchestrator/model/network';
import { EXCEPTION_CASE, FREIGHT_INVOICE, LOAD } from '#orchestrator/processes/outbound/inputs';
import { REROUTE_FAILURE } from '#orchestrator/processes/outbound/load/load-reroute';
import type { BusinessWatcher } from '#scenarios/host/signals';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { type MessageFault, NO_FAULTS } from '../../world/fault-settings.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { outboundPolicies } from '../deciders/outbound-decider.ts';
import type { OutboundTwin, OutboundTwinOptions } from '../outbound-twin.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Happened {
  readonly event: string;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
}

interface Ran {
  readonly twin: OutboundTwin;
  readonly log: readonly Happened[];
  /** Kinds of tasks that were opened. */
  readonly tasks: ReadonlySet<string>;
  count(event: string): number;
}

function begun(world: OutboundWorld, options: Partial<OutboundTwinOptions> = {}): Ran {
  const log: Happened[] = [];
  const tasks = new Set<string>();
  const watcher: BusinessWatcher = {
    name: 'happened',
    business: (_time, event, _owner, _entity, key, n, a, b) => log.push({ event, key, n, a, b }),
    save: () => null,
    load: () => {},
  };
  const task: Recorder['task'] = (_time, _type, _key, _role, kind) => tasks.add(kind);
  const twin = distributorTwin(world, {
    watchers: [watcher],
    recorder: { ...nullRecorder, task },
    ...options,
  });
  twin.start();
  return { twin, log, tasks, count: (event) => log.filter((each) => each.event === event).length };
}

/** To its end. */
function ran(world: OutboundWorld, options: Partial<OutboundTwinOptions> = {}): Ran {
  const run = begun(world, options);
  expect(run.twin.run()).toBe('empty');
  return run;
}

function withLimits(world: OutboundWorld, limits: Partial<ProcessLimits>): OutboundWorld {
  const { network } = world;
  return { ...world, network: { ...network, limits: { ...network.limits, ...limits } } };
}

describe('a load that changes carriers under way', () => {
  /** Whatever it costs, so that it occurs often. */
  const always: DelayPolicy = {
    name: 'always-reroute',
    summary: 'another carrier, if there is one',
    recommend: (_context, options) =>
      Math.max(
        0,
        options.findIndex(({ action }) => action === 'reroute'),
      ),
  };
  const early = withLimits(smallDistributor({ days: 2, ordersPerDay: 300 }), {
    slaRiskMs: -DAY_MS,
    rerouteMinorMax: 500_000,
  });
  const { policies, decidedBy } = early;
  const asked = outboundPolicies({ sourcing: policies[0]! }, decidedBy);
  const delay = { ...asked, by: { ...asked.by, 'delay-response': always } };
  let run: Ran;
  beforeAll(() => {
    run = ran(early, { policies: delay });
  });

  test('is taken over where it was handed over, by whoever was booked for it, or stays where it was', () => {
    const { count } = run;
    expect(count('loadRerouted')).toBeGreaterThan(10);
    expect(count('rerouteFailed')).toBeGreaterThan(10);
    expect(count('rerouteRequested')).toBe(count('loadRerouted') + count('rerouteFailed'));
    expect([count('loadTakenOver'), count('loadHandedOver')]).toEqual([
      count('loadRerouted'),
      count('loadRerouted'),
    ]);
  });

  test('is billed once, by the new carrier; the claim for what it damages goes to that one', () => {
    const now = new Map(
      run.log.filter(({ event }) => event === 'loadRerouted').map(({ key, a }) => [key, a]),
    );
    const paid = run.log.filter(({ event, key }) => event === 'freightPaid' && now.has(key));
    expect(paid.length).toBeGreaterThan(10);
    for (const { key, b: carrier } of paid) expect(carrier).toBe(now.get(key));
    expect(new Set(paid.map(({ key }) => key)).size).toBe(paid.length);
    expect(run.twin.openWork()).toMatchObject({ loads: 0, freightInvoices: 0, claims: 0 });
  });

  test('is delivered by whoever has it, and that one paid, where nobody comes to fetch it', () => {
    const { settleBoundMs: _none, ...world } = early;
    const lateMs = { kind: 'constant', value: 20 * DAY_MS } as const;
    // The trucks of one of them.
    const carriers = world.carriers.map((each, no) => ({
      ...each,
      pickup: { ...each.pickup, lateShare: no === 0 ? 1 : 0, lateMs },
    }));
    const { count, log, twin } = ran({ ...world, carriers }, { policies: delay });
    const absent = new Map<number, number>();
    for (const { event, key, a, b } of log)
      if (event === 'rerouteFailed' && a === REROUTE_FAILURE.noTruck) absent.set(key, b);
    expect(absent.size).toBeGreaterThan(10);
    const delivered = log.filter(({ event, key }) => event === 'loadDelivered' && absent.has(key));
    const paid = log.filter(({ event, key }) => event === 'freightPaid' && absent.has(key));
    expect(delivered.length).toBe(absent.size);
    expect(paid.length).toBe(absent.size);
    for (const { key, a: carrier } of delivered) expect(carrier).not.toBe(absent.get(key));
    for (const { key, b: carrier } of paid) expect(carrier).not.toBe(absent.get(key));
    expect(count('loadGivenUpAsLost')).toBe(count('loadLost'));
    expect(twin.openWork()).toMatchObject({ loads: 0, freightInvoices: 0 });
  });

  test('is chosen by the rule that wants it in time and worth it, too', () => {
    const world = withLimits(smallDistributor({ days: 5, ordersPerDay: 400 }), { rerouteMinorMax: 500_000 });
    const inTime = outboundPolicies(
      { sourcing: policies[0]!, 'delay-response': 'reroute-in-time' },
      decidedBy,
    );
    expect(ran(world, { policies: inTime }).count('loadRerouted')).toBeGreaterThan(0);
  });
});

describe('a usual run', () => {
  let run: Ran;
  beforeAll(() => {
    run = ran(smallDistributor({ days: 3, ordersPerDay: 300 }));
  });

  test('customers hear of a delay through ERP, each notice once, numbered by shipment', () => {
    const notices = run.log.filter(({ event }) => event === 'customerNotified');
    expect(notices.length).toBeGreaterThan(20);
    const last = new Map<number, number>();
    for (const { key, n } of notices) {
      expect(n).toBe((last.get(key) ?? 0) + 1);
      last.set(key, n);
    }
    expect(last.size).toBeGreaterThanOrEqual(run.count('orderAtRisk'));
  });

  test('trucks that stand too long bill it; what the contract allows is paid as within tolerance', () => {
    const detained = new Set(run.log.filter(({ event }) => event === 'truckDetained').map(({ key }) => key));
    const expected = run.log.filter(({ event, key }) => event === 'detentionExpected' && detained.has(key));
    const matched = run.log.filter(
      ({ event, key, b }) => event === 'freightMatched' && b === 1 && detained.has(key),
    );
    expect(detained.size).toBeGreaterThan(5);
    expect(expected.length).toBe(detained.size);
    expect(matched.length).toBeGreaterThan(0.7 * detained.size);
  });

  test('TMS knows where its loads are', () => {
    expect(run.count('loadDelivered')).toBeGreaterThan(100);
    const { tms } = run.twin.systems;
    const keys = run.log.filter(({ event }) => event === 'loadDelivered').map(({ key }) => key);
    const known = keys.map((key) => tms.whereabouts(key)).filter((each) => each !== null);
    for (const { milestone } of known) expect(milestone).toBeGreaterThan(0);
  });
});

test('a licence is used up step by step: what does not fit waits for the export desk, the rest goes', () => {
  const world = smallDistributor({ days: 2, ordersPerDay: 200 });
  const { network, tms } = world;
  const products = network.products.map((each) => ({ ...each, exportControlled: true }));
  const countries = [...new Set(tms.trade.countryOf)];
  const licences = products.flatMap(({ no }) =>
    countries.map((country) => ({ product: no, country, units: 25 })),
  );
  const trade = {
    ...tms.trade,
    controlledProducts: new Set(products.map(({ no }) => no)),
    licences: licences.map((each, i) => ({ no: i + 1, ...each })),
  };
  const tight = { ...world, network: { ...network, products }, tms: { ...tms, trade } };
  const { log, tasks, count, twin } = ran(tight);
  expect(log.filter(({ event, b }) => event === 'documentsRefused' && b === 3).length).toBeGreaterThan(0);
  expect(tasks).toContain('licenceUsedUp');
  expect(log.filter(({ event, b }) => event === 'documentsPrepared' && b > 0).length).toBeGreaterThan(10);
  expect(count('loadGivenUp')).toBeLessThan(count('loadDelivered'));
  for (let index = 0; index < licences.length; index++)
    expect(twin.systems.tms.licenceLeft(index)).toBeGreaterThanOrEqual(0);
});

test('closed exception cases leave memory', () => {
  const messages: MessageFault[] = [
    { kind: 'event-duplicated', partner: null, share: 0.3, byMs: { kind: 'constant', value: 3 * DAY_MS } },
    { kind: 'event-delayed', partner: TMS, share: 0.3, byMs: { kind: 'constant', value: 3 * DAY_MS } },
  ].map((fault) => ({ ...fault, fromAt: 0, untilAt: Number.MAX_SAFE_INTEGER }) as MessageFault);
  const world = smallDistributor({ days: 1, ordersPerDay: 80 });
  const people = world.people.map((each) => ({ ...each, unansweredShare: 0 }));
  const { count, twin } = ran({ ...world, people, faults: { ...NO_FAULTS, messages } });
  expect(count('exceptionOpened')).toBeGreaterThan(0);
  expect(twin.host.living(EXCEPTION_CASE as ActorTypeNo)).toEqual([]);
});

describe('what does not answer', () => {
  const LATE = { kind: 'constant', value: 30 * DAY_MS } as const;
  const { settleBoundMs: _none, ...small } = smallDistributor({ days: 1, ordersPerDay: 120 });
  const world = withLimits(
    { ...small, people: [] },
    { answerGraceMs: 12 * HOUR_MS, loadingGraceMs: HOUR_MS, billGraceMs: DAY_MS },
  );
  const { tms, carriers } = world;
  const slowBills = carriers.map((each) => ({
    ...each,
    freight: { ...each.freight, billAfterDeliveryMs: { kind: 'constant', value: 60 * DAY_MS } as const },
  }));

  const load = {
    workers: 10_000,
    msPerLine: null,
    msPerShipment: LATE,
    msPerHandlingUnit: null,
    shifts: [],
    breakdowns: null,
  };
  const slowDoors = {
    ...world.wms,
    nodes: world.wms.nodes.map((node) =>
      node.work.kind === 'stations' ? { ...node, work: { ...node.work, load } } : node,
    ),
  };

  test.each([
    ['a booking', { tms: { ...tms, bookingAnswerMs: LATE } }, 'bookingUnanswered', LOAD, 'booking', 20],
    ['papers', { tms: { ...tms, documentsAnswerMs: LATE } }, 'papersUnanswered', LOAD, 'papers', 20],
    ['a truck at the door', { wms: slowDoors }, 'truckNotLoaded', LOAD, 'loading', 20],
    ['a bill', { carriers: slowBills }, 'noBill', FREIGHT_INVOICE, 'expected', 60],
  ] as const)(
    '%s: a person has the task, which stays open where all see it, until the answer comes',
    (...row) => {
      const [, changes, kind, type, status, days] = row;
      const { twin, tasks } = begun({ ...world, ...changes });
      twin.run({ until: world.startAt + days * DAY_MS });
      expect(tasks).toContain(kind);
      const waiting = () =>
        twin.host
          .living(type as ActorTypeNo)
          .map((key) => twin.host.state<{ status: string; openTask: number }>(type as ActorTypeNo, key)!)
          .filter((each) => each.status === status);
      expect(waiting().length).toBeGreaterThan(0);
      for (const { openTask } of waiting()) expect(openTask).toBeGreaterThan(0);
      expect(twin.run()).toBe('empty');
      expect(waiting()).toEqual([]);
    },
  );
});

test('a bill that never comes is written off: the load is over, and a bill that comes after all opens a case', () => {
  const { settleBoundMs: _none, ...small } = smallDistributor({ days: 1, ordersPerDay: 120 });
  const world = withLimits(small, { billGraceMs: 5 * DAY_MS });
  const answerMs = { kind: 'constant', value: HOUR_MS } as const;
  const people = world.people.map((each) =>
    each.role === 'freight-auditor'
      ? { ...each, unansweredShare: 0, answerMs, answers: { noBill: 1 } }
      : each,
  );
  const carriers = world.carriers.map((each) => ({
    ...each,
    freight: { ...each.freight, billAfterDeliveryMs: { kind: 'constant', value: 60 * DAY_MS } as const },
  }));
  const { count, twin, log, tasks } = ran({ ...world, people, carriers });
  expect(tasks).toContain('noBill');
  expect(count('freightWrittenOff')).toBeGreaterThan(50);
  expect(count('freightPaid')).toBe(0);
  const owed = log.filter(({ event }) => event === 'freightWrittenOff').map(({ key }) => key);
  expect(count('exceptionOpened')).toBe(
    log.filter(({ event, key }) => event === 'freightBilled' && owed.includes(key)).length,
  );
  expect(twin.openWork()).toMatchObject({ loads: 0, freightInvoices: 0 });
});

test('loads that nobody can find are lost after a while, whatever the trace desk says, and claimed for', () => {
  const { settleBoundMs: _none, ...world } = smallDistributor({ days: 1, ordersPerDay: 120 });
  const carriers = world.carriers.map((each) => ({
    ...each,
    reporting: {
      ...each.reporting,
      missingShare: 1,
      repeatedShare: 0,
      outOfOrderShare: 0,
      unknownCodeShare: 0,
      statusSilentShare: 1,
    },
    delivery: { ...each.delivery, podMissingShare: 1 },
  }));
  const { count, log, tasks, twin } = ran({ ...world, carriers });
  expect(tasks).toContain('noNews');
  const left = log.filter(({ event }) => event === 'loadDeparted');
  const lost = log.filter(({ event }) => event === 'loadGivenUpAsLost');
  expect(left.length).toBeGreaterThan(50);
  expect(lost.length).toBe(left.length);
  expect(count('claimOpened')).toBeGreaterThan(lost.length - 1);
  expect(count('customerBilled')).toBe(0);
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0, freightInvoices: 0, claims: 0 });
});

test('a dead letter is sent again so many times, then stays with an open task', () => {
  // The integration desk sends everything again, and the carrier never has it.
  const heron = carrierPartner(1);
  const outages = [
    { kind: 'outage-to', partner: heron, fromAt: 0, untilAt: Number.MAX_SAFE_INTEGER } as const,
  ];
  const world = { ...smallDistributor({ days: 1, ordersPerDay: 60 }), partners: [] };
  const { count, log, twin } = ran({ ...world, faults: { ...NO_FAULTS, outages } });
  expect(count('messageDeadLettered')).toBeGreaterThan(0);
  const resent = log.filter(({ event }) => event === 'deadLetterResent').map(({ n }) => n);
  expect(Math.max(...resent)).toBe(RESENDS_MAX);
  const letters = twin.host.living(OUTBOUND_MESSAGE as ActorTypeNo);
  expect(letters.length).toBeGreaterThan(0);
  for (const letter of letters)
    expect(twin.host.state(OUTBOUND_MESSAGE as ActorTypeNo, letter)).toMatchObject({
      status: 'dead',
      deaths: RESENDS_MAX + 1,
    });
});
