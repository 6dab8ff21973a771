/**
 * Order and shipment actors, unchanged, on Restate: the handler process and the server are killed with SIGKILL at seeded
 * moments of the run, and nothing is lost or doubled in the ledgers of the partners, which live in this process.
 *
 * A moment is drawn as "when that many messages have been done, and a few ms more", so that it falls into the work on
 * every machine. That the test can fail is shown by a planted bug: calls without an idempotency key.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { ONCE_AN_ORDER } from '#testing/live-ledger';
import { liveApp } from '#testing/live-outbound-app';
import { OutboundPartners } from '#testing/live-outbound-partners';
import { PartnerServer } from '#testing/live-partner-server';
import { long } from '#testing/properties';
import type { ActorRecord } from './actor-step.ts';
import { InboundGateway } from './inbound-gateway.ts';
import type { LiveApp } from './live-app.ts';
import { LivePlatform } from './live-platform.ts';
import { RestateAdmin } from './restate-admin.ts';
import { restateBinary } from './restate-server.ts';
import { SERVICES } from './service-names.ts';

const app: LiveApp = liveApp;
const OUTBOUND_APP = new URL('../../testing/live-outbound-app.ts', import.meta.url).href;
const CARELESS_APP = new URL('../../testing/live-careless-app.ts', import.meta.url).href;
const RELEASE_EVERY_MS = 25;
/** In the long run many are held up by kills before they are planned. */
const PROMISE_MS = long ? 8_000 : 1_500;
const POLL_MS = 20;
/** Nothing that is still to come takes this long; a hang is named, not waited for. */
const STANDSTILL_MS = 30_000;

interface Run {
  readonly seed: number;
  readonly orders: number;
  readonly kills: number;
  /** Module that the handler process loads. */
  readonly app: string;
  /** The run may stand still: a planted bug can hold an order up for ever. */
  readonly untilDone: boolean;
}

interface Seen {
  readonly partners: OutboundPartners;
  readonly records: (service: string) => Promise<ActorRecord[]>;
  readonly killed: Readonly<Record<'handlers' | 'server', number>>;
}

const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of opened.reverse()) await close();
  opened.length = 0;
});

/** All orders through all partners, with kills on the way. */
async function run({ seed, orders, kills, app: module, untilDone }: Run): Promise<Seen> {
  let inbound: InboundGateway | null = null;
  const partners = new OutboundPartners({
    seed,
    deliver: async (message) => (await inbound?.receive(message)) ?? 'refused',
    promiseMs: PROMISE_MS,
    lostAnswerShare: 0.05,
    repeatShare: 0.1,
  });
  const server = await PartnerServer.start((call) => partners.answer(call));
  opened.push(() => server.close());
  const platform = await LivePlatform.start({
    app: module,
    partnersUrl: server.url,
    retryMsMax: 200,
  });
  opened.push(() => platform.dispose());
  opened.push(async () => partners.close());
  inbound = new InboundGateway(platform.server.ingressUrl, app);
  const releasing = release(partners, orders);
  const killed = await killAtMoments(platform, partners, { seed, orders, kills });
  await releasing;
  const admin = new RestateAdmin(platform.server.adminUrl);
  await settled(admin, partners, untilDone ? orders : 0);
  return {
    partners,
    records: async (service) => [...(await admin.records(service)).values()] as ActorRecord[],
    killed,
  };
}

async function release(partners: OutboundPartners, orders: number): Promise<void> {
  for (let order = 1; order <= orders; order++) {
    partners.release(order);
    await sleep(RELEASE_EVERY_MS);
  }
}

/** Kills the handlers, the server or both at each moment, and starts again what it has killed. */
async function killAtMoments(
  platform: LivePlatform,
  partners: OutboundPartners,
  { seed, orders, kills }: Pick<Run, 'seed' | 'orders' | 'kills'>,
): Promise<Seen['killed']> {
  const draws = new Random(seed).stream('kills');
  const total = orders * ONCE_AN_ORDER.length;
  const moments = Array.from({ length: kills }, (_, i) => ({
    effects: draws.integer(i, 0, total - 1),
    moreMs: draws.integer(i, 1, 40),
    downMs: draws.integer(i, 2, 200),
    handlers: draws.integer(i, 3, 3) !== 0,
    server: draws.integer(i, 3, 3) !== 1,
  })).sort((one, other) => one.effects - other.effects);
  const killed = { handlers: 0, server: 0 };
  for (const { effects, moreMs, downMs, handlers, server } of moments) {
    await until(
      () => partners.ledger.effects > effects,
      () => partners.ledger.effects,
    );
    await sleep(moreMs);
    killed.handlers += handlers ? 1 : 0;
    killed.server += server ? 1 : 0;
    await Promise.all([handlers ? platform.killHandlers() : null, server ? platform.server.kill() : null]);
    await sleep(downMs);
    await Promise.all([
      handlers ? platform.restartHandlers() : null,
      server ? platform.server.restart() : null,
    ]);
  }
  return killed;
}

/** All orders are paid, and nothing is under way but timers. */
async function settled(admin: RestateAdmin, partners: OutboundPartners, orders: number): Promise<void> {
  await until(
    () => partners.paid >= orders,
    () => partners.ledger.calls,
  );
  let quiet = 0;
  await until(
    async () => {
      const pending = await admin.pending();
      quiet = pending.every(({ status }) => status === 'scheduled') ? quiet + 1 : 0;
      return quiet > 25;
    },
    () => partners.ledger.calls,
  );
}

/** @throws when nothing has moved for long */
async function until(done: () => boolean | Promise<boolean>, progress: () => number): Promise<void> {
  let last = progress();
  let movedAt = Date.now();
  while (!(await done())) {
    const now = progress();
    if (now !== last) {
      last = now;
      movedAt = Date.now();
    } else if (Date.now() - movedAt > STANDSTILL_MS) throw new Error(`nothing moves any more, after ${now}`);
    await sleep(POLL_MS);
  }
}

const RUNS: readonly Omit<Run, 'app' | 'untilDone'>[] = long
  ? [1, 2, 3].map((seed) => ({ seed, orders: 100, kills: 10 }))
  : [{ seed: 1, orders: 12, kills: 3 }];

describe.skipIf(restateBinary() === null)('on Restate', () => {
  test.each(RUNS)(
    'seed $seed: $kills kills in $orders orders lose nothing and double nothing',
    async ({ seed, orders, kills }) => {
      const { partners, records, killed } = await run({
        seed,
        orders,
        kills,
        app: OUTBOUND_APP,
        untilDone: true,
      });
      const { ledger } = partners;
      expect(killed.handlers + killed.server).toBeGreaterThanOrEqual(kills);
      expect(ledger.wrongs(orders)).toEqual([]);
      expect(ledger.effects).toBe(orders * ONCE_AN_ORDER.length);
      expect(partners.repeatsTaken).toBe(0);
      // Lost answers and kills have made calls come again: it was the keys that kept them from being done again.
      expect(ledger.repeats).toBeGreaterThan(0);
      expect(ledger.amountOf('freightPaid')).toBe(ledger.amountOf('freightAccrued'));
      for (const actor of ['order', 'shipment', 'freight-invoice']) {
        const statuses = (await records(actor)).map(({ status }) => status);
        expect(statuses).toEqual(Array.from({ length: orders }, () => 'finished'));
      }
      const open = (await records('plant-load')).map((each) => each.status === 'living' && each.state);
      for (const load of open) expect(load).toEqual({ openOrders: 0, openUnits: 0 });
      expect(await records('exception-case')).toEqual([]);
      expect(await records(SERVICES.ticket)).toEqual([]);
    },
  );

  test('planted: calls without an idempotency key are seen to be done twice', async () => {
    const { partners } = await run({
      seed: 1,
      orders: 6,
      kills: 1,
      app: CARELESS_APP,
      untilDone: false,
    });
    expect(partners.ledger.wrongs(6)).toContainEqual(expect.stringMatching(/: [2-9] times$/));
  });
});

test.runIf(restateBinary() === null)(
  'no Restate server for this platform: the live host is not tested',
  () => {
    expect(restateBinary()).toBeNull();
  },
);
