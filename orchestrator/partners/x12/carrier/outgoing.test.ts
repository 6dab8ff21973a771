/** What the core sends to a carrier by X12, from the transmission of a tender to its 997; and what it takes, once. */
import { describe, expect, test } from 'vitest';
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '../../../contracts/envelope.ts';
import type { X12Reading } from '../../../contracts/x12-interchange.ts';
import type { X12Acknowledgement } from '../../../contracts/x12-payloads.ts';
import { interchangeTo } from './headers.ts';
import { NOTHING_IN, receive } from './incoming.ts';
import { acknowledged, close, type Dispatch, NOTHING_OUT, type OutgoingState, offer } from './outgoing.ts';
import { tenderSet } from './tender-sets.ts';

const PARTNERS = {
  partner: 101,
  carrier: 1,
  name: 'Heron',
  scac: 'HERN',
  shipper: 'DRAY',
  currency: 'USD',
  placeName: () => 'Reno',
};
const NOW = Date.UTC(2026, 2, 2, 12);
const KEPT_MS = 1000;

const withdrawal = (counter: number) =>
  envelope('withdrawTender', 14, 72, PARTNER, 101, CORE_SENDER, counter, 72, 1, 1, null);

function offered(state: OutgoingState, counter: number, attempt = 1): OutgoingState {
  const message: Envelope = withdrawal(counter);
  const set = tenderSet(withdrawal(counter), PARTNERS);
  if (!set.ok) throw new Error('not written');
  return offer(state, { message, attempt, payload: set.value });
}

const closed = (state: OutgoingState, slot: number, at = NOW) => close(state, PARTNERS, slot, at, KEPT_MS);

const controls = ({ interchange }: Dispatch): string[] =>
  interchange.groups.flatMap(({ sets }) => sets.map(({ control }) => control));

function said(group: number, code: string, sets: readonly (readonly [number, string])[]): X12Acknowledgement {
  const none = { error1: null, error2: null };
  return {
    group: { functionalId: 'SM', control: group },
    sets: sets.map(([counter, outcome]) => ({
      set: { id: '204', control: String(counter).padStart(9, '0') },
      errors: [],
      outcome: { code: outcome, ...none },
    })),
    outcome: { code, included: 2, received: 2, accepted: 1, ...none },
  };
}

describe('tenders', () => {
  test('of one batch go in one interchange, numbered from 1; an empty batch sends nothing', () => {
    const first = closed(offered(offered(NOTHING_OUT, 11), 12), 7);
    expect(first.dispatches).toHaveLength(1);
    expect(first.dispatches[0]).toMatchObject({ slot: 7, transmission: 1, interchange: { control: 1 } });
    expect(controls(first.dispatches[0]!)).toEqual(['000000011', '000000012']);
    expect(closed(first.state, 8).dispatches).toEqual([]);
    const second = closed(offered(first.state, 13), 9);
    expect(second.dispatches.map(({ interchange }) => interchange.control)).toEqual([2]);
  });

  test('transmitted again go in the interchange they went in, once, however many of it are', () => {
    const first = closed(offered(offered(NOTHING_OUT, 11), 12), 7);
    const again = closed(offered(offered(first.state, 11, 2), 12, 2), 9);
    expect(again.dispatches).toEqual([{ ...first.dispatches[0], transmission: 2 }]);
    const { verdicts } = acknowledged(again.state, said(1, 'A', []));
    expect(verdicts.map(({ message, attempt, accepted }) => [message.counter, attempt, accepted])).toEqual([
      [11, 2, true],
      [12, 2, true],
    ]);
  });

  test('are judged one by one, and a 997 that comes twice judges nothing', () => {
    const first = closed(offered(offered(NOTHING_OUT, 11), 12), 7);
    const judged = acknowledged(first.state, said(1, 'P', [[12, 'R']]));
    expect(judged.verdicts.map(({ accepted }) => accepted)).toEqual([true, false]);
    expect(acknowledged(judged.state, said(1, 'A', [])).verdicts).toEqual([]);
  });

  test('rejected and sent again by a person go in a new interchange', () => {
    const first = closed(offered(NOTHING_OUT, 11), 7);
    const { state } = acknowledged(first.state, said(1, 'R', [[11, 'R']]));
    const again = closed(offered(state, 11, 2), 9);
    expect(again.dispatches).toMatchObject([{ slot: 9, transmission: 1, interchange: { control: 2 } }]);
  });

  test('that nobody acknowledges are forgotten after a time', () => {
    const first = closed(offered(NOTHING_OUT, 11), 7);
    expect(closed(first.state, 8, NOW + KEPT_MS - 1).state.open).toHaveLength(1);
    expect(closed(first.state, 8, NOW + KEPT_MS).state.open).toEqual([]);
  });
});

describe('an interchange of the carrier', () => {
  const own = said(3, 'A', []);
  const reading = (control: number, again = own): X12Reading => ({
    interchange: interchangeTo(PARTNERS, 'GF', [], control, NOW),
    acknowledgements: [again],
  });

  test('is taken once, and a repeat answered as the first was', () => {
    const first = receive(NOTHING_IN, reading(1), PARTNERS, NOW);
    expect(first).toMatchObject({ repeat: false, gap: false, acknowledgements: [own] });
    const repeat = receive(first.state, reading(1, said(3, 'R', [])), PARTNERS, NOW);
    expect(repeat).toMatchObject({ repeat: true, acknowledgements: [own] });
  });

  test('is answered as the first was also a day later, after one more every five minutes', () => {
    const rejected = said(3, 'R', []);
    let { state } = receive(NOTHING_IN, reading(1, rejected), PARTNERS, NOW);
    for (let control = 2; control <= 288; control++)
      ({ state } = receive(state, reading(control), PARTNERS, NOW));
    expect(receive(state, reading(1), PARTNERS, NOW)).toMatchObject({ acknowledgements: [rejected] });
  });

  test('that skips numbers is taken and told, and so is what was skipped when it comes', () => {
    const first = receive(NOTHING_IN, reading(1), PARTNERS, NOW);
    const later = receive(first.state, reading(8), PARTNERS, NOW);
    expect(later).toMatchObject({ repeat: false, gap: true });
    expect(receive(later.state, reading(6), PARTNERS, NOW)).toMatchObject({ repeat: false, gap: false });
  });
});
