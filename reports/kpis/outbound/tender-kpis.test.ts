/** What the routing guide's first carrier takes, and what is refused at contract, of loads told by hand. */
import { describe, expect, test } from 'vitest';
import { computeOutboundKpis, outboundKpisBy } from './kpis.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { FACTS, type Happening, outcomesOf, released, STOCK, tell } from './story.fixture.ts';

/** Everywhere: carrier 0 first, carrier 1 second; carrier 2 has no contract. */
const GUIDED = {
  ...FACTS,
  guideRank: (_node: number, _customer: number, carrier: number) => [1, 2, 0][carrier]!,
};
const option = (carrier: number) => ({ carrier, guideRank: [1, 2, 0][carrier]! });

/** Loads 8, 16, 24 ... of orders 1, 2, 3 ... */
const ordersTo = (last: number): Happening[] =>
  Array.from({ length: last }, (_, i) => [
    ...released(i + 1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
    [1, 'stockReserved', 'shipment', (i + 1) * 8, 1, 0, 1] as Happening,
  ]).flat();

const offered = (load: number, n: number, carrier: number, minor = 500): Happening => [
  2,
  'tenderOffered',
  'load',
  load,
  n,
  carrier,
  minor,
];
const answered = (load: number, n: number, carrier: number, how: string): Happening => [
  3,
  `tender${how}`,
  'load',
  load,
  n,
  carrier,
  0,
];

/** @param questions of carriers, asked before anything was offered */
function told(story: readonly Happening[], questions: Readonly<Record<number, readonly number[]>>) {
  const outcomes = outcomesOf(ordersTo(6));
  for (const [load, carriers] of Object.entries(questions))
    outcomes.carrierAsked(Number(load), carriers.map(option));
  return tell(outcomes, story);
}

describe("the guide's first carrier", () => {
  test('of those that may take the load: what it accepts in time, asked first or later', () => {
    const outcomes = told(
      [
        // Takes it; refuses it; is asked second and takes it.
        offered(8, 1, 0),
        answered(8, 1, 0, 'Accepted'),
        offered(16, 1, 0),
        answered(16, 1, 0, 'Rejected'),
        offered(16, 2, 1),
        answered(16, 2, 1, 'Accepted'),
        offered(24, 1, 2),
        answered(24, 1, 2, 'Rejected'),
        offered(24, 2, 0),
        answered(24, 2, 0, 'Accepted'),
        // May not carry it: the second of the guide is the first that may.
        offered(32, 1, 1),
        answered(32, 1, 1, 'Accepted'),
        // Accepts too late: silence.
        offered(40, 1, 0),
        answered(40, 1, 0, 'Expired'),
        offered(40, 2, 1),
        answered(40, 1, 0, 'Accepted'),
        // The guide has nobody.
        offered(48, 1, 2),
        answered(48, 1, 2, 'Accepted'),
      ],
      { 8: [0, 1], 16: [0, 1], 24: [2, 1, 0], 32: [2, 1], 40: [1, 0], 48: [2] },
    );
    const kpis = computeOutboundKpis(outcomes, GUIDED);
    expect(kpis.rankOneAcceptance).toBe(3 / 5);
    // Of 9 tenders 7 at contract: load 16 was refused by one, load 24 on the spot.
    expect(kpis.contractRejection).toBe(1 / 7);
    expect(kpis.tenderRejection).toBe(2 / 9);
    // By whom was asked: carriers of booked loads are groups. Of four tenders to the first it has refused one.
    tell(outcomes, [[3, 'loadBooked', 'load', 8, 1, 0, 500]]);
    const [first] = outboundKpisBy(outcomes, GUIDED, 'carrier').filter(({ no }) => no === 0);
    expect(first!.kpis).toMatchObject({ contractRejection: 1 / 4, rankOneAcceptance: 1 });
  });

  test('is asked again: the last question counts; what a rule has removed may not take it', () => {
    const outcomes = outcomesOf(ordersTo(2));
    outcomes.carrierAsked(8, [option(0), option(1)]);
    outcomes.carrierAsked(8, [option(1), option(2)]);
    outcomes.carrierAsked(16, [option(0), option(1)], ['dangerous goods', null]);
    tell(outcomes, [
      offered(8, 1, 1),
      answered(8, 1, 1, 'Accepted'),
      offered(16, 1, 1),
      answered(16, 1, 1, 'Accepted'),
    ]);
    expect(computeOutboundKpis(outcomes, GUIDED).rankOneAcceptance).toBe(1);
  });

  test('where TMS tenders it is whom that asks first, if by contract; a third party has no guide', () => {
    const tendered = (owner: string, carrier: number) => {
      const outcomes = outcomesOf(ordersTo(1));
      outcomes.business(FACTS.endAt, 'tenderOffered', owner, 'load', 8, 1, carrier, 500);
      outcomes.business(FACTS.endAt, 'tenderAccepted', 'carrier', 'load', 8, 1, carrier, 500);
      return outcomes;
    };
    expect(computeOutboundKpis(tendered('TMS', 1), GUIDED).rankOneAcceptance).toBe(1);
    expect(computeOutboundKpis(tendered('TMS', 2), GUIDED)).toMatchObject({
      rankOneAcceptance: null,
      contractRejection: null,
    });
    expect(computeOutboundKpis(tendered('THREEPL', 0), FACTS)).toMatchObject({
      rankOneAcceptance: null,
      contractRejection: null,
    });
  });

  test('what an order list has carried without a price is no tender at contract', () => {
    const outcomes = told([offered(8, 1, 0, 0), answered(8, 1, 0, 'Rejected')], {});
    expect(computeOutboundKpis(outcomes, GUIDED)).toMatchObject({
      contractRejection: null,
      tenderRejection: 1,
    });
  });

  test('a copy made between tender and answer goes on as the original', () => {
    const outcomes = told([offered(8, 1, 0)], { 8: [0, 1] });
    const copy = new OutboundOutcomes(STOCK);
    copy.load(structuredClone(outcomes.save()));
    tell(copy, [answered(8, 1, 0, 'Accepted')]);
    expect(computeOutboundKpis(copy, GUIDED).rankOneAcceptance).toBe(1);
    expect(computeOutboundKpis(outcomes, GUIDED).rankOneAcceptance).toBe(0);
  });
});
