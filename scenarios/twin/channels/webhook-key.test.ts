/**
 * The secret of a webhook is changed in mid-run: what the old one signed is taken in the overlap and refused after it, posted again with
 * the new one, and a carrier that goes on with the old one is one ticket. By objects as by wire, where HMAC says so.
 */
import { describe, expect, test } from 'vitest';
import { isSigned, rehearsalSecret } from '#orchestrator/partners/rest/webhook';
import type { KernelSnapshot } from '#sim/kernel';
import { WIRE } from '#testing/runs/fidelity';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { partnerWorld, ROUGH_REST } from '#testing/worlds/partner-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { type KeyRotation, NO_REST_FAULTS } from '../../world/partner-settings.ts';
import type { OutboundTwin } from '../outbound-twin.ts';
import { type Fidelity, OBJECTS } from './channels.ts';
import type { RestChannel } from './rest-channel.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Planned {
  readonly overlapMs: number;
  /** After the change; Infinity = never by itself. */
  readonly takenOverMs: number;
  /** Nobody reads tickets. */
  readonly deskless?: boolean;
}

function planned({ overlapMs, takenOverMs, deskless }: Planned, fidelity: Fidelity = OBJECTS) {
  const settings = { ...ROUGH_REST, webhookToleranceMs: HOUR_MS, faults: NO_REST_FAULTS };
  const calm = partnerWorld({ ordersPerDay: 80, partners: [settings] });
  const at = calm.wms.startAt + DAY_MS;
  const rotation: KeyRotation = { at, overlapMs, takenOverAt: at + takenOverMs };
  const people = deskless ? calm.people.filter(({ role }) => role !== 'integration-desk') : calm.people;
  const world = { ...calm, people, partners: [{ ...settings, rotation }] };
  const faults = new Map<string, number[]>();
  const tickets: string[] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    fault: (time, kind) => faults.set(kind, [...(faults.get(kind) ?? []), time - at]),
    task: (_now, role, _type, _key, kind, _dueAt, state) => {
      if (kind === 'oldWebhookKey' && state === 'open') tickets.push(role);
    },
  };
  return { twin: distributorTwin(world, { fidelity, recorder }), calm, faults, tickets };
}

const channelOf = ({ channels }: OutboundTwin): RestChannel => channels[0] as RestChannel;

async function ran(plan: Planned, fidelity: Fidelity = OBJECTS) {
  const { twin, calm, faults, tickets } = planned(plan, fidelity);
  twin.start();
  expect(await twin.runQuiescent()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0, freightInvoices: 0 });
  const { tally, key } = channelOf(twin);
  return { tally, keys: key.tally, digests: twin.digests(), calm, tickets, faults };
}

describe.each<[string, Fidelity]>([
  ['objects', OBJECTS],
  ['wire', WIRE],
])('by %s', (_name, fidelity) => {
  test('a carrier that takes the new secret within the overlap is never refused', async () => {
    const { tally, keys, tickets, faults } = await ran(
      { overlapMs: DAY_MS, takenOverMs: 12 * HOUR_MS },
      fidelity,
    );
    expect(keys.taken).toBeGreaterThan(5);
    expect([keys.refused, tally.refusedPosts, tickets]).toEqual([0, 0, []]);
    for (const afterMs of faults.get('oldKeyTaken')!) expect(afterMs).toBeLessThan(13 * HOUR_MS);
  });

  test('one that takes it after the overlap is refused meanwhile, posts again, and nothing is lost', async () => {
    const plan = { overlapMs: HOUR_MS, takenOverMs: 6 * HOUR_MS } as const;
    const { tally, keys, tickets, faults } = await ran(plan, fidelity);
    expect(keys.refused).toBeGreaterThan(3);
    expect(tally.reposted).toBe(keys.refused);
    for (const afterMs of faults.get('oldKeyRefused')!) {
      expect(afterMs).toBeGreaterThanOrEqual(plan.overlapMs);
      expect(afterMs).toBeLessThan(plan.takenOverMs + HOUR_MS);
    }
    // Three refusals of one event are enough for a ticket, also where the carrier would have come to it by itself.
    expect(tickets.length).toBeLessThanOrEqual(1);
  });

  test('one that goes on with the old one is one ticket, and what it had to say comes after it', async () => {
    const { tally, keys, tickets, faults } = await ran(
      { overlapMs: HOUR_MS, takenOverMs: Infinity },
      fidelity,
    );
    expect(tickets).toEqual(['integration-desk']);
    expect(keys.refused).toBeGreaterThan(3);
    const last = Math.max(...faults.get('oldKeyRefused')!);
    expect(last).toBeLessThan(4 * DAY_MS);
    expect(tally.repeats).toBe(0);
  });
});

test('the run is the same by objects and by wire', async () => {
  const plan = { overlapMs: HOUR_MS, takenOverMs: Infinity };
  const [objects, wire] = [await ran(plan), await ran(plan, WIRE)];
  expect(wire.digests).toEqual(objects.digests);
  expect([wire.tally, wire.keys]).toEqual([objects.tally, objects.keys]);
});

test('where nobody reads tickets it is seen to after an hour', async () => {
  const { keys, tickets, faults } = await ran({
    overlapMs: 0,
    takenOverMs: Infinity,
    deskless: true,
  });
  expect(tickets).toEqual([]);
  expect(keys.refused).toBeGreaterThan(2);
  const all = faults.get('oldKeyRefused')!;
  expect(Math.max(...all) - Math.min(...all)).toBeLessThan(2 * HOUR_MS);
});

test('a copy goes on with the ticket that is open', async () => {
  const plan = { overlapMs: HOUR_MS, takenOverMs: Infinity };
  const straight = await ran(plan);
  const { twin, tickets } = planned(plan);
  twin.start();
  let snapshot: KernelSnapshot | null = null;
  while (snapshot === null) {
    expect(await twin.runQuiescent({ events: 50 })).not.toBe('empty');
    if (tickets.length > 0) snapshot = twin.snapshot();
  }
  const copy = planned(plan);
  copy.twin.restore(structuredClone(snapshot));
  await copy.twin.runQuiescent();
  expect(copy.twin.digests()).toEqual(straight.digests);
  expect(copy.tickets).toEqual([]);
});

test('of several signatures one that is right is enough, and none by another secret', () => {
  const [old, fresh] = [rehearsalSecret(3), rehearsalSecret(3, 1)];
  expect(old).not.toBe(fresh);
  const { carriers } = WIRE as Extract<Fidelity, { kind: 'wire' }>;
  const sign = (secret: string) => carriers.rest.sign(secret, 'evt_1', 7, '{}');
  const seal = (signature: string) => ({ id: 'evt_1', timestampSeconds: 7, signature });
  const both = seal(`${sign(fresh)} ${sign(old)}`);
  expect([isSigned(old, both, '{}'), isSigned(fresh, both, '{}')]).toEqual([true, true]);
  expect(isSigned('other', both, '{}')).toBe(false);
  expect(isSigned(fresh, seal(sign(old)), '{}')).toBe(false);
  expect(isSigned(fresh, { ...both, timestampSeconds: 8 }, '{}')).toBe(false);
});
