/**
 * Outbound fulfilment with the partner middleware, unchanged, on Restate, against the mock landscape of a twin on a fast
 * clock: the handler process and the server are killed with SIGKILL at seeded moments of the run, and nothing is lost or doubled in
 * the books of ERP, WMS, TMS and carriers, which live in this process. `npm run test:long` has a hundred orders and ten moments,
 * thrice; `npm test` a few of each.
 *
 * A moment is drawn as "when that many commands have been done, and a few ms more", so that it falls into the work on
 * every machine. At each of them both are killed, now this one first and now the other, and come back when they come back. That
 * the test can fail is shown by a planted bug: calls without an idempotency key.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { ERP } from '#orchestrator/contracts/partners';
import { type LaneState, laneDepth } from '#orchestrator/middleware/lane-state';
import type { FreightInvoiceState } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import { Random } from '#sim/random/random';
import { liveApp } from '#testing/live/live-outbound-app';
import { OutboundPartners } from '#testing/live/live-outbound-partners';
import { liveOutboundWorld } from '#testing/live/live-outbound-world';
import { PartnerServer } from '#testing/live/live-partner-server';
import { long } from '#testing/properties/properties';
import type { ActorRecord, LivingActor } from './actor-step.ts';
import { InboundGateway } from './inbound-gateway.ts';
import type { LiveApp } from './live-app.ts';
import { LiveClock } from './live-clock.ts';
import { LivePlatform } from './live-platform.ts';
import { RestateAdmin } from './restate-admin.ts';
import { restateBinary } from './restate-server.ts';
import { SERVICES } from './service-names.ts';

const app = liveApp as LiveApp;
const OUTBOUND_APP = new URL('../../testing/live/live-outbound-app.ts', import.meta.url).href;
const CARELESS_APP = new URL('../../testing/live/live-careless-app.ts', import.meta.url).href;
/** A day a second; with a hundred orders, slower than what the platform has to do for them. */
const RATE = long ? 86_400 / 5 : 86_400;
/** Of an order, at the least: moments are all over the run. A hundred orders share more loads than a few do. */
const COMMANDS_PER_ORDER = long ? 9 : 20;
/** A platform that is killed ten times is still to be through with a hundred orders by then; a busy machine takes its time. */
const TIMEOUT_MS = long ? 900_000 : 240_000;
/** What ERP says of a shipment that nobody knows: somebody must look at it. */
const STRAY = envelope('customerBilled', PARTNER, ERP, 0, 0, ERP, 2 ** 40, 1_000_000, 0, 0, null);
const POLL_MS = 20;
const SETTLED_POLL_MS = 250;
/** Nothing that is still to come takes this long; a hang is named, not waited for. */
const STANDSTILL_MS = 30_000;
/** Actors that finish when their matter is over. */
const FINISHING = ['order', 'shipment', 'load', 'claim', 'consolidation', 'outbound-message'] as const;

interface Run {
  readonly seed: number;
  readonly orders: number;
  readonly kills: number;
  /** Module that the handler process loads. */
  readonly app: string;
  /** Share of the partners' answers that get lost. */
  readonly lostAnswerShare: number;
  /** false: until something has been done twice. */
  readonly untilDone: boolean;
}

interface Seen {
  readonly partners: OutboundPartners;
  readonly admin: RestateAdmin;
  readonly killed: Readonly<Record<'handlers' | 'server', number>>;
}

const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of opened.reverse()) await close();
  opened.length = 0;
}, TIMEOUT_MS);

/** All orders through all partners, with kills on the way. */
async function run({ seed, orders, kills, app: module, lostAnswerShare, untilDone }: Run): Promise<Seen> {
  const world = liveOutboundWorld(orders);
  let partners: OutboundPartners | null = null;
  const server = await PartnerServer.start((call) => partners!.take(call));
  opened.push(() => server.close());
  // The clock starts before the platform does, and the first orders come hours later.
  const clock = { at: world.startAt, realAt: Date.now(), rate: RATE };
  const platform = await LivePlatform.start({ app: module, partnersUrl: server.url, retryMsMax: 200, clock });
  opened.push(() => platform.dispose());
  const gateway = new InboundGateway(platform.server.ingressUrl, app);
  partners = new OutboundPartners({
    world,
    seed,
    clock: new LiveClock(clock),
    typeOf: (name) => app.actors.find((actor) => actor.name === name)!.type,
    deliver: (message) => gateway.receive(message),
    answerTask: (...answer) => gateway.answerTask(...answer),
    lostAnswerShare,
    repeatShare: 0.1,
  });
  const { ledger } = partners;
  opened.push(async () => partners.close());
  partners.start();
  expect(await gateway.receive(STRAY)).toBe('taken');
  const killed = await killAtMoments(platform, partners, { seed, orders, kills });
  const admin = new RestateAdmin(platform.server.adminUrl);
  if (untilDone) await settled(admin, partners, orders);
  else await until(partners, () => ledger.doubled().length > 0, POLL_MS);
  return { partners, admin, killed };
}

/** When one of the two is killed, and for how long. */
interface Outage {
  readonly afterMs: number;
  readonly downMs: number;
}

async function outage(
  { afterMs, downMs }: Outage,
  kill: () => Promise<void>,
  restart: () => Promise<void>,
): Promise<void> {
  await sleep(afterMs);
  await kill();
  await sleep(downMs);
  await restart();
}

/** Kills the handlers and the server at each moment, and starts them again. */
async function killAtMoments(
  platform: LivePlatform,
  partners: OutboundPartners,
  { seed, orders, kills }: Pick<Run, 'seed' | 'orders' | 'kills'>,
): Promise<Seen['killed']> {
  const draws = new Random(seed).stream('kills');
  const moments = Array.from({ length: kills }, (_, i) => ({
    commands: draws.integer(i, 0, orders * COMMANDS_PER_ORDER),
    handlers: { afterMs: draws.integer(i, 1, 60), downMs: draws.integer(i, 2, 200) },
    server: { afterMs: draws.integer(i, 3, 60), downMs: draws.integer(i, 4, 200) },
  })).sort((one, other) => one.commands - other.commands);
  const killed = { handlers: 0, server: 0 };
  for (const { commands, handlers, server } of moments) {
    await until(partners, () => partners.ledger.commands > commands, POLL_MS);
    const killHandlers = async (): Promise<void> => {
      await platform.killHandlers();
      killed.handlers += 1;
    };
    const killServer = async (): Promise<void> => {
      await platform.server.kill();
      killed.server += 1;
    };
    await Promise.all([
      outage(handlers, killHandlers, () => platform.restartHandlers()),
      outage(server, killServer, () => platform.server.restart()),
    ]);
  }
  return killed;
}

/** All orders are released, and whatever has to do with them is over; then nobody says anything more. */
async function settled(admin: RestateAdmin, partners: OutboundPartners, orders: number): Promise<void> {
  const { ledger } = partners;
  const left = async (): Promise<string> => (await leftOver(admin)).join(', ');
  await until(partners, () => ledger.of('orderDone').length === orders, POLL_MS, left);
  await until(partners, async () => (await left()) === '', SETTLED_POLL_MS, left);
  partners.close();
  let quiet = 0;
  await until(
    partners,
    async () => {
      const pending = await admin.pending();
      quiet = pending.every(({ status }) => status === 'scheduled') ? quiet + 1 : 0;
      return quiet > 25;
    },
    POLL_MS,
  );
}

/** What is not over yet: living actors that should finish, invoices that wait for a bill or a payment, messages in lanes. */
async function leftOver(admin: RestateAdmin): Promise<string[]> {
  const left: string[] = [];
  for (const actor of FINISHING)
    for (const [key, { state }] of await living(admin, actor))
      left.push(`${actor} ${key} ${(state as { readonly status: string }).status}`);
  // What was cancelled is void: it waits for weeks whether there comes a bill all the same.
  for (const [key, { state }] of await living(admin, 'freight-invoice'))
    if ((state as FreightInvoiceState).status !== 'void') left.push(`freight-invoice ${key}`);
  for (const [key, { state }] of await living(admin, 'partner-lane'))
    if (laneDepth(state as LaneState) > 0) left.push(`partner-lane ${key}`);
  for (const [key, { state }] of await living(admin, 'exception-case'))
    if ((state as { readonly status: string }).status !== 'closed') left.push(`exception-case ${key}`);
  return left;
}

async function living(admin: RestateAdmin, actor: string): Promise<[string, LivingActor][]> {
  const records = (await admin.records(actor)) as Map<string, ActorRecord>;
  return [...records].flatMap(([key, record]) => (record.status === 'living' ? [[key, record]] : []));
}

/**
 * @param left what is there still to do, for the message
 * @throws when nothing has moved for long
 */
async function until(
  partners: OutboundPartners,
  done: () => boolean | Promise<boolean>,
  everyMs: number,
  left: () => string | Promise<string> = () => `${partners.ledger.of('orderDone').length} orders are done`,
): Promise<void> {
  const progress = (): number => partners.ledger.commands + partners.ledger.events;
  let last = progress();
  let movedAt = Date.now();
  while (!(await done())) {
    partners.check();
    const now = progress();
    if (now !== last) {
      last = now;
      movedAt = Date.now();
    } else if (Date.now() - movedAt > STANDSTILL_MS)
      throw new Error(`nothing moves any more, after ${now}: ${await left()}`);
    await sleep(everyMs);
  }
}

const RUNS: readonly Pick<Run, 'seed' | 'orders' | 'kills'>[] = long
  ? [1, 2, 3].map((seed) => ({ seed, orders: 100, kills: 10 }))
  : [{ seed: 1, orders: 12, kills: 3 }];

describe.skipIf(restateBinary() === null)('on Restate', () => {
  test.each(RUNS)(
    'seed $seed: $kills kills in $orders orders lose nothing and double nothing',
    async ({ seed, orders, kills }) => {
      const { partners, admin, killed } = await run({
        seed,
        orders,
        kills,
        app: OUTBOUND_APP,
        lostAnswerShare: 0.08,
        untilDone: true,
      });
      const { ledger } = partners;
      expect(killed).toEqual({ handlers: kills, server: kills });
      expect(ledger.wrongs()).toEqual([]);
      expect(partners.stockFaults()).toEqual([]);
      expect(partners.repeatsTaken).toBe(0);
      // Lost answers and kills have made calls come again: it was the keys that kept them from being done again.
      expect(partners.repeats).toBeGreaterThan(0);
      expect(ledger.of('orderReleased')).toHaveLength(orders);
      expect(ledger.of('freightPaid').length).toBeGreaterThan(orders / 4);
      // Of those that are called off the slot comes back: of the rest one stands.
      const given = ledger.of('pickupSlotConfirmed').length;
      expect(given - ledger.of('pickupSlotReleased').length).toBeGreaterThan(orders / 8);
      expect(ledger.of('messageDeadLettered')).toEqual([]);
      expect([...(await admin.records(SERVICES.ticket)).values()]).toEqual([]);
      // A closed one is forgotten after a week, which is seconds here.
      expect(ledger.of('exceptionOpened')).not.toEqual([]);
      for (const { name } of app.actors) {
        if (name === 'exception-case') continue;
        // A few orders need not come to grief, and rarely does a rule of trade refuse one.
        if (name !== 'refusal-review' && (long || name !== 'claim'))
          expect(await admin.records(name), name).not.toEqual(new Map());
      }
    },
    TIMEOUT_MS,
  );

  test(
    'planted: calls without an idempotency key are seen to be done twice',
    async () => {
      const { partners } = await run({
        seed: 1,
        orders: 6,
        kills: 1,
        app: CARELESS_APP,
        lostAnswerShare: 0.3,
        untilDone: false,
      });
      expect(partners.ledger.wrongs()).toContainEqual(expect.stringMatching(/: [2-9] times$/));
    },
    TIMEOUT_MS,
  );
});

test.runIf(restateBinary() === null)(
  'no Restate server for this platform: the live host is not tested',
  () => {
    expect(restateBinary()).toBeNull();
  },
);
