/**
 * Customs: reads at an open desk, queries, accepts, examines at the border, releases or refuses, each once whatever is repeated.
 * Shares are counted over many loads, within four standard errors.
 */
import { describe, expect, test } from 'vitest';
import { CUSTOMS_HOLD } from '#orchestrator/contracts/customs';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { Random } from '#sim/random/random';
import { BORDER_WORD } from '../border.ts';
import {
  ABROAD,
  always,
  CARRIER,
  customsBench,
  DAY_MS,
  GOODS,
  HOUR_MS,
  PLAIN,
  START,
  XRAY,
} from './customs.fixture.ts';
import { customsStreams, luckOf, Regime } from './regime.ts';

const LOAD = shipmentKey(10, 0);
const LOADS = 10_000;

function expectShare(found: number, expected: number, count = LOADS): void {
  expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / count));
}

describe('a declaration', () => {
  test('is read and accepted under a number of its year', () => {
    const { lodge, kernel, said, events } = customsBench();
    lodge(LOAD);
    kernel.run();
    expect(said).toMatchObject([
      { kind: 'declarationAccepted', key: LOAD, a: 26e11 + LOAD, b: ABROAD, at: HOUR_MS },
    ]);
    expect(events()).toEqual(['declarationLodged', 'declarationAccepted']);
  });

  test('is read at an open desk: what comes in the evening is read in the morning', () => {
    const desk = [
      [9 * HOUR_MS, 10 * HOUR_MS],
      [33 * HOUR_MS, 42 * HOUR_MS],
    ].map(([open, close]) => [START + open!, START + close!] as const);
    const { lodge, kernel, said } = customsBench({ desk, acceptanceMs: always(1.5 * HOUR_MS) });
    lodge(LOAD);
    kernel.run();
    expect(said[0]!.at).toBe(33.5 * HOUR_MS);
  });

  test('that is lodged again is said what was said, and read once', () => {
    const { lodge, until, said, customs } = customsBench();
    lodge(LOAD);
    lodge(LOAD);
    until(HOUR_MS);
    lodge(LOAD);
    expect(said.map(({ kind }) => kind)).toEqual(['declarationAccepted', 'declarationAccepted']);
    expect(customs.ledger).toMatchObject({ lodged: 1, accepted: 1 });
  });

  test('that is queried waits for the document asked for, and no other', () => {
    const { lodge, until, tell, said } = customsBench({ queryShare: 1 });
    lodge(LOAD);
    until(HOUR_MS);
    const { a: query, b: document } = said[0]!;
    tell('answerQuery', LOAD, query, document + 1, null);
    tell('answerQuery', LOAD, query + 1, document, null);
    until(9 * HOUR_MS);
    expect(said).toHaveLength(1);
    tell('answerQuery', LOAD, query, document, null);
    tell('answerQuery', LOAD, query, document, null);
    until(99 * HOUR_MS);
    expect(said.map(({ kind, at }) => [kind, at])).toEqual([
      ['declarationQueried', HOUR_MS],
      ['declarationAccepted', 10 * HOUR_MS],
    ]);
  });

  test('that is withdrawn is read no more, also where the withdrawal comes first', () => {
    const { lodge, kernel, tell, said, events } = customsBench();
    lodge(LOAD);
    tell('withdrawDeclaration', LOAD, LOAD, ABROAD, null);
    tell('withdrawDeclaration', LOAD + 8, LOAD, ABROAD, null);
    lodge(LOAD + 8);
    kernel.run();
    expect(said).toEqual([]);
    expect(events()).toEqual(['declarationLodged', 'declarationWithdrawn']);
  });

  test('of fewer goods is put right until its goods are through', () => {
    const { lodge, until, arrive, tell, customs } = customsBench();
    const fewer = { products: [0], units: [2], valueMinor: 30_000 };
    lodge(LOAD);
    tell('amendDeclaration', LOAD, CARRIER, ABROAD, fewer);
    until(HOUR_MS);
    arrive(LOAD);
    until(2 * HOUR_MS);
    tell('amendDeclaration', LOAD, CARRIER, ABROAD, fewer);
    expect(customs.ledger).toMatchObject({ amended: 1, released: 1 });
  });
});

describe('goods at the border', () => {
  test('go on at once where they are declared and nobody examines them', () => {
    const { lodge, until, arrive, words, said } = customsBench();
    lodge(LOAD);
    until(DAY_MS);
    arrive(LOAD);
    until(DAY_MS);
    expect(words).toEqual([[LOAD, BORDER_WORD.goOn, DAY_MS]]);
    expect(said.at(-1)).toMatchObject({ kind: 'goodsReleased', a: 0 });
  });

  test('stand there until their papers are accepted', () => {
    const { lodge, until, arrive, words, said } = customsBench();
    arrive(LOAD);
    until(DAY_MS);
    lodge(LOAD);
    until(2 * DAY_MS);
    expect(words.map(([, word, at]) => [word, at])).toEqual([
      [BORDER_WORD.wait, 0],
      [BORDER_WORD.goOn, DAY_MS + HOUR_MS],
    ]);
    expect(said.map(({ kind, b }) => [kind, b]).slice(0, 2)).toEqual([
      ['goodsHeld', CUSTOMS_HOLD.papers],
      ['declarationAccepted', ABROAD],
    ]);
  });

  test('that nobody declares are sent back in the end', () => {
    const { kernel, arrive, words, customs } = customsBench();
    arrive(LOAD);
    kernel.run();
    expect(words.at(-1)).toEqual([LOAD, BORDER_WORD.goBack, PLAIN.abandonAfterMs]);
    expect(customs.ledger).toMatchObject({ refused: 1, feesMinor: 0 });
  });

  test('that are examined are released when that is done, and the declarant pays', () => {
    const { lodge, until, kernel, arrive, said, written, customs } = customsBench({ exams: [XRAY] });
    lodge(LOAD);
    until(DAY_MS);
    arrive(LOAD);
    kernel.run();
    expect(said.slice(1).map(({ kind, a, b }) => [kind, a, b])).toEqual([
      ['goodsHeld', START + DAY_MS, CUSTOMS_HOLD.xray],
      ['goodsReleased', 25_000, START + 3 * DAY_MS],
    ]);
    expect(written.at(-1)).toMatchObject({ event: 'goodsReleased', a: 25_000, b: 2 * DAY_MS });
    expect(customs.ledger).toMatchObject({ exams: 1, holds: 1, feesMinor: 25_000 });
  });

  test('whose exam ends at night wait for an officer', () => {
    const desk = [
      [START, START + 2 * HOUR_MS],
      [START + 60 * HOUR_MS, START + 70 * HOUR_MS],
    ] as const;
    const { lodge, until, kernel, arrive, words } = customsBench({ exams: [XRAY], desk });
    lodge(LOAD);
    until(HOUR_MS);
    arrive(LOAD);
    kernel.run();
    expect(words.at(-1)).toEqual([LOAD, BORDER_WORD.goOn, 60 * HOUR_MS]);
  });

  test('that do not enter go back, and are charged for', () => {
    const { lodge, until, kernel, arrive, words, said } = customsBench({ exams: [XRAY], refusedShare: 1 });
    lodge(LOAD);
    until(HOUR_MS);
    arrive(LOAD);
    kernel.run();
    expect(words.at(-1)![1]).toBe(BORDER_WORD.goBack);
    expect(said.at(-1)).toMatchObject({ kind: 'goodsRefused', a: 25_000 });
  });
});

describe('what is drawn', () => {
  const regime = (changes = {}): Regime =>
    new Regime(
      {
        ...PLAIN,
        queryShare: 0.1,
        exams: [
          { ...XRAY, share: 0.03 },
          { ...XRAY, kind: CUSTOMS_HOLD.intensive, share: 0.01 },
        ],
        tightening: [[5, 4]],
        ...changes,
      },
      customsStreams(new Random(3)),
    );
  const lucks = Array.from({ length: LOADS }, (_, order) => luckOf(GOODS, order, 1));

  test('has the shares of its regime, and four times those once it has tightened', () => {
    const made = regime();
    const kinds = (at: number, kind: number): number =>
      lucks.filter((luck) => made.exam(luck, at) === kind).length / LOADS;
    expectShare(kinds(0, CUSTOMS_HOLD.xray), 0.03);
    expectShare(kinds(0, CUSTOMS_HOLD.intensive), 0.01);
    expectShare(kinds(5, CUSTOMS_HOLD.xray), 0.12);
    expectShare(lucks.filter((luck) => made.query(luck, 1) > 0).length / LOADS, 0.1);
  });

  test('a tighter regime examines all that a lax one does', () => {
    const made = regime();
    const lax = lucks.filter((luck) => made.exam(luck, 0) !== 0);
    expect(lax.length).toBeGreaterThan(0);
    for (const luck of lax) expect(made.exam(luck, 5)).not.toBe(0);
  });

  test("is a timetabled load's by lane and cut-off, whoever is on it, and a parcel's by its order", () => {
    expect(luckOf({ lane: 2, cutoff: 7 }, 10, 1)).toEqual(luckOf({ lane: 2, cutoff: 7 }, 99, 3));
    expect(luckOf({ lane: 2, cutoff: 7 }, 10, 1)).not.toEqual(luckOf({ lane: 2, cutoff: 8 }, 10, 1));
    expect(luckOf({ lane: 2, cutoff: -1 }, 10, 1)).not.toEqual(luckOf({ lane: 2, cutoff: -1 }, 11, 1));
  });

  test('more exams than loads are refused', () => {
    expect(() => regime({ exams: [XRAY, { ...XRAY, kind: CUSTOMS_HOLD.tailgate, share: 0.1 }] })).toThrow(
      /exams of 1.1 of all loads/,
    );
  });
});

test('a copy goes on as the original does, and what is over is forgotten', () => {
  const run = (from: ReturnType<typeof customsBench>): string => {
    from.kernel.run();
    return from.kernel.digest.hex();
  };
  const source = customsBench({ exams: [XRAY] });
  source.lodge(LOAD);
  source.arrive(LOAD);
  source.until(DAY_MS);
  const copy = customsBench({ exams: [XRAY] });
  copy.kernel.restore(source.kernel.snapshot());
  expect(run(copy)).toBe(run(source));
  expect([copy.customs.ledger, copy.customs.remembered]).toEqual([source.customs.ledger, 0]);
});
