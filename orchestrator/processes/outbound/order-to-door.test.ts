/**
 * The first half of outbound fulfilment as a whole: whatever the warehouse lacks, the carrier refuses, and the customer wants
 * when, every order ends, nothing stays reserved, and ERP gets one answer to each of its wishes.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderToDoor, sum } from '#testing/core/order-to-door';
import { runs } from '#testing/properties/properties';
import { CHANGE_REFUSAL } from '../../contracts/erp.ts';
import { ERP } from '../../contracts/partners.ts';
import type { Network } from '../../model/network.ts';
import { ORDER, WAVE_PLAN } from './inputs.ts';
import { smallNetwork } from './network.fixture.ts';
import type { OrderState } from './order/order-state.ts';

const NO = 5;
const ID = `${ORDER} ${NO}`;

/** A generator of the test's own: what matters is that a seed gives the same story again. */
function drawing(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * n);
  };
}

interface Wish {
  readonly afterSteps: number;
  readonly kind: 'orderCancelled' | 'orderChanged' | 'deliveryDateChanged' | 'shipToChanged';
  readonly line: number;
  readonly units: number;
}

/** A third customer is at the place of the second, in the country of the first: there is a second place to deliver to. */
function networkOf(cutoffs: readonly number[] | undefined): Network {
  const network = smallNetwork(cutoffs === undefined ? {} : { cutoffs });
  return {
    ...network,
    customers: [...network.customers, { no: 2, place: 21, country: 0, deniedParty: false }],
  };
}

/** @param no of the change */
function sayWish(world: OrderToDoor, { kind, line, units }: Wish, no: number): void {
  if (kind === 'orderCancelled') world.say(ERP, ORDER, NO, kind, 0, 0, null);
  else if (kind === 'orderChanged') world.say(ERP, ORDER, NO, kind, line, units, { change: no });
  else if (kind === 'shipToChanged') world.say(ERP, ORDER, NO, kind, 20 + line, no, null);
  else world.say(ERP, ORDER, NO, kind, world.now + (units - 2) * 3_600_000, no, null);
}

function play(
  seed: number,
  shipComplete: boolean,
  cutoffs: readonly number[] | undefined,
  wishes: readonly Wish[],
) {
  const world = new OrderToDoor(networkOf(cutoffs), drawing(seed));
  const line = (product: number, units: number) => ({
    product,
    units,
    unitWeightGrams: 100,
    unitPriceMinor: 500,
  });
  const order = {
    customer: 0,
    destination: 20,
    lines: [line(0, 10), line(1, 4)],
    shipComplete,
    priority: 0,
    promisedAt: world.now + 86_400_000,
    instructed: null,
  };
  let asked = false;
  world.onStep = () => {
    const state = (world.states.get(ID) ?? world.ended.get(ID)) as OrderState;
    asked ||= state.cancelAsked;
    for (let l = 0; l < 2; l++) {
      const parts = [state.open, state.allocated, state.backordered, state.cancelled, state.shipped];
      expect(sum(parts.map((part) => part[l]!))).toBe(state.ordered[l]);
    }
  };
  world.say(ERP, ORDER, NO, 'salesOrderReleased', 0, 0, order);
  let steps = 0;
  do {
    for (const [i, wish] of wishes.entries()) if (wish.afterSteps === steps) sayWish(world, wish, i + 1);
    steps += 1;
    expect(steps).toBeLessThan(3_000);
  } while (world.next());
  return { world, asked };
}

const wish: fc.Arbitrary<Wish> = fc.record({
  afterSteps: fc.integer({ min: 1, max: 60 }),
  kind: fc.constantFrom(
    'orderCancelled',
    'orderChanged',
    'orderChanged',
    'deliveryDateChanged',
    'shipToChanged',
  ),
  line: fc.constantFrom(0, 1),
  units: fc.integer({ min: 0, max: 14 }),
});

/** Each change that reached the order is answered once, and what has left went as the last one that was made says. */
function checkChanges(world: OrderToDoor, state: OrderState, wishes: readonly Wish[]): void {
  const answers = world.toErp.filter(({ send }) => send === 'answerChange');
  const numbers = answers.map(({ b }) => b);
  expect(numbers.toSorted((x, y) => x - y)).toEqual((state.changes?.heard ?? []).toSorted((x, y) => x - y));
  expect(state.changes?.waiting ?? []).toEqual([]);
  const lastMade = (kind: Wish['kind'], line?: number): Wish | undefined => {
    const no = answers.findLast(
      ({ a, b }) =>
        a === 1 && wishes[b - 1]!.kind === kind && (line === undefined || wishes[b - 1]!.line === line),
    )?.b;
    return no === undefined ? undefined : wishes[no - 1];
  };
  for (const line of [0, 1]) {
    const wanted = lastMade('orderChanged', line)?.units ?? [10, 4][line]!;
    // What was cancelled before the change is ordered beside what the line is to come to.
    const before = state.ordered[line]! - wanted;
    expect(before).toBeGreaterThanOrEqual(0);
    expect(before).toBeLessThanOrEqual(
      lastMade('orderChanged', line) === undefined ? 0 : state.cancelled[line]!,
    );
    expect(state.shipped[line]).toBeLessThanOrEqual(wanted);
  }
  const place = lastMade('shipToChanged');
  expect(state.destination).toBe(place === undefined ? 20 : 20 + place.line);
  for (const shipment of world.shipments())
    expect([shipment.destination, shipment.promisedAt, shipment.onHold]).toEqual([
      state.destination,
      state.promisedAt,
      false,
    ]);
}

test('every order ends with nothing reserved, what left is what was reported, and one answer to a cancellation', () => {
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(undefined, []),
      fc.array(wish, { maxLength: 5 }),
      (seed, shipComplete, cutoffs, wishes) => {
        const { world, asked } = play(seed, shipComplete, cutoffs, wishes);
        const state = world.ended.get(ID) as OrderState | undefined;
        expect(state?.status).toBe('done');
        const phases = [...world.held.values()].map(({ phase }) => phase);
        expect(phases.every((phase) => phase === 'issued' || phase === 'released')).toBe(true);
        const left = sum(
          [...world.held.values()].map((held) => (held.phase === 'issued' ? sum(held.units) : 0)),
        );
        const told = (kind: string) => world.toErp.filter(({ send }) => send === kind);
        expect(told('reportOrderDone')).toMatchObject([{ a: left, b: sum(state!.cancelled) }]);
        expect(told('reportGoodsIssue').reduce((total, { b }) => total + b, 0)).toBe(left);
        const answers = told('answerCancellation');
        expect(answers.length).toBe(asked ? 1 : 0);
        if (asked) expect(answers).toMatchObject([{ a: left === 0 ? 1 : 0, b: left }]);
        checkChanges(world, state!, wishes);
        for (const { a, body } of told('answerChange'))
          outcomes.add(a === 1 ? 'changed' : `refused ${(body as { reason: number }).reason}`);
        // Everything else has ended, but for the wave plans.
        expect([...world.states.keys()].every((id) => id.startsWith(`${WAVE_PLAN} `))).toBe(true);
        if (asked) outcomes.add(left === 0 ? 'cancelled' : 'too late');
        else outcomes.add(left === sum(state!.ordered) ? 'in full' : left > 0 ? 'in part' : 'not at all');
        for (const stray of world.strays) outcomes.add(`stray ${stray}`);
      },
    ),
    { numRuns: runs(400) },
  );
  // What is at work is called back; what is with a load as well, but not for a sooner day.
  const { over, overtaken, gone, withLoad, past } = CHANGE_REFUSAL;
  const refusals = [over, overtaken, gone, withLoad, past];
  const strays = [...outcomes].filter((outcome) => outcome.startsWith('stray'));
  expect([...outcomes].filter((outcome) => !outcome.startsWith('stray')).toSorted()).toEqual([
    'cancelled',
    'changed',
    'in full',
    'in part',
    'not at all',
    ...refusals.map((reason) => `refused ${reason}`),
    'too late',
  ]);
  // Only what crossed an end, for the exception desk to look at.
  const crossing = [
    'stopShipment',
    'shipmentReleased',
    'joinedLoad',
    'shipmentBooked',
    'loadGivenUp',
    'orderCancelled',
    'orderChanged',
    'deliveryDateChanged',
    'shipToChanged',
    'reduceShipment',
    'holdDelivery',
    'taskAnswered',
  ];
  expect(strays.filter((stray) => !crossing.includes(stray.slice(6)))).toEqual([]);
});
