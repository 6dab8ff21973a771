/**
 * Whole runs of a distributor whose deliveries differ from what was shipped, with every invariant watched: nobody pays for what has not
 * arrived well, whether its bill waits or is credited; what is missing is claimed, once; and a proof says the same by reference and by wire.
 */
import { describe, expect, test } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import { LADING_EXCEPTION } from '#orchestrator/contracts/carriers';
import { COMPLAINT, COMPLAINT_KINDS } from '#orchestrator/contracts/complaint-key';
import { RESOLUTION } from '#orchestrator/contracts/crm';
import { SHIPMENT } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { TRACE_ANSWER } from '#orchestrator/processes/outbound/load/load-state';
import { AS_SHIPPED, OFTEN, smallDifferences } from '#testing/worlds/difference-world';
import { ROUGH_FILES } from '#testing/worlds/files-world';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { ROUGH_REST, ROUGH_X12 } from '#testing/worlds/partner-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwinOptions } from '../outbound-twin.ts';

interface Noted {
  readonly at: number;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
}

class Notes {
  readonly name = 'notes';
  private events = new Map<string, Noted[]>();

  business(
    ...[at, event, , , key, n, a, b]: readonly [
      number,
      string,
      string,
      string,
      number,
      number,
      number,
      number,
    ]
  ): void {
    const before = this.events.get(event) ?? [];
    this.events.set(event, [...before, { at, key, n, a, b }]);
  }

  of(event: string): readonly Noted[] {
    return this.events.get(event) ?? [];
  }

  sumOf(event: string): number {
    return this.of(event).reduce((sum, { a }) => sum + a, 0);
  }

  save(): ReadonlyMap<string, Noted[]> {
    return new Map(this.events);
  }

  load(saved: unknown): void {
    this.events = new Map(saved as ReadonlyMap<string, Noted[]>);
  }
}

function ran(world: OutboundWorld, options: Partial<OutboundTwinOptions> = {}) {
  const notes = new Notes();
  const twin = distributorTwin(world, { watchers: [notes], ...options });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, notes };
}

const DAYS = { days: 2, ordersPerDay: 120 };
const received = ran(smallDifferences(DAYS));
const shipped = ran(smallDifferences({ ...DAYS, set: [...OFTEN, AS_SHIPPED] }));
const none = ran(smallDifferences({ ...DAYS, set: OFTEN.map((set) => set.replace(/=.*/, '=0')) }));

describe('a delivery that differs', () => {
  test('is short, damaged or over, by line, and every shipment is over', () => {
    const kinds = new Set(received.notes.of('deliveryExcepted').map(({ b }) => b));
    expect([...kinds].sort()).toEqual(Object.values(LADING_EXCEPTION));
    expect(received.notes.of('differenceSettled').length).toBe(received.notes.of('deliveryDiffers').length);
    expect(received.twin.host.living(SHIPMENT as ActorTypeNo)).toEqual([]);
  });

  test('is settled by rule up to the limit, by the claims desk beyond it', () => {
    const byRule = received.notes.of('differenceSettled').filter(({ b }) => b === 0);
    const byPerson = received.notes.of('differenceSettled').filter(({ b }) => b === 1);
    expect(byRule.length).toBeGreaterThan(0);
    expect(byPerson.length).toBeGreaterThan(0);
    for (const { a } of byRule) expect(a).toBeLessThanOrEqual(2_000);
  });

  test('whose bill waits is billed less; whose bill does not is credited; either way the customer pays the same (the moral)', () => {
    expect(received.notes.sumOf('deliveryCredited')).toBe(0);
    expect(shipped.notes.sumOf('deliveryCredited')).toBeGreaterThan(0);
    expect(received.notes.sumOf('customerBilled')).toBe(
      shipped.notes.sumOf('customerBilled') - shipped.notes.sumOf('deliveryCredited'),
    );
    expect(none.notes.sumOf('customerBilled')).toBe(shipped.notes.sumOf('customerBilled'));
  });

  test('is claimed from its carrier for what is missing, and a shipment that was lost for all of it', () => {
    const missing = received.notes.sumOf('deliveryDiffers');
    const whole = none.notes.sumOf('claimOpened');
    expect(received.notes.sumOf('claimOpened')).toBe(whole + missing);
    const differing = new Set(received.notes.of('deliveryDiffers').map(({ key }) => key));
    const answers = received.notes.of('claimAnswered').filter(({ key }) => differing.has(key));
    expect(answers.some(({ a }) => a > 0)).toBe(true);
  });

  test('changes nothing of what is delivered, when and in which condition', () => {
    const deliveries = ({ notes }: typeof none) => notes.of('shipmentDelivered');
    expect(deliveries(received)).toEqual(deliveries(none));
    expect(deliveries(shipped)).toEqual(deliveries(none));
  });
});

test('what is too many stays where the scenario says so: it is billed, and is on no shelf any more', () => {
  const overs = [
    'systems.proof.differences.short=0',
    'systems.proof.differences.damaged=0',
    'systems.proof.differences.over=0.3',
  ];
  const collected = ran(smallDifferences({ ...DAYS, set: overs }));
  const billed = ran(
    smallDifferences({ ...DAYS, set: [...overs, 'systems.proof.differences.overs=billed'] }),
  );
  expect(collected.notes.sumOf('customerBilled')).toBe(none.notes.sumOf('customerBilled'));
  expect(billed.notes.sumOf('customerBilled')).toBeGreaterThan(none.notes.sumOf('customerBilled'));
  const adjusted = ({ notes }: typeof none) => notes.of('stockAdjusted').reduce((sum, { b }) => sum + b, 0);
  const overUnits = billed.notes.sumOf('deliveryExcepted');
  expect(overUnits).toBeGreaterThan(0);
  expect(adjusted(collected) - adjusted(billed)).toBeGreaterThan(0);
  expect(adjusted(collected) - adjusted(billed)).toBeLessThanOrEqual(overUnits);
});

test('a customer who complains of what is missing hears that it is not billed, and is credited nothing a second time', () => {
  const CARE = { ...DAYS, overlays: ['returns-wave', 'short-deliveries'] };
  const { notes } = ran(smallDifferences({ ...CARE, set: [...OFTEN, AS_SHIPPED] }));
  const differing = new Set(notes.of('deliveryDiffers').map(({ key }) => Math.floor(key / 8)));
  const short = notes.of('complaintRaised').filter(({ a, n }) => a === COMPLAINT.short && n === 1);
  expect(short.some(({ key }) => differing.has(Math.floor(key / 64)))).toBe(true);
  expect(notes.sumOf('deliveryCredited')).toBe(notes.sumOf('deliveryDiffers'));
  const answers = notes
    .of('complaintAnswered')
    .filter(({ key }) => key % COMPLAINT_KINDS === COMPLAINT.short);
  expect(answers.some(({ a }) => a === RESOLUTION.claimed)).toBe(true);
});

test.each([
  ['X12', ROUGH_X12],
  ['a web API', ROUGH_REST],
  ['files', ROUGH_FILES],
])('by %s it is the same by reference and by wire', async (_format, partner) => {
  const world = { ...smallDifferences({ days: 1, ordersPerDay: 100 }), partners: [partner] };
  const [objects, wire] = (['objects', 'wire'] as const).map((kind) => {
    const notes = new Notes();
    const fidelity = { kind, carriers: carrierCodecs };
    return { twin: distributorTwin(world, { fidelity, watchers: [notes] }), notes };
  });
  for (const { twin } of [objects!, wire!]) {
    twin.start();
    expect(await twin.runQuiescent()).toBe('empty');
  }
  expect(wire!.twin.digests()).toEqual(objects!.twin.digests());
  expect(objects!.notes.of('deliveryDiffers').length).toBeGreaterThan(5);
});

test('where nobody answers, what is beyond the limit stands behind its task, and has no bill', () => {
  const { people, ...world } = smallDifferences({ days: 1, ordersPerDay: 100 });
  const answering = people.filter(({ role }) => role !== 'claims-desk' && role !== 'supervisor');
  const { twin, notes } = ran({ ...world, people: answering });
  const open = twin.host.living(SHIPMENT as ActorTypeNo);
  const settled = new Set(notes.of('differenceSettled').map(({ key }) => key));
  const waiting = notes.of('deliveryDiffers').filter(({ key }) => !settled.has(key));
  expect(waiting.length).toBeGreaterThan(0);
  expect(open).toEqual(expect.arrayContaining(waiting.map(({ key }) => key)));
  const billed = new Set(notes.of('customerBilled').map(({ key }) => key));
  expect(waiting.filter(({ key }) => billed.has(key))).toEqual([]);
});

test("what was given up as lost and comes after all has been heard of, and is nobody's to settle", () => {
  const set = [...OFTEN, 'limits.lostAfter=1 d', 'limits.milestoneGrace=1 h', 'limits.statusRequests=0'];
  const world = smallDifferences({ ...DAYS, set: [...set, 'systems.proof.missing=0.9'] });
  const silent = { missingShare: 0.9, repeatedShare: 0, outOfOrderShare: 0, unknownCodeShare: 0 };
  const late = { lateShare: 0.6, earlyShare: 0, lateDays: { kind: 'constant', value: 6 } } as const;
  const carriers = world.carriers.map(({ reporting, transit, ...rest }) => {
    return { ...rest, reporting: { ...reporting, ...silent }, transit: { ...transit, ...late } };
  });
  // Its carrier, asked once more, would say where it is: it is lost because a person says so.
  const people = world.people.map((each) =>
    each.role === 'track-and-trace'
      ? { ...each, answers: { ...each.answers, noNews: TRACE_ANSWER.lost } }
      : each,
  );
  const { notes } = ran({ ...world, carriers, people });
  const doneAt = new Map(notes.of('orderDone').map(({ key, at }) => [key, at]));
  const afterAll = notes
    .of('deliveryExcepted')
    .filter(({ key, at }) => doneAt.get(Math.floor(key / 8))! < at);
  expect(afterAll.length).toBeGreaterThan(0);
  const differing = new Set(notes.of('deliveryDiffers').map(({ key }) => key));
  expect(afterAll.filter(({ key }) => differing.has(key))).toEqual([]);
});

test('a copy of a run that goes on has the same end', () => {
  const world = smallDifferences({ ...DAYS, set: [...OFTEN, AS_SHIPPED] });
  const first = distributorTwin(world);
  first.start();
  first.run({ until: world.startAt + 4 * 86_400_000 });
  const snapshot = first.snapshot();
  const second = distributorTwin(world);
  second.restore(snapshot);
  for (const twin of [first, second]) expect(twin.run()).toBe('empty');
  expect(second.kernel.digest).toEqual(first.kernel.digest);
});
