/**
 * A webhook that is lied to, and a carrier that writes another version of its schema: what is not the carrier's does nothing, what nobody
 * knows is reported, what can't be read has one ticket; by objects as by wire, where real signatures and real JSON say so.
 */
import { describe, expect, test } from 'vitest';
import { hmacSha256Hex } from '#orchestrator/partners/rest/webhook';
import { WIRE } from '#testing/runs/fidelity';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { eventCounts, partnerWorld, ROUGH_REST } from '#testing/worlds/partner-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { NO_REST_FAULTS, type RestFaultShares } from '../../world/partner-settings.ts';
import { type Fidelity, OBJECTS } from './channels.ts';
import type { RestChannel } from './rest-channel.ts';

const MINUTE_MS = 60_000;

async function ran(shares: Partial<RestFaultShares>, fidelity: Fidelity = OBJECTS) {
  const faults = { ...NO_REST_FAULTS, ...shares };
  const partners = [{ ...ROUGH_REST, webhookToleranceMs: 5 * MINUTE_MS, faults }];
  const audits = new Map<string, number>();
  const tickets: string[] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    audit: (_now, subject) => audits.set(subject, (audits.get(subject) ?? 0) + 1),
    task: (_now, role, _type, _key, kind, _dueAt, state) => {
      if (state === 'open' && kind === 'unreadableEvent') tickets.push(role);
    },
  };
  const counts = eventCounts();
  const twin = distributorTwin(partnerWorld({ ordersPerDay: 80, partners }), {
    fidelity,
    recorder,
    watchers: [counts],
  });
  twin.start();
  expect(await twin.runQuiescent()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0, freightInvoices: 0 });
  const { tally } = twin.channels[0] as RestChannel;
  return { tally, audits, tickets, counts: counts.sorted(), digests: twin.digests() };
}

const sure = { kind: 'constant', value: 1000 } as const;

describe.each<[string, Fidelity]>([
  ['objects', OBJECTS],
  ['wire', WIRE],
])('by %s', (_name, fidelity) => {
  test('forged and replayed posts are refused and audited, and nothing happens', async () => {
    const calm = await ran({}, fidelity);
    const lied = await ran({ forged: 0.5, replayed: 0.5, delayMs: sure }, fidelity);
    expect(lied.tally.forged).toBeGreaterThan(100);
    expect(lied.tally.replayed).toBeGreaterThan(100);
    expect(lied.audits.get('webhookRefused')).toBe(lied.tally.forged + lied.tally.replayed);
    expect(lied.tally.reposted).toBe(0);
    expect(lied.digests.businessDigest).toBe(calm.digests.businessDigest);
  });

  test('a field that nobody knows is reported, and changes nothing', async () => {
    const calm = await ran({}, fidelity);
    const newer = await ran({ unknownField: 1 }, fidelity);
    expect(newer.audits.get('schemaDrift')).toBe(newer.tally.events);
    expect(newer.digests.businessDigest).toBe(calm.digests.businessDigest);
  });

  test('a field that is missing, or has another name, puts the event aside with one ticket until it is repaired', async () => {
    const drift = await ran({ missingField: 0.05, renamedField: 0.05 }, fidelity);
    const unreadable = drift.tally.missingField + drift.tally.renamedField;
    expect(unreadable).toBeGreaterThan(20);
    expect(drift.tally).toMatchObject({
      aside: unreadable,
      repaired: unreadable,
      drifted: drift.tally.renamedField,
    });
    expect(drift.audits.get('eventQuarantined')).toBe(unreadable);
    expect(drift.tickets).toEqual(Array(unreadable).fill('integration-desk'));
  });

  test('a word that is in no list advances nothing: orders are done all the same', async () => {
    const drift = await ran({ unknownValue: 0.5 }, fidelity);
    expect(drift.tally.unknownValue).toBeGreaterThan(50);
    expect(drift.tally.aside).toBe(0);
  });
});

test('all of it together is the same run by objects and by wire', async () => {
  const shares = {
    ...ROUGH_REST.faults,
    forged: 0.05,
    replayed: 0.05,
    unknownField: 0.05,
    renamedField: 0.05,
    unknownValue: 0.05,
    missingField: 0.05,
  };
  expect(await ran(shares, WIRE)).toEqual(await ran(shares));
});

test('a genuine event that is too late for the tolerance is refused, and posted anew', async () => {
  const late = { kind: 'constant', value: 6 * MINUTE_MS } as const;
  const { tally } = await ran({ delayed: 0.1, delayMs: late });
  expect(tally.refusedPosts).toBeGreaterThan(10);
  expect(tally.reposted).toBe(tally.refusedPosts);
});

test("the core's signature is that of the standard", () => {
  // RFC 4231, test case 2.
  expect(hmacSha256Hex('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});
