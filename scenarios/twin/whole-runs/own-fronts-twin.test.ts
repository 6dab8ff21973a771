/**
 * Systems of a user's own before ours in whole runs, with every invariant watched. One that hands everything on, in both directions, moves
 * nothing, whichever system it stands before; one that waits, answers by itself, hears and wakes is part of the run, so that a copy taken
 * in the middle goes on as the run itself does.
 */
import { describe, expect, test } from 'vitest';
import { FRONT_PARTNERS, type FrontName } from '#mock-systems/front-contracts';
import type { FrontAnswer, FrontConduct } from '#mock-systems/own-front';
import type { ToldMessage } from '#mock-systems/own-system';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { PARTNER_KINDS } from '../../world/outbound/systems/partner-kinds.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const HOUR_MS = 3_600_000;
const SYSTEMS = Object.keys(FRONT_PARTNERS) as FrontName[];

function worldOf(name: string, set: readonly string[]): OutboundWorld {
  const written = outboundScenario(loadFrom(name, {}, { set }));
  return buildOutboundWorld(written, written.seed);
}
const quickstart = worldOf('quickstart', ['demand.days=2', 'demand.ordersPerDay=40']);

function begun(world: OutboundWorld, ownFronts: readonly FrontConduct[]): OutboundTwin {
  // With a system of one's own no bound is known.
  const { settleBoundMs: _bound, exploringMs: _exploring, ...unbounded } = world;
  const twin = distributorTwin({ ...unbounded, ...(ownFronts.length === 0 ? {} : { ownFronts }) });
  twin.start();
  return twin;
}

/** Hands on whatever comes, and says whatever is said. */
function letsAllPass(system: FrontName): FrontConduct {
  const passes = (_state: unknown, message: ToldMessage): FrontAnswer<unknown> => ({ passes: [message] });
  const says = (_state: unknown, message: ToldMessage): FrontAnswer<unknown> => ({ says: [message] });
  return {
    system,
    name: `Before ${system}`,
    initial: null,
    answers: Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, passes])),
    replies: Object.fromEntries(PARTNER_KINDS.map((kind) => [kind, says])),
    hears: [],
    writes: {},
  };
}

/** Doors, feeds and rates of its own, in a few lines each. */
const wms: FrontConduct = {
  system: 'wms',
  name: 'Doors',
  initial: { trucks: 0, left: 0 },
  hears: ['loadDeparted'],
  writes: {},
  answers: {
    // A truck waits for somebody to wake up, and is then let in.
    loadTruck: (state, truck, now, luck) => ({
      state: { ...(state as object), [truck.key]: truck },
      wakes: [{ key: truck.key, at: now + Math.round(luck.unit('doorman') * 3 * HOUR_MS) }],
    }),
  },
  replies: {
    stockCounted: (_state, feed) => ({ says: [{ ...feed, afterMs: 2 * HOUR_MS }] }),
  },
  onEvent: (state, { key }) => ({
    state: { ...(state as object), left: (state as { left: number }).left + (key > 0 ? 1 : 0) },
  }),
  onWake: (state, key) => {
    const { [key]: truck, trucks, ...rest } = state as Record<number, ToldMessage> & { trucks: number };
    return { state: { ...rest, trucks: trucks + 1 }, passes: [truck!] };
  },
};
const tms: FrontConduct = {
  system: 'tms',
  name: 'Full Book',
  initial: null,
  hears: [],
  writes: { bookingRefused: 'load' },
  answers: {
    // It has its own limit, and says so in the place of ours.
    bookLoad: (_state, load, _now, luck) => {
      if (luck.unit('full') >= 0.3) return { passes: [load] };
      const { key, a, b, body } = load;
      const { attempt } = body as { readonly attempt: number };
      return {
        writes: [{ event: 'bookingRefused', key, n: attempt, a, b }],
        says: [{ kind: 'bookingRefused', key, a, b: attempt, body: null }],
      };
    },
  },
  replies: {},
};

function stateOf(twin: OutboundTwin, system: FrontName): Readonly<Record<string, number>> {
  const { state } = twin.snapshot().components[`front.${system}`] as {
    state: Readonly<Record<string, number>>;
  };
  return state;
}

describe('one that lets all pass moves nothing', () => {
  test('before ERP, WMS and TMS', () => {
    const plain = begun(quickstart, []);
    const fronted = begun(
      quickstart,
      ['erp', 'wms', 'tms'].map((each) => letsAllPass(each as FrontName)),
    );
    for (const twin of [plain, fronted]) expect(twin.run()).toBe('empty');
    expect(fronted.digests()).toEqual(plain.digests());
  });

  test.each([
    ['customs-heavy', ['customs'], ['demand.maxOrders=40']],
    ['inbound-dock', ['supplier', 'wms', 'erp'], ['demand.days=1', 'demand.maxOrders=40']],
    ['returns-wave', ['crm', 'wms', 'erp'], ['demand.days=1', 'demand.maxOrders=60']],
    ['retail-replenishment', ['stores', 'wms', 'erp'], ['demand.days=1', 'demand.maxOrders=20']],
  ] as const)('%s: before %s', (name, systems, set) => {
    const world = worldOf(name, set);
    const until = world.startAt + 12 * 24 * HOUR_MS;
    const [plain, fronted] = [[], systems.map(letsAllPass)].map((fronts) => begun(world, fronts));
    for (const twin of [plain!, fronted!]) twin.run({ until });
    expect(fronted!.digests()).toEqual(plain!.digests());
  });

  test('each system of these has a contract', () => {
    expect(SYSTEMS).toHaveLength(9);
  });
});

test('is the same run again, also from a copy in the middle, and the copy shares nothing with it', () => {
  const first = begun(quickstart, [wms, tms]);
  const middle = first.world.startAt + 30 * HOUR_MS;
  first.run({ until: middle });
  const snapshot = first.snapshot();
  expect(Object.keys(stateOf(first, 'wms')).length).toBeGreaterThan(2);
  expect(first.run()).toBe('empty');
  const { trucks, left } = stateOf(first, 'wms');
  expect(trucks).toBeGreaterThan(20);
  expect(left).toBeGreaterThan(20);
  const again = begun(quickstart, [wms, tms]);
  expect(again.run()).toBe('empty');
  const copy = begun(quickstart, [wms, tms]);
  copy.restore(snapshot);
  expect(copy.run()).toBe('empty');
  for (const twin of [again, copy]) {
    expect(twin.digests()).toEqual(first.digests());
    expect(stateOf(twin, 'wms')).toEqual({ trucks, left });
  }
  const plain = begun(quickstart, []);
  plain.run();
  expect(plain.digests().outcomeDigest).not.toBe(first.digests().outcomeDigest);
});

test('what it says wrongly the rules of a run see: a WMS that says it has picked more than it has', () => {
  const lies: FrontConduct = {
    ...letsAllPass('wms'),
    replies: {
      shipmentPicked: (_state, picked) => ({
        says: [{ ...picked, body: { units: (picked.body as { units: number[] }).units.map((n) => n + 1) } }],
      }),
    },
  };
  expect(() => begun(quickstart, [lies]).run()).toThrow();
});

test('there is nothing to stand before', () => {
  expect(() => begun(quickstart, [letsAllPass('customs')])).toThrow(
    '"Before customs" stands before customs, and there is none',
  );
});
