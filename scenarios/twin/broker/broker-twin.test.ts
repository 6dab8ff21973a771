/**
 * Partners behind a broker, with the real core and all invariants on: whatever is redelivered changes nothing, a copy goes on to
 * the same end, and what a poison message stops is its partition.
 */
import { expect, test } from 'vitest';
import { TMS } from '#orchestrator/contracts/partners';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { PartnerMeter } from '../../metering/partner-meter.ts';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import type { BrokerSettings } from '../../world/broker-settings.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

function brokerWorld(
  settings: Partial<BrokerSettings> = {},
  overlays: readonly string[] = [],
): OutboundWorld {
  const loaded = loadFrom('quickstart', {}, { with: ['broker', ...overlays], set: ['demand.days=1'] });
  const world = buildOutboundWorld(outboundScenario(loaded), 1);
  return { ...world, broker: { ...world.broker!, ...settings } };
}

function ran(world: OutboundWorld, meter = new PartnerMeter(world.startAt)): OutboundTwin {
  const twin = distributorTwin(world, { meter });
  twin.start();
  expect(twin.run()).toBe('empty');
  return twin;
}

/** Consumers fail every few minutes, and the core is slow to hear of it. */
function rough(): OutboundWorld {
  const often = {
    everyMs: { kind: 'exponential', mean: 600_000 },
    lastsMs: { kind: 'exponential', mean: 120_000 },
  } as const;
  const { faults, ...rest } = brokerWorld().broker!;
  return brokerWorld({
    ...rest,
    commitEveryMs: 60_000,
    commitsOnRevoke: false,
    faults: { ...faults, deaths: often, stalls: often },
  });
}

test('what comes again, by the hundred, is known again, and every order is done', () => {
  const world = rough();
  const meter = new PartnerMeter(world.startAt);
  const twin = ran(world, meter);
  const { tally } = twin.entry.broker!;
  expect(tally.rewound).toBeGreaterThan(100);
  const duplicates = meter
    .partners(twin.kernel.now)
    .reduce((sum, { figures }) => sum + figures.duplicates, 0);
  // Of a poison message that was put aside nothing comes to the core twice.
  expect(duplicates).toBeGreaterThan(100);
  expect(duplicates).toBeLessThanOrEqual(tally.rewound);
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0, freightInvoices: 0 });
});

test('a copy made in mid-run goes on to the same end', () => {
  const world = rough();
  const straight = ran(world);
  const twin = distributorTwin(world, { meter: new PartnerMeter(world.startAt) });
  twin.start();
  for (let i = 0; i < 6; i++) {
    twin.run({ events: Math.floor(straight.kernel.events / 8) });
    const copy = distributorTwin(world, { meter: new PartnerMeter(world.startAt) });
    copy.restore(structuredClone(twin.snapshot()));
    expect(copy.run()).toBe('empty');
    expect(copy.digests()).toEqual(straight.digests());
    expect(copy.entry.broker!.tally).toEqual(straight.entry.broker!.tally);
  }
});

test('goes together with everything else that can go wrong', () => {
  const twin = ran(brokerWorld({}, ['swarm']));
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
  // Of what partners sent twice, too, nothing is left in the dead-letter topic.
  expect(twin.entry.broker!.save().aside).toEqual([]);
});

test('each poison message has one ticket, and comes back when somebody has seen to it', () => {
  const { faults } = brokerWorld().broker!;
  const world = brokerWorld({ faults: { ...faults, poison: { ...faults.poison!, share: 0.02 } } });
  const tasks: string[] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    task: (_now, role, _type, _key, kind, _dueAt, state) => {
      if (kind === 'poisonMessage' && state === 'open') tasks.push(role);
    },
  };
  const twin = distributorTwin(world, { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  const { deadLettered, repaired } = twin.entry.broker!.tally;
  expect(deadLettered).toBeGreaterThan(20);
  expect(repaired).toBe(deadLettered);
  expect(tasks).toEqual(Array(deadLettered).fill('integration-desk'));
});

test('what a poison message stops is its partition: in one alone everybody waits for it, in twelve few do', () => {
  const { faults } = brokerWorld().broker!;
  const waitedIn = (partitions: number): number => {
    const world = brokerWorld({
      partitions,
      faults: { ...faults, deaths: null, stalls: null, poison: { ...faults.poison!, share: 0.03 } },
    });
    const meter = new PartnerMeter(world.startAt);
    const twin = ran(world, meter);
    const tms = meter.partners(twin.kernel.now).find(({ figures }) => figures.partner === TMS)!;
    return tms.door.quantile(0.95)!;
  };
  expect(waitedIn(1)).toBeGreaterThan(10 * waitedIn(12));
});
