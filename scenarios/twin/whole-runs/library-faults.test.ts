/**
 * Every kind of fault fires somewhere in the library: those of the scenario's own section by the overlay `swarm`, those of carriers'
 * lines and of business where a scenario has them. Runs are a day or two of the scenario as it stands.
 */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { BusinessWatcher } from '../../host/signals.ts';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { FAULT_KINDS } from '../../world/fault-settings.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';

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
}

/** @returns what has happened by the end of the run */
function seenIn(name: string, seed: number, overlays: readonly string[], days: number): Seen {
  const loaded = loadFrom(name, {}, { with: [...overlays], set: [`demand.days=${days}`] });
  const seen: Seen = { faults: new Set(), events: new Set() };
  const recorder: Recorder = { ...nullRecorder, fault: (_time, kind) => seen.faults.add(kind) };
  const watcher: BusinessWatcher = {
    name: 'seen',
    business: (_time, event) => seen.events.add(event),
    save: () => null,
    load: () => {},
  };
  const twin = distributorTwin(buildOutboundWorld(outboundScenario(loaded), seed), {
    seed,
    recorder,
    watchers: [watcher],
  });
  twin.start();
  expect(twin.run()).toBe('empty');
  return seen;
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
  const { faults } = seenIn('b2b-distributor', 1, ['new-webhook-key'], 2);
  expect(['oldKeyTaken', 'oldKeyRefused'].filter((kind) => !faults.has(kind))).toEqual([]);
});

test('words meant for a model stand in orders of quickstart under the overlay `injected-notes`', () => {
  expect([...seenIn('quickstart', 1, ['injected-notes'], 1).faults]).toContain('injected-text');
});
