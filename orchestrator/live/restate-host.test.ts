/**
 * The live host keeps the host contract, and that of a host which runs the partner middleware: the suites' actors on a Restate
 * server of our own, with handlers in a process of their own. A crash kills both with SIGKILL. All hosts of the suites share the
 * platform; each has keys of its own.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { type LaneState, laneDepth } from '#orchestrator/middleware/lane-state';
import { hostContract } from '#testing/core/host-contract';
import { COUNTER } from '#testing/core/host-contract-actors';
import {
  type Fate,
  type MiddlewareUnderTest,
  middlewareContract,
} from '#testing/core/host-contract-middleware';
import { liveApp } from '#testing/live/live-contract-app';
import { type PartnerReply, PartnerServer } from '#testing/live/live-partner-server';
import { long } from '#testing/properties/properties';
import type { ActorRecord, JournalBatch, LivingActor } from './actor-step.ts';
import { InboundGateway } from './inbound-gateway.ts';
import type { LiveApp } from './live-app.ts';
import { LivePlatform } from './live-platform.ts';
import { refusedId, refusedTicket } from './refused-message.ts';
import { RestateAdmin } from './restate-admin.ts';
import { restateBinary } from './restate-server.ts';
import { messageId, SERVICES, type Ticket } from './service-names.ts';

const app: LiveApp = liveApp;
const APP_URL = new URL('../../testing/live/live-contract-app.ts', import.meta.url).href;
/** Far longer than a step takes on a busy machine, and the suite waits for some thirty of them. */
const HOUR_MS = 200;
/** Far longer than two messages take that fail three times each; ends when nothing is waited for. */
const MIDDLEWARE_HOUR_MS = 10_000;
const CRASH_AFTER_MS = long ? [0, 1, 2, 4, 6, 9, 14, 19, 29, 45] : [4];
const POLL_MS = 10;
const QUIET_MS = 50;
/** After a restart the partitions find each other again. */
const QUIET_AFTER_RESTART_MS = 300;
/** A machine that takes its time to say what is pending takes it for the rest as well: quiet must last that many times as long. */
const QUIET_QUERIES = 3;
/** For a platform to come up on a machine that does other things. */
const START_TIMEOUT_MS = 120_000;
/** Services that are at work as long as a link is dead. */
const MIDDLEWARE = new Set<string>([
  'partner-lane',
  'partner-gate',
  'outbound-message',
  SERVICES.transmission,
  SERVICES.journal,
]);
/** Keys of one host of the suite. */
const KEYS_PER_HOST = 1000;

let platform: LivePlatform;
let partners: PartnerServer;
let calls: Envelope[] = [];
let batches: JournalBatch[] = [];
const seen = new Set<string>();
const attempts = new Map<string, number>();
const down = new Set<string>();
let fateOf: Fate = () => 'delivered';
let base = 0;

function answerCall(to: string, id: string | null, body: unknown): PartnerReply {
  if (id === null) return 400;
  if (to === 'journal') {
    if (!seen.has(id)) batches.push(body as JournalBatch);
    seen.add(id);
    return 200;
  }
  if (down.has(to)) return 'hangUp';
  const attempt = (attempts.get(id) ?? 0) + 1;
  attempts.set(id, attempt);
  const fate = fateOf(body as Envelope, attempt);
  if (typeof fate === 'number') return fate;
  if (fate === 'lost') return 'hangUp';
  const repeated = seen.has(id);
  seen.add(id);
  if (!repeated) calls.push({ ...(body as Envelope), key: (body as Envelope).key % KEYS_PER_HOST });
  return fate === 'answerLost' ? 'hangUp' : repeated ? 409 : 200;
}

/** A host of its own as far as the suite can see: keys that no other has. */
function liveHost(): MiddlewareUnderTest {
  base += KEYS_PER_HOST;
  calls = [];
  batches = [];
  down.clear();
  fateOf = () => 'delivered';
  const mine = base;
  const ids = new Set<string>();
  const inbound = new InboundGateway(platform.server.ingressUrl, app);
  const admin = new RestateAdmin(platform.server.adminUrl);
  const states = new Map<string, Map<string, unknown>>();
  const nameOf = (type: ActorTypeNo): string => app.actors.find((actor) => actor.type === type)!.name;
  const moved = (message: Envelope): Envelope => {
    const valid = Number.isInteger(message.key) && message.key >= 0;
    return valid ? { ...message, key: mine + message.key } : message;
  };
  let running = true;
  let quietMs = QUIET_MS;
  return {
    receive: (message) => {
      ids.add(messageId(message.sender, message.counter));
      return inbound.receive(moved(message));
    },
    work: async (ms) => {
      if (!running) {
        await sleep(Math.min(ms, HOUR_MS));
        return;
      }
      await workFor(admin, ms, quietMs);
      for (const { name } of app.actors) states.set(name, await admin.records(name));
      states.set(SERVICES.ticket, await admin.records(SERVICES.ticket));
    },
    state: <State>(type: ActorTypeNo, key: number) => {
      const record = states.get(nameOf(type))?.get(`${ownKey(type, mine, key)}`) as ActorRecord | undefined;
      return record?.status === 'living' ? (record.state as State) : undefined;
    },
    taken: () => calls,
    events: () =>
      batches.flatMap(({ entries }) =>
        entries.flatMap((each) =>
          each.entry === 'event' ? [`${each.name}#${each.n}(${each.a},${each.b})`] : [],
        ),
      ),
    tickets: () =>
      [...(states.get(SERVICES.ticket) ?? []).values()].flatMap((ticket) => {
        const { message, error } = ticket as Ticket;
        const said = message as Envelope | null;
        return said !== null && ids.has(messageId(said.sender, said.counter)) ? [error] : [];
      }),
    tasks: () =>
      batches.flatMap(({ actor, key, entries }) =>
        entries.flatMap((each) =>
          each.entry === 'task' ? [`${each.task.role}: ${each.task.kind} of ${actor} ${key}`] : [],
        ),
      ),
    answer: (type, key, no, answer) =>
      inbound.answerTask(type, ownKey(type, mine, key), no, answer, 'planner'),
    setFate: (fate) => {
      fateOf = fate;
    },
    setLink: (partner, up) => {
      if (up) down.delete(`${partner}`);
      else down.add(`${partner}`);
    },
    crash: async () => {
      running = false;
      await Promise.all([platform.killHandlers(), platform.server.kill()]);
    },
    restart: async () => {
      await Promise.all([platform.restartHandlers(), platform.server.restart()]);
      running = true;
      quietMs = QUIET_AFTER_RESTART_MS;
    },
  };
}

/** Key of an actor of the suite; those of the middleware are what they are. */
function ownKey(type: ActorTypeNo, base: number, key: number): number {
  return type < (COUNTER as ActorTypeNo) || type > app.exceptionType! ? key : base + key;
}

/**
 * Until nothing can happen any more, or that long and what was begun is through. What the middleware does about a dead link
 * doesn't count. Nobody sees what crosses from one partition to another, so nothing must be under way for a while.
 */
async function workFor(admin: RestateAdmin, ms: number, quietMs: number): Promise<void> {
  const until = Date.now() + ms;
  let quietSince = Infinity;
  let slowestMs = 0;
  for (;;) {
    const askedAt = Date.now();
    const pending = await admin.pending();
    const rings = pending.filter(({ status, handler }) => status === 'scheduled' && handler === 'ring');
    const busy = pending.some(
      ({ status, service }) => status !== 'scheduled' && !(down.size > 0 && MIDDLEWARE.has(service)),
    );
    const now = Date.now();
    slowestMs = busy ? 0 : Math.max(slowestMs, now - askedAt);
    quietSince = busy ? Infinity : Math.min(quietSince, now);
    const quiet = now - quietSince >= quietMs + QUIET_QUERIES * slowestMs;
    if (quiet && (now >= until || !(await somebodyWaits(admin, rings)))) return;
    await sleep(POLL_MS);
  }
}

/** The middleware cancels most of its timers, which then ring unheard: the states of lanes say whether it waits for one. */
async function somebodyWaits(admin: RestateAdmin, rings: readonly { service: string }[]): Promise<boolean> {
  if (rings.some(({ service }) => !MIDDLEWARE.has(service))) return true;
  const lanes = [...(await admin.records('partner-lane')).values()] as LivingActor[];
  return lanes.some(({ state }) => laneDepth(state as LaneState) > 0);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe.skipIf(restateBinary() === null)('on Restate', () => {
  beforeAll(async () => {
    partners = await PartnerServer.start(({ to, id, body }) => answerCall(to, id, body));
    platform = await LivePlatform.start({ app: APP_URL, partnersUrl: partners.url, retryMsMax: 100 });
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    await platform?.dispose();
    await partners?.close();
  });

  hostContract(
    'live',
    { onThrow: 'park', realTime: { hourMs: HOUR_MS, crashAfterMs: CRASH_AFTER_MS } },
    liveHost,
  );

  middlewareContract('live', liveHost, MIDDLEWARE_HOUR_MS);

  describe('what comes from outside', () => {
    const KEY = 900_000_000;
    const post = (path: string, body: string) =>
      fetch(`${platform.server.ingressUrl}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    const counterName = app.actors.find(({ type }) => type === (COUNTER as ActorTypeNo))!.name;
    const opening = (key: number, counter: number): Envelope =>
      envelope('open', PARTNER, 7, 0, 0, 7, counter, key, 0, 0, null);
    const NONSENSE = [
      null,
      'open',
      { kind: 'open' },
      { ...opening(KEY, 11), body: { units: 1 } },
      { ...opening(KEY, 12), sender: 0 },
      { ...opening(KEY, 13), a: 'seven' },
    ];

    test('passing the gateway by: nonsense is parked with a ticket each, steps nobody, and the host goes on', async () => {
      const admin = new RestateAdmin(platform.server.adminUrl);
      for (const said of NONSENSE) {
        const { ok } = await post(`${counterName}/${KEY}/receive`, JSON.stringify(said));
        expect(ok).toBe(true);
      }
      // Deeper than a stack has room for: told apart only by the fields that are plain.
      for (const [opens, closes] of [
        ['{"a":', '}'],
        ['[', ']'],
      ] as const) {
        const deep = `${opens.repeat(6000)}1${closes.repeat(6000)}`;
        expect((await post(`${counterName}/${KEY}/receive`, deep)).ok).toBe(true);
        expect((await post(`${counterName}/${KEY}/receive`, `{"why":"deep","x":${deep}}`)).ok).toBe(true);
      }
      // For another actor than the one it names.
      await post(`${counterName}/${KEY + 1}/receive`, JSON.stringify(opening(KEY, 14)));
      expect((await post(`${counterName}/${KEY}/receive`, '{"kind": "op')).ok).toBe(false);
      expect((await post(`${counterName}/${KEY}/receive`, JSON.stringify(opening(KEY, 15)))).ok).toBe(true);
      await workFor(admin, HOUR_MS, QUIET_MS);
      const counters = await admin.records(counterName);
      expect((counters.get(`${KEY}`) as LivingActor).inputs).toBe(1);
      expect(counters.has(`${KEY + 1}`)).toBe(false);
      const tickets = [...(await admin.records(SERVICES.ticket)).values()] as Ticket[];
      for (const said of NONSENSE)
        expect(tickets).toContainEqual(
          expect.objectContaining({
            actor: counterName,
            message: said,
            error: expect.stringMatching(/^no /),
          }),
        );
      for (const fields of ['{}', '{"why":"deep"}'])
        expect(tickets).toContainEqual({
          actor: counterName,
          key: -1,
          message: { begins: '', fields },
          error: 'no message of a partner: nested deeper than 100 levels',
        });
      expect(tickets).toContainEqual(
        expect.objectContaining({ error: `"open" of ${KEY} is not for ${counterName} ${KEY + 1}` }),
      );
    });

    test('through the gateway it is parked before it comes to any actor', async () => {
      const admin = new RestateAdmin(platform.server.adminUrl);
      const inbound = new InboundGateway(platform.server.ingressUrl, app);
      const said = { kind: 'open', key: KEY, why: 'no sender' };
      expect(await inbound.receive(said)).toBe('taken');
      expect(await inbound.receive(said)).toBe('repeat');
      await workFor(admin, HOUR_MS, QUIET_MS);
      const tickets = [...(await admin.records(SERVICES.ticket)).values()] as Ticket[];
      expect(
        tickets.filter(({ message }) => (message as { why?: string } | null)?.why === 'no sender'),
      ).toEqual([
        {
          actor: 'none',
          key: KEY,
          message: said,
          error: expect.stringMatching(/^no message of a partner: /),
        },
      ]);
    });

    test('nobody outside can be first where the ticket of a parked input will lie, or put another in the place of one', async () => {
      const admin = new RestateAdmin(platform.server.adminUrl);
      const inbound = new InboundGateway(platform.server.ingressUrl, app);
      const thrown = { ...opening(KEY + 3, 18), kind: 'failAfterEffects' };
      expect(await inbound.receive(opening(KEY + 3, 17))).toBe('taken');
      // By the number of a true message that will be parked: said first as nonsense, and put there by hand.
      const id = messageId(thrown.sender, thrown.counter);
      const forged = { actor: counterName, key: KEY + 3, message: 'never mind', error: 'all is well' };
      expect(await inbound.receive({ ...thrown, why: 'first', a: 'nonsense' })).toBe('taken');
      const path = (ticket: string, handler: string) =>
        `${SERVICES.ticket}/${encodeURIComponent(ticket)}/${handler}`;
      expect((await post(path(id, 'open'), JSON.stringify(forged))).ok).toBe(false);
      for (const at of [id, refusedId(refusedTicket(thrown, 'none', 'another'))]) {
        const answered = await post(path(at, 'refuse'), JSON.stringify(forged));
        expect([answered.status, await answered.text()]).toEqual([
          400,
          expect.stringMatching(/this ticket is not/),
        ]);
      }
      for (const said of [
        '{"actor":"none"}',
        `{"actor":"none","key":1,"error":"x","message":${'['.repeat(6000)}1${']'.repeat(6000)}}`,
      ]) {
        const answered = await post(path('refused/x', 'refuse'), said);
        expect([answered.status, await answered.text()]).toEqual([400, expect.stringMatching(/no ticket/)]);
      }
      expect(await inbound.receive(thrown)).toBe('taken');
      await workFor(admin, HOUR_MS, QUIET_MS);
      const tickets = await admin.records(SERVICES.ticket);
      expect(tickets.get(id)).toMatchObject({ message: thrown, error: expect.stringContaining('planted') });
      expect([...tickets.values()].filter((each) => (each as Ticket).message === 'never mind')).toEqual([]);
      expect(
        [...tickets.values()].filter(
          (each) => ((each as Ticket).message as { why?: string } | null)?.why === 'first',
        ),
      ).toHaveLength(1);
    });

    test('nobody outside can speak as an actor, a timer or the desk', async () => {
      const forged = JSON.stringify(opening(KEY + 2, 16));
      for (const path of [
        `${counterName}/${KEY + 2}/input`,
        `${counterName}/${KEY + 2}/ring`,
        `${SERVICES.desk}/ask`,
        `${SERVICES.transmission}/transmit`,
        `${SERVICES.task}/x.1.1/open`,
      ])
        expect((await post(path, forged)).ok, path).toBe(false);
      const answered = await post(`${SERVICES.task}/x.1.1/answer`, '{"answer": "yes"}');
      expect([answered.status, await answered.text()]).toEqual([
        400,
        expect.stringMatching(/no answer to a task/),
      ]);
    });
  });
});

test.runIf(restateBinary() === null)(
  'no Restate server for this platform: the live host is not tested',
  () => {
    expect(restateBinary()).toBeNull();
  },
);
