/**
 * The live host keeps the host contract: the suite's actors on a Restate server of our own, with handlers in a process of
 * their own. A crash kills both with SIGKILL. All hosts of the suite share the platform; each has keys of its own.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { type HostUnderTest, hostContract } from '#testing/host-contract';
import { liveApp } from '#testing/live-contract-app';
import { PartnerServer } from '#testing/live-partner-server';
import { long } from '#testing/properties';
import type { ActorRecord, JournalBatch } from './actor-step.ts';
import { InboundGateway } from './inbound-gateway.ts';
import type { LiveApp } from './live-app.ts';
import { LivePlatform } from './live-platform.ts';
import { RestateAdmin } from './restate-admin.ts';
import { restateBinary } from './restate-server.ts';
import { messageId, SERVICES, type Ticket } from './service-names.ts';

const app: LiveApp = liveApp;
const APP_URL = new URL('../../testing/live-contract-app.ts', import.meta.url).href;
/** Far longer than a step takes on a busy machine, and the suite waits for some thirty of them. */
const HOUR_MS = 200;
const CRASH_AFTER_MS = long ? [0, 1, 2, 4, 6, 9, 14, 19, 29, 45] : [4];
const POLL_MS = 10;
const QUIET_MS = 50;
/** After a restart the partitions find each other again. */
const QUIET_AFTER_RESTART_MS = 300;
/** Keys of one host of the suite. */
const KEYS_PER_HOST = 1000;

let platform: LivePlatform;
let partners: PartnerServer;
let calls: Envelope[] = [];
let batches: JournalBatch[] = [];
const seen = new Set<string>();
const down = new Set<string>();
let base = 0;

function answerCall(to: string, id: string | null, body: unknown): number {
  if (down.has(to)) return 503;
  if (id === null) return 400;
  if (seen.has(id)) return 200;
  seen.add(id);
  if (to === 'journal') batches.push(body as JournalBatch);
  else calls.push(body as Envelope);
  return 200;
}

/** A host of its own as far as the suite can see: keys that no other has. */
function liveHost(): HostUnderTest {
  base += KEYS_PER_HOST;
  calls = [];
  batches = [];
  down.clear();
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
      const record = states.get(nameOf(type))?.get(`${mine + key}`) as ActorRecord | undefined;
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
      [...(states.get(SERVICES.ticket) ?? [])].flatMap(([id, ticket]) =>
        ids.has(id) ? [(ticket as Ticket).error] : [],
      ),
    answer: (type, key, no, answer) => inbound.answerTask(type, mine + key, no, answer, 'planner'),
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

/**
 * Until nothing can happen any more, or that long and what was begun is through. Calls to a dead link don't count. Nobody
 * sees what crosses from one partition to another, so nothing must be under way for a while.
 */
async function workFor(admin: RestateAdmin, ms: number, quietMs: number): Promise<void> {
  const until = Date.now() + ms;
  let quietSince = Infinity;
  for (;;) {
    const pending = await admin.pending();
    const timers = pending.some(({ status, handler }) => status === 'scheduled' && handler === 'ring');
    const busy = pending.some(
      ({ status, service }) => status !== 'scheduled' && !(service === SERVICES.outgoing && down.size > 0),
    );
    const now = Date.now();
    quietSince = busy ? Infinity : Math.min(quietSince, now);
    if (now - quietSince >= quietMs && (!timers || now >= until)) return;
    await sleep(POLL_MS);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe.skipIf(restateBinary() === null)('on Restate', () => {
  beforeAll(async () => {
    partners = await PartnerServer.start(({ to, id, body }) => answerCall(to, id, body));
    platform = await LivePlatform.start({ app: APP_URL, partnersUrl: partners.url, retryMsMax: 100 });
  });

  afterAll(async () => {
    await platform?.dispose();
    await partners?.close();
  });

  hostContract(
    'live',
    { onThrow: 'park', realTime: { hourMs: HOUR_MS, crashAfterMs: CRASH_AFTER_MS } },
    liveHost,
  );
});

test.runIf(restateBinary() === null)(
  'no Restate server for this platform: the live host is not tested',
  () => {
    expect(restateBinary()).toBeNull();
  },
);
