/**
 * Limits on both sides, with the real core and all invariants on: who is turned away comes again, everything arrives once and in its
 * order, and a core that keeps to what it knows is turned away less.
 */
import { describe, expect, test } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import { WMS } from '#orchestrator/contracts/partners';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { partnerWorld, ROUGH_REST } from '#testing/worlds/partner-world';
import { type MeteredPartner, PartnerMeter } from '../../metering/partner-meter.ts';
import type { GatewaySettings } from '../../world/gateway-settings.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { OBJECTS } from '../channels/channels.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

function gatewayWorld(
  settings: Partial<GatewaySettings> = {},
  overlays: readonly string[] = [],
): OutboundWorld {
  const options = { with: ['tight-gateway', ...overlays], set: ['demand.days=1', 'demand.ordersPerDay=300'] };
  const world = buildOutboundWorld(outboundScenario(loadFrom('quickstart', {}, options)), 1);
  return { ...world, gateway: { ...world.gateway!, ...settings } };
}

interface Ran {
  readonly twin: OutboundTwin;
  readonly partners: readonly MeteredPartner[];
}

function ran(world: OutboundWorld): Ran {
  const meter = new PartnerMeter(world.startAt);
  const twin = distributorTwin(world, { meter });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0, freightInvoices: 0 });
  return { twin, partners: meter.partners(twin.kernel.now) };
}

const sum = ({ partners }: Ran, key: 'throttled' | 'turnedAway' | 'deadLetters' | 'retries'): number =>
  partners.reduce((all, { figures }) => all + figures[key], 0);

/** So little passes that both sides must come again and again. */
function narrow(world: OutboundWorld): GatewaySettings {
  const rate = { perSecond: 1, burst: 1 };
  const { each, out, ...rest } = world.gateway!;
  return {
    ...rest,
    each: { ...each!, rate, concurrent: 1, serviceMs: 700, linesPerRequest: 1 },
    out: out.map(([partner, limits]) => [partner, { ...limits, rate }] as const),
  };
}

test('files of a third party are no requests: WMS is turned away for nothing that stands in them', () => {
  const options = { with: ['three-pl', 'tight-gateway'], set: ['demand.days=1'] };
  const run = ran(buildOutboundWorld(outboundScenario(loadFrom('quickstart', {}, options)), 1));
  const wms = run.partners.find(({ figures }) => figures.partner === WMS)!;
  expect(wms.figures.turnedAway).toBe(0);
});

describe('limits', () => {
  test('turn away on both sides, and everything arrives all the same, once', () => {
    const world = gatewayWorld();
    const run = ran({ ...world, gateway: narrow(world) });
    expect(sum(run, 'throttled')).toBeGreaterThan(50);
    expect(sum(run, 'turnedAway')).toBeGreaterThan(50);
    expect(sum(run, 'deadLetters')).toBe(0);
    const { door } = run.partners.find(({ figures }) => figures.turnedAway > 20)!;
    expect(door.quantile(0.99)).toBeGreaterThan(1000);
  });

  test('that never bind change nothing of the business', () => {
    const world = gatewayWorld();
    const { gateway: _none, ...free } = world;
    const wide = { perSecond: 1000, burst: 1000 };
    const { twin } = ran({
      ...world,
      gateway: {
        ...world.gateway!,
        each: { ...world.gateway!.each!, rate: wide, concurrent: null },
        all: null,
        out: [],
      },
    });
    expect(twin.digests().businessDigest).toBe(ran(free).twin.digests().businessDigest);
  });

  test('go together with everything else that can go wrong, and with a broker', () => {
    ran(gatewayWorld({}, ['swarm']));
    const { twin } = ran(gatewayWorld({}, ['broker']));
    expect(twin.entry.broker!.tally.published).toBeGreaterThan(1000);
  });

  test('are in a copy as they are in the run', () => {
    const world = gatewayWorld();
    const tight = { ...world, gateway: narrow(world) };
    const straight = ran(tight).twin;
    const twin = distributorTwin(tight);
    twin.start();
    for (let i = 0; i < 5; i++) {
      twin.run({ events: Math.floor(straight.kernel.events / 9) });
      const copy = distributorTwin(tight);
      copy.restore(structuredClone(twin.snapshot()));
      expect(copy.run()).toBe('empty');
      expect(copy.digests()).toEqual(straight.digests());
    }
  });
});

test('a quota that is used up is waited for until midnight', () => {
  const world = gatewayWorld();
  const { out } = world.gateway!;
  const quota = out.map(
    ([partner, limits]) => [partner, partner === WMS ? { ...limits, perDay: 250 } : limits] as const,
  );
  const run = ran({ ...world, gateway: { ...world.gateway!, out: quota } });
  const { figures } = run.partners.find((each) => each.figures.partner === WMS)!;
  expect(figures.pausedMs).toBeGreaterThan(3_600_000);
});

test('a core that keeps to the rates it knows is turned away far less, and sends less', () => {
  const world = gatewayWorld();
  const out = world.gateway!.out.map(
    ([partner, limits]) =>
      [partner, { ...limits, rate: { perSecond: 1, burst: 2 }, concurrent: null }] as const,
  );
  const blind = ran({ ...world, gateway: { ...world.gateway!, out } });
  const paced = ran({ ...world, gateway: { ...world.gateway!, out, paced: true } });
  expect(sum(blind, 'throttled')).toBeGreaterThan(30);
  expect(sum(paced, 'throttled')).toBeLessThan(sum(blind, 'throttled') / 3);
  expect(sum(paced, 'retries')).toBeLessThan(sum(blind, 'retries') / 3);
});

test("a carrier's web API and the core's webhook answer 429 by objects as by wire", async () => {
  const world = partnerWorld({ ordersPerDay: 80, partners: [ROUGH_REST] });
  const limits = {
    rate: { perSecond: 1, burst: 1 },
    concurrent: 1,
    serviceMs: 60_000,
    linesPerRequest: null,
    perDay: null,
    tellsWhen: true,
  };
  const gateway: GatewaySettings = {
    each: limits,
    all: null,
    passBy: [],
    out: [[100, limits]],
    paced: false,
  };
  const through = async (kind: 'objects' | 'wire') => {
    const meter = new PartnerMeter(world.startAt);
    const fidelity = kind === 'objects' ? OBJECTS : ({ kind, carriers: carrierCodecs } as const);
    const twin = distributorTwin({ ...world, gateway }, { meter, fidelity });
    twin.start();
    expect(await twin.runQuiescent()).toBe('empty');
    const { figures } = meter.partners(twin.kernel.now).find((each) => each.figures.partner === 100)!;
    return { digests: twin.digests(), figures };
  };
  const objects = await through('objects');
  expect(objects.figures.throttled).toBeGreaterThan(0);
  expect(objects.figures.turnedAway).toBeGreaterThan(0);
  expect(await through('wire')).toEqual(objects);
});
