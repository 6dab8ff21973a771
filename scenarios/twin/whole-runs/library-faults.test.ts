/**
 * Every kind of fault fires somewhere in the library: those of the scenario's own section by the overlay `swarm`, those of carriers'
 * lines, of files, of business and of the calendar where a scenario has them, all others by an overlay that brings them. Runs are a few
 * days of the scenario as it stands.
 */
import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '#sim/shifts/civil';
import { Happenings } from '#testing/search/happenings';
import { runTrial } from '#testing/search/trial';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { expectCaught, type Inside } from '#testing/worlds/outbound-plants';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { BusinessWatcher } from '../../host/signals.ts';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { FAULT_KINDS } from '../../world/fault-settings.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

/** Of lines that speak X12 or REST. */
const LINE_FAULTS = [
  ...['lost', 'duplicated', 'delayed', 'rejected', 'quarantined', 'acknowledgementLost'],
  ...['acknowledgementDelayed', 'answerLost', 'malformed', 'unavailable'],
];

/** Of the webhook of a carrier with a web API. */
const WEB_FAULTS = ['forged', 'replayed', 'unknownField', 'renamedField', 'unknownValue', 'missingField'];

/** Of the broker in front of the core. */
const BROKER_FAULTS = [
  ...['consumer-died', 'consumer-stalled', 'rebalance-planned', 'rebalance-unplanned', 'poison'],
];

/** Of a line of files. */
const FILE_FAULTS = [
  ...['lost', 'late', 'halfWritten', 'doubled', 'overtaken', 'recordSpoilt', 'receiptLost', 'receiptLate'],
];

/** Why a model was not obeyed: down, slow, NaN, too few scores, an option that there is not, none of them, unsure. */
const MODEL_FAULTS = [
  ...['model-failed', 'timed-out', 'not-finite', 'wrong-length', 'invalid-answer', 'policy-declined'],
  'low-confidence',
];

/** Business events that only happen where something has gone wrong. */
const BUSINESS_FAULTS = [
  ...['orderCancelled', 'orderChanged', 'orderHeld', 'pickedShort', 'stockAdjusted', 'lineBackordered'],
  ...['tenderRejected', 'tenderExpired', 'tenderCountered', 'lateAcceptance', 'truckDetained'],
  ...[
    'loadLost',
    'claimOpened',
    'goodsReturned',
    'freightDisputed',
    'invoiceCorrected',
    'messageDeadLettered',
  ],
  ...[
    'declarationQueried',
    'goodsHeld',
    'goodsRefused',
    'arrivalDelayed',
    'countDiffered',
    'receiptDiscrepant',
  ],
  ...['complaintRaised', 'returnRefused', 'returnDiffers', 'urgencyChanged'],
];

interface Seen {
  readonly faults: Set<string>;
  readonly events: Set<string>;
  /** Kinds of what people were asked. */
  readonly tasks: Set<string>;
  readonly twin: OutboundTwin;
}

type Business = BusinessWatcher['business'];

function worldOf(
  name: string,
  seed: number,
  overlays: readonly string[],
  ...set: readonly string[]
): OutboundWorld {
  const loaded = loadFrom(name, {}, { with: [...overlays], set: [...set] });
  return buildOutboundWorld(outboundScenario(loaded), seed);
}

/** @returns what has happened by the end of the run */
function seenIn(name: string, seed: number, overlays: readonly string[], days: number): Seen {
  return seenInWorld(worldOf(name, seed, overlays, `demand.days=${days}`), seed);
}

function seenInWorld(world: OutboundWorld, seed: number, hear: Business = () => {}): Seen {
  const faults = new Set<string>();
  const events = new Set<string>();
  const tasks = new Set<string>();
  const recorder: Recorder = {
    ...nullRecorder,
    fault: (_time, kind) => faults.add(kind),
    task: (...[, , , , kind]) => tasks.add(kind),
  };
  const watcher: BusinessWatcher = {
    name: 'seen',
    business: (...event) => {
      events.add(event[1]);
      hear(...event);
    },
    save: () => null,
    load: () => {},
  };
  const twin = distributorTwin(world, { seed, recorder, watchers: [watcher] });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { faults, events, tasks, twin };
}

test('each kind of the faults section fires in quickstart under swarm, by the third seed', () => {
  const seen = [1, 2, 3].map((seed) => seenIn('quickstart', seed, ['swarm'], 1));
  // A seed leaves half of the kinds out.
  for (const { faults } of seen) expect(faults.size).toBeLessThan(FAULT_KINDS.length);
  expect([...new Set(seen.flatMap(({ faults }) => [...faults]))].sort()).toEqual([...FAULT_KINDS].sort());
});

test('each kind of the lines of carriers, and of business, fires in a scenario as it stands', () => {
  const seen = ['customs-heavy', 'returns-wave', 'inbound-dock'].map((name) => seenIn(name, 1, [], 2));
  const faults = new Set(seen.flatMap((each) => [...each.faults]));
  const events = new Set(seen.flatMap((each) => [...each.events]));
  expect(LINE_FAULTS.filter((kind) => !faults.has(kind))).toEqual([]);
  expect(BUSINESS_FAULTS.filter((event) => !events.has(event))).toEqual([]);
});

test('each kind of the broker fires in quickstart under the overlay `broker`', () => {
  const { faults } = seenIn('quickstart', 1, ['broker'], 1);
  expect(BROKER_FAULTS.filter((kind) => !faults.has(kind))).toEqual([]);
});

test('gateways turn away in quickstart under the overlay `tight-gateway`', () => {
  expect([...seenIn('quickstart', 1, ['tight-gateway'], 2).faults]).toContain('gateway-throttled');
});

test('each kind of web fault fires in the distributor under the overlay `shaky-web`', () => {
  const { faults } = seenIn('b2b-distributor', 1, ['shaky-web'], 1);
  expect([...WEB_FAULTS, 'tokenExpired'].filter((kind) => !faults.has(kind))).toEqual([]);
});

test('slips of unit and currency fire in inbound-dock under the overlay `wrong-units`', () => {
  const { faults } = seenIn('inbound-dock', 1, ['wrong-units'], 6);
  expect(['currency-slip', 'unit-slip'].filter((kind) => !faults.has(kind))).toEqual([]);
});

test('a secret of a webhook is changed in the distributor under the overlay `new-webhook-key`', () => {
  const small = ['demand.days=2', 'demand.ordersPerDay=800'];
  const { faults } = seenInWorld(worldOf('b2b-distributor', 1, ['new-webhook-key'], ...small), 1);
  expect(['oldKeyTaken', 'oldKeyRefused'].filter((kind) => !faults.has(kind))).toEqual([]);
});

test('words meant for a model stand in orders of quickstart under the overlay `injected-notes`', () => {
  expect([...seenIn('quickstart', 1, ['injected-notes'], 1).faults]).toContain('injected-text');
});

test('each kind of files, and lines without a weight, fire in three-pl as it stands', () => {
  const { faults, tasks } = seenIn('three-pl', 1, [], 4);
  expect(FILE_FAULTS.filter((kind) => !faults.has(kind))).toEqual([]);
  expect([...tasks]).toContain('weightMissing');
});

test('files come again under another name, and cut-offs are missed, in three-pl under the overlay `rough-files`', () => {
  const { faults } = seenIn('three-pl', 1, ['rough-files'], 2);
  expect(['renamed', 'cutoffMissed'].filter((kind) => !faults.has(kind))).toEqual([]);
});

test('people answer twice, and not at all, in quickstart under the overlays `people-tender` and `lean-desk`', () => {
  const seen = new Happenings(new Set());
  const world = worldOf('quickstart', 1, ['people-tender', 'lean-desk'], 'demand.days=3');
  const twin = distributorTwin(world, { seed: 1, recorder: { ...nullRecorder, ...seen.ears } });
  twin.start();
  expect(twin.run()).toBe('empty');
  seen.end();
  expect(seen.counts.get('answered-twice')).toBeGreaterThan(0);
  expect(seen.counts.get('unanswered')).toBeGreaterThan(0);
});

test('each kind of devices fires in the distributor under the overlay `live-positions`, by the second seed', () => {
  let clocksAhead = 0;
  const clocks: Business = (time, event, _owner, _type, _key, _n, stampedAt) => {
    if (event === 'positionReported' && stampedAt > time) clocksAhead += 1;
  };
  const seen = [1, 2].map((seed) => {
    const small = ['demand.days=1', 'demand.ordersPerDay=1500'];
    return seenInWorld(worldOf('b2b-distributor', seed, ['live-positions'], ...small), seed, clocks);
  });
  const sum = (count: 'bursts' | 'flat' | 'wrong' | 'excursions'): number =>
    seen.reduce((all, { twin }) => all + twin.systems.telematics!.ledger[count], 0);
  // Where nothing can be sent, it comes late and in a burst.
  for (const count of ['bursts', 'flat', 'wrong', 'excursions'] as const)
    expect(sum(count)).toBeGreaterThan(0);
  expect(clocksAhead).toBeGreaterThan(0);
  const events = new Set(seen.flatMap((each) => [...each.events]));
  const heard = ['deviceSilent', 'deviceHeardAgain', 'deviceMistrusted', 'temperatureExceeded'];
  expect(heard.filter((event) => !events.has(event))).toEqual([]);
});

test('customers want more, less, another day and another place in quickstart under the overlay `order-changes`', () => {
  const asked = new Map<string, number>();
  seenInWorld(worldOf('quickstart', 1, ['order-changes']), 1, (_time, event, _owner, _type, _key, n) => {
    asked.set(event, Math.max(asked.get(event) ?? 0, n));
  });
  for (const event of ['orderChanged', 'deliveryDateChanged', 'shipToChanged'])
    expect([event, asked.get(event)! > 1]).toEqual([event, true]);
});

test('proofs of delivery that nobody can read come in quickstart under the overlay `unread-proofs`', () => {
  expect([...seenIn('quickstart', 1, ['unread-proofs'], 1).events]).toContain('proofUnread');
});

test('a model is slow, down, unsure, out of range or says NaN in quickstart under the overlay `wayward-model`', async () => {
  const why = new Map<string | null, number>();
  const { finding, end } = await runTrial({
    scenario: outboundScenario(
      loadFrom('quickstart', {}, { with: ['wayward-model'], set: ['demand.days=3'] }),
    ),
    files: { read: () => null },
    seed: 1,
    policy: 'wayward',
    recorder: {
      decision: (...[, , , , , policy, , , , , , , , , fallback]) => {
        if (policy === 'wayward') why.set(fallback, (why.get(fallback) ?? 0) + 1);
      },
    },
  });
  expect([finding, end]).toEqual([null, 'empty']);
  expect(MODEL_FAULTS.filter((kind) => !why.has(kind))).toEqual([]);
  // It is obeyed, too: what it says then breaks nothing.
  expect(why.get(null)).toBeGreaterThan(10);
});

describe('clocks change in carrier-outage as it stands', () => {
  const world = worldOf('carrier-outage', 1, [], 'demand.days=12');
  const changedAt = Date.parse('2026-03-08T08:00Z');
  // Of Chicago, by hand. Source: 15 U.S.C. 260a.
  const wallOf = (at: number): string =>
    new Date(at - (at < changedAt ? 6 : 5) * HOUR_MS).toISOString().slice(11, 16);

  test('orders are promised, and trucks leave, on both sides of 8 March', () => {
    const promised: number[] = [];
    const left: number[] = [];
    seenInWorld(world, 1, (time, event, _owner, _type, _key, _n, promisedAt) => {
      if (event === 'orderPromised') promised.push(promisedAt);
      if (event === 'loadDeparted') left.push(time);
    });
    for (const each of [promised, left]) {
      expect(each.filter((at) => at < changedAt).length).toBeGreaterThan(20);
      expect(each.filter((at) => at >= changedAt).length).toBeGreaterThan(20);
    }
    expect(new Set(promised.map(wallOf))).toEqual(new Set(['18:00']));
  });

  test('an ERP whose clocks stay as they were is caught', () => {
    expectCaught(
      'no-promise-past-cutoff',
      /promised for .*, which is not the end of a delivery day/,
      (twin) => {
        const source = (twin.systems.erp as Inside).source as Inside;
        source.zone = { offsetMsAt: () => -6 * HOUR_MS };
      },
      world,
    );
  });
});

describe('29 February comes in quickstart under the overlay `leap-day`', () => {
  const world = worldOf('quickstart', 1, ['leap-day'], 'demand.days=6');
  // Of Chicago, by hand; clocks change there on 12 March.
  const wallOf = (at: number): string => new Date(at - 6 * HOUR_MS).toISOString();

  test('orders are promised for it, and trucks leave on it', () => {
    const promised: string[] = [];
    const left: string[] = [];
    const { twin } = seenInWorld(world, 1, (time, event, _owner, _type, _key, _n, promisedAt) => {
      if (event === 'orderPromised') promised.push(wallOf(promisedAt));
      if (event === 'loadDeparted') left.push(wallOf(time));
    });
    expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
    const days = (all: readonly string[]): Map<string, string[]> =>
      Map.groupBy(all, (wall) => wall.slice(0, 10));
    for (const each of [days(promised), days(left)])
      for (const day of ['2028-02-28', '2028-02-29', '2028-03-01'])
        expect(each.get(day)?.length ?? 0).toBeGreaterThan(10);
    expect(new Set(promised.map((wall) => wall.slice(11))).size).toBe(1);
  });

  test('an ERP whose calendar has no such day, and is a day ahead from it on, is caught', () => {
    expectCaught(
      'no-promise-past-cutoff',
      /promised for .*, which is not the end of a delivery day/,
      (twin) => {
        const source = (twin.systems.erp as Inside).source as Inside;
        const leapDay = Date.parse('2028-02-29T06:00Z');
        source.zone = { offsetMsAt: (at: number) => (at < leapDay ? -6 : 18) * HOUR_MS };
      },
      world,
    );
  });
});
