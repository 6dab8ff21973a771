/**
 * The overlay `shaky-web` over the distributor, with all invariants on: what is forged or replayed does nothing but stand in the audit,
 * and what drifts so far that nobody can read it is a person's work, event by event.
 */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';

const CARRIER = 'network.carriers.Swallow Parcel.rest';
const CALM = [
  `${CARRIER}.token={ skewed: 0 }`,
  ...['lost', 'answerLost', 'duplicated', 'delayed', 'malformed', 'unavailable'].map(
    (fault) => `${CARRIER}.faults.${fault}=0`,
  ),
];
const none = (...faults: readonly string[]): string[] =>
  faults.map((fault) => `${CARRIER}.faults.${fault}=0`);
const LIES = ['forged', 'replayed'];
const DRIFT = ['unknownField', 'unknownValue', 'renamedField', 'missingField'];

function ran(...calmed: readonly string[]) {
  const set = ['demand.days=1', 'demand.ordersPerDay=600', ...CALM, ...none(...calmed)];
  const loaded = loadFrom('b2b-distributor', {}, { with: ['shaky-web'], set });
  const notes = new Map<string, number>();
  let tickets = 0;
  const recorder: Recorder = {
    ...nullRecorder,
    audit: (_now, subject) => notes.set(subject, (notes.get(subject) ?? 0) + 1),
    task: (_now, _role, _type, _key, kind, _dueAt, state) => {
      if (kind === 'unreadableEvent' && state === 'open') tickets += 1;
    },
  };
  const twin = distributorTwin(buildOutboundWorld(outboundScenario(loaded), 1), { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { notes: (subject: string) => notes.get(subject) ?? 0, tickets, digests: twin.digests() };
}

test('the moral of shaky-web: lies at a signed webhook are refused for nothing, and drift is read by people', () => {
  const calm = ran(...LIES, ...DRIFT);
  expect([calm.notes('webhookRefused'), calm.notes('eventQuarantined'), calm.tickets]).toEqual([0, 0, 0]);
  const lied = ran(...DRIFT);
  expect(lied.notes('webhookRefused')).toBeGreaterThan(50);
  expect(lied.tickets).toBe(0);
  expect(lied.digests.businessDigest).toBe(calm.digests.businessDigest);
  const drifted = ran(...LIES);
  expect(drifted.notes('eventQuarantined')).toBeGreaterThan(30);
  expect(drifted.tickets).toBe(drifted.notes('eventQuarantined'));
  // What is a word or a field too many is reported, and nobody has to look at it.
  expect(drifted.notes('schemaDrift')).toBeGreaterThan(3 * drifted.tickets);
});
