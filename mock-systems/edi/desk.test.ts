/** A carrier's EDI desk: control numbers, 997s, repeats, resends. */
import { describe, expect, test } from 'vitest';
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { X12Reading } from '#orchestrator/contracts/x12-interchange';
import type { X12Acknowledgement } from '#orchestrator/contracts/x12-payloads';
import { EdiDesk } from './desk.ts';
import type { ByX12 } from './event-writing.ts';

const PARTNERS = { partner: 101, carrier: 1, scac: 'HERN', shipper: 'DRAY', currency: 'USD' };
const NOW = Date.UTC(2026, 2, 2, 12);
const TIMEOUT_MS = 1000;

const said = (kind: string, counter: number, body: unknown = null): ByX12 =>
  envelope(kind, PARTNER, 101, 0, 0, 101, counter, 72, 1, 1, body) as unknown as ByX12;

function deskWith(...counters: number[]): EdiDesk {
  const desk = new EdiDesk(PARTNERS);
  for (const counter of counters) desk.post(said('tenderAccepted', counter), NOW);
  return desk;
}

function acknowledgement(functionalId: string, control: number, rejected: string[] = []): X12Acknowledgement {
  const sets = rejected.map((each) => ({
    set: { id: '990', control: each },
    errors: [],
    outcome: { code: 'R', error1: null, error2: null },
  }));
  const counts = { included: 1, received: 1, accepted: 0, error1: null, error2: null };
  return {
    group: { functionalId, control },
    sets,
    outcome: { code: rejected.length > 0 ? 'P' : 'A', ...counts },
  };
}

function heard(control: number, ...said997: X12Acknowledgement[]): X12Reading {
  const desk = new EdiDesk(PARTNERS);
  const interchange = desk.acknowledgement(said997, NOW);
  return { interchange: { ...interchange, control }, acknowledgements: [] };
}

const setsOf = (desk: EdiDesk, at: number): string[][] =>
  desk
    .close(1, at, TIMEOUT_MS)
    .map(({ interchange }) => interchange.groups.flatMap(({ sets }) => sets.map(({ control }) => control)));

describe('what it sends', () => {
  test('goes in one interchange, a group a set id, and once if it is acknowledged', () => {
    const desk = deskWith(1, 2);
    desk.post(said('truckArrived', 3, { arrivedAt: NOW }), NOW);
    const [dispatch, ...others] = desk.close(7, NOW, TIMEOUT_MS);
    expect(others).toEqual([]);
    expect(dispatch).toMatchObject({ slot: 7, transmission: 1, interchange: { control: 1 } });
    const groups = dispatch!.interchange.groups.map(({ functionalId, control, sets }) => [
      functionalId,
      control,
      sets.length,
    ]);
    expect(groups).toEqual([
      ['GF', 1, 2],
      ['QM', 2, 1],
    ]);
    desk.receive(heard(1, acknowledgement('GF', 1), acknowledgement('QM', 2)));
    expect(desk.waits).toBe(false);
    expect(desk.close(8, NOW + 10 * TIMEOUT_MS, TIMEOUT_MS)).toEqual([]);
  });

  test('goes again, the same under the same number, when no 997 comes for one of its groups', () => {
    const desk = deskWith(1);
    desk.post(said('truckArrived', 2, { arrivedAt: NOW }), NOW);
    const [first] = desk.close(1, NOW, TIMEOUT_MS);
    desk.receive(heard(1, acknowledgement('GF', 1)));
    expect(desk.close(2, NOW + TIMEOUT_MS - 1, TIMEOUT_MS)).toEqual([]);
    const [again] = desk.close(3, NOW + TIMEOUT_MS, TIMEOUT_MS);
    expect(again).toEqual({ ...first, transmission: 2 });
  });

  test('a rejected set goes in a new interchange, the others do not', () => {
    const desk = deskWith(1, 2, 3);
    desk.close(1, NOW, TIMEOUT_MS);
    expect(desk.receive(heard(1, acknowledgement('GF', 1, ['000000002']))).rejected).toBe(1);
    const [dispatch] = desk.close(2, NOW, TIMEOUT_MS);
    expect(dispatch!.interchange.control).toBe(2);
    expect(dispatch!.interchange.groups[0]!.sets.map(({ control }) => control)).toEqual(['000000002']);
  });

  test('is given up after fifty times', () => {
    const desk = deskWith(1);
    let times = 0;
    for (let at = NOW; at < NOW + 100 * TIMEOUT_MS; at += TIMEOUT_MS) times += setsOf(desk, at).length;
    expect(times).toBe(50);
    expect(desk.waits).toBe(false);
  });
});

describe('what it takes', () => {
  const offer: X12Reading = {
    interchange: {
      ...heard(5).interchange,
      groups: [],
    },
    acknowledgements: [acknowledgement('SM', 5)],
  };

  test('an interchange once; a repeat gets the answer of the first', () => {
    const desk = new EdiDesk(PARTNERS);
    expect(desk.receive(offer)).toMatchObject({ repeat: false, acknowledgements: offer.acknowledgements });
    const repeated = { ...offer, acknowledgements: [acknowledgement('SM', 5, ['000000001'])] };
    expect(desk.receive(repeated)).toMatchObject({ repeat: true, acknowledgements: offer.acknowledgements });
  });

  test('one that comes late, but not one so old that it may have been seen', () => {
    const desk = new EdiDesk(PARTNERS);
    const numbered = (control: number): X12Reading => ({
      ...offer,
      interchange: { ...offer.interchange, control },
    });
    expect(desk.receive(numbered(3_000)).repeat).toBe(false);
    expect(desk.receive(numbered(953)).repeat).toBe(false);
    expect(desk.receive(numbered(952)).repeat).toBe(true);
  });
});

test('a copy goes on as the desk it was taken of', () => {
  const desk = deskWith(1, 2);
  desk.close(1, NOW, TIMEOUT_MS);
  desk.post(said('tenderAccepted', 3), NOW);
  const copy = new EdiDesk(PARTNERS);
  copy.load(structuredClone(desk.save()));
  const before = structuredClone(desk.save());
  expect(copy.close(2, NOW + TIMEOUT_MS, TIMEOUT_MS)).toEqual(desk.close(2, NOW + TIMEOUT_MS, TIMEOUT_MS));
  expect(before.waiting).toHaveLength(1);
});
