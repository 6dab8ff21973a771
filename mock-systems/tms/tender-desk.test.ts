/** TMS as it tenders by itself: runs, answers, silence, counter-offers, and what the core makes void. Carriers are played by the test. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoadTender } from '#orchestrator/contracts/carriers';
import type { LoadToPlace } from '#orchestrator/contracts/tms';
import { Random } from '#sim/random/random';
import { HOUR_MS, MONDAY, type SystemBench, systemBench } from '../erp/system-bench.fixture.ts';
import { type LineAnswer, TenderLine } from '../tender-line.ts';
import type { TenderingSettings } from './settings.ts';
import { market, PLACES } from './tms.fixture.ts';
import { TmsSystem } from './tms-system.ts';

const RUN_MS = HOUR_MS / 2;
const TENDERING: TenderingSettings = {
  everyMs: RUN_MS,
  respondWithinMs: HOUR_MS,
  tendersMax: 4,
  tolerance: 0.1,
  pickupLeadMs: 2 * HOUR_MS,
  books: false,
};

/** What a carrier says to its n-th offer of a load; null = nothing. */
type Answers = (carrier: number, attempt: number, tender: LoadTender) => Omit<LineAnswer, 'carrier'> | null;

const accepts: Answers = (carrier) => ({ kind: 'tenderAccepted', b: carrier, detention: null });
const rejects: Answers = () => ({ kind: 'tenderRejected', b: 1, detention: null });
const counters =
  (factor: number): Answers =>
  (_carrier, _attempt, { offeredMinor, detention }) => ({
    kind: 'tenderCountered',
    b: Math.round(offeredMinor * factor),
    detention,
  });

interface DeskBench extends SystemBench<TmsSystem> {
  /** load, attempt and carrier of what was offered (+) and withdrawn (-). */
  readonly onLine: string[];
  readonly line: TenderLine;
}

function desk(answers: Answers, changes: Partial<TenderingSettings> = {}): DeskBench {
  const onLine: string[] = [];
  let line: TenderLine | undefined;
  const bench = systemBench((context) => {
    line = new TenderLine(context.kernel, 1000);
    for (const carrier of [0, 1, 2])
      line.connectCarrier(carrier, {
        offer: (load, attempt, tender) => {
          onLine.push(`+${load}.${attempt} ${carrier}`);
          const answer = answers(carrier, attempt, tender);
          if (answer !== null) line!.answer(load, attempt, { ...answer, carrier });
        },
        withdraw: (load, attempt) => onLine.push(`-${load}.${attempt} ${carrier}`),
      });
    const settings = market({ tendering: { ...TENDERING, ...changes } });
    return new TmsSystem(context, new Random(1), settings, (order) => order, line);
  });
  return { ...bench, onLine, line: line! };
}

const request: LoadToPlace = {
  origins: [PLACES.first],
  destination: PLACES.near,
  weightGrams: 500_000,
  handlingUnits: 1,
  dangerous: false,
  pickupsAt: [MONDAY + HOUR_MS],
  lane: 3,
  cutoff: 0,
  shipments: [24],
};
const place = (bench: DeskBench, voidUpTo = 0, round = 1, load = 24): void =>
  bench.tell('placeLoad', load, voidUpTo, round, request);
const until = (bench: DeskBench, ms: number): unknown => bench.kernel.run({ until: MONDAY + ms });

describe('a load', () => {
  test('is offered with the next run, to the first of the guide, for a pickup that can still be made', () => {
    let offered: LoadTender | undefined;
    const bench = desk((carrier, attempt, tender) => {
      offered = tender;
      return accepts(carrier, attempt, tender);
    });
    until(bench, 1);
    place(bench);
    until(bench, RUN_MS - 1);
    expect(bench.onLine).toEqual([]);
    until(bench, RUN_MS + 10_000);
    expect(bench.onLine).toEqual(['+24.1 1']);
    expect(offered).toMatchObject({ pickupAt: MONDAY + RUN_MS + 2 * HOUR_MS, rank: 1, lane: 3 });
    expect(offered!.charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(
      offered!.offeredMinor,
    );
    expect(bench.said()).toEqual([['carrierAssigned', 24, 1, 1]]);
    expect(bench.log).toContain(`TMS.tenderOffered load 24#1(1,${offered!.offeredMinor})`);
  });

  test('goes to the next with the run after a refusal, and to nobody when the guide is used up', () => {
    const bench = desk(rejects);
    place(bench);
    until(bench, 6 * RUN_MS);
    expect(bench.onLine).toEqual(['+24.1 1', '+24.2 0', '+24.3 2', '+24.4 1']);
    expect(bench.sentAfterMs).toEqual([5 * RUN_MS]);
    expect(bench.said()).toEqual([['noCarrierFound', 24, 4, 1]]);
  });

  test('asked for once more from the top, begins there under the next number', () => {
    const bench = desk(rejects, { tendersMax: 1 });
    place(bench);
    until(bench, 3 * RUN_MS);
    place(bench, 1, 2);
    until(bench, 5 * RUN_MS);
    expect(bench.onLine).toEqual(['+24.1 1', '+24.2 1']);
    expect(bench.said()).toEqual([
      ['noCarrierFound', 24, 1, 1],
      ['noCarrierFound', 24, 2, 2],
    ]);
  });

  test('that nobody answers expires; an acceptance after that is withdrawn', () => {
    const bench = desk((carrier, attempt, tender) =>
      attempt === 1 ? null : accepts(carrier, attempt, tender),
    );
    place(bench);
    until(bench, RUN_MS + HOUR_MS + 10_000);
    expect(bench.onLine).toEqual(['+24.1 1', '-24.1 1']);
    bench.line.answer(24, 1, { kind: 'tenderAccepted', carrier: 1, b: 1, detention: null });
    until(bench, 3 * HOUR_MS);
    expect(bench.onLine).toEqual(['+24.1 1', '-24.1 1', '-24.1 1', '+24.2 0']);
    expect(bench.log).toContain('TMS.tenderExpired load 24#1(1,0)');
    expect(bench.log).toContain('TMS.lateAcceptance load 24#1(1,0)');
    expect(bench.said()).toEqual([['carrierAssigned', 24, 2, 0]]);
  });

  test.each([
    [1.05, ['+24.1 1'], 1],
    [1.2, ['+24.1 1', '-24.1 1', '+24.2 0'], 2],
  ])(
    'countered at %f of the offer: within tolerance taken, beyond it the next',
    (factor, onLine, attempt) => {
      const bench = desk((carrier, n, tender) => (n === 1 ? counters(factor) : accepts)(carrier, n, tender));
      place(bench);
      until(bench, 3 * RUN_MS);
      expect(bench.onLine).toEqual(onLine);
      expect(bench.said()).toMatchObject([['carrierAssigned', 24, attempt, expect.anything()]]);
    },
  );
});

describe('what the core says', () => {
  test('twice gets the answer twice, and changes nothing', () => {
    const bench = desk(accepts);
    place(bench);
    place(bench);
    until(bench, 2 * RUN_MS);
    place(bench);
    until(bench, 4 * RUN_MS);
    expect(bench.onLine).toEqual(['+24.1 1']);
    expect(bench.said()).toEqual([
      ['carrierAssigned', 24, 1, 1],
      ['carrierAssigned', 24, 1, 1],
    ]);
  });

  test('of a truck that did not come makes that tender void, and the guide goes on', () => {
    const bench = desk(accepts);
    place(bench);
    until(bench, 2 * RUN_MS);
    place(bench, 1);
    until(bench, 4 * RUN_MS);
    expect(bench.onLine).toEqual(['+24.1 1', '-24.1 1', '+24.2 0']);
  });

  test('of a load that will not leave ends it, whatever is asked later', () => {
    for (const wait of [0, RUN_MS + 500, 2 * RUN_MS]) {
      const bench = desk(accepts);
      place(bench);
      until(bench, wait);
      bench.tell('withdrawLoad', 24, 0, -1, null);
      place(bench, 1, 2);
      until(bench, 10 * HOUR_MS);
      expect(bench.onLine).toEqual(
        wait === 0 ? [] : ['+24.1 1', '-24.1 1', ...(wait < 2 * RUN_MS ? ['-24.1 1'] : [])],
      );
    }
  });
});

describe('where TMS books as well', () => {
  test('what was accepted is booked; without capacity the carrier hears it and the next is asked, and the core hears the end', () => {
    // Carrier 1 has a contract for no load at all.
    const bench = desk(accepts, { books: true });
    place(bench);
    until(bench, 4 * RUN_MS);
    expect(bench.onLine).toEqual(['+24.1 1', '-24.1 1', '+24.2 0']);
    expect(bench.said().map(([kind, , a]) => [kind, a])).toEqual([
      ['carrierAssigned', 1],
      ['carrierAssigned', 2],
      ['loadBooked', 0],
    ]);
    expect(bench.mock.sideEffects).toMatchObject({ bookings: 1, refusals: 1 });
  });

  test('a load that is withdrawn gives its capacity back', () => {
    const bench = desk(accepts, { books: true });
    place(bench);
    until(bench, 4 * RUN_MS);
    expect(bench.mock.takenOf(0, PLACES.first, 0, MONDAY)).toBe(1);
    bench.tell('withdrawLoad', 24, 2, 0, null);
    expect(bench.mock.takenOf(0, PLACES.first, 0, MONDAY)).toBe(0);
  });
});

test('one offer of a load stands at a time, numbers only grow, and a copy goes on as the run does, whatever carriers say', () => {
  const says = [accepts, rejects, counters(1.05), counters(1.5), () => null];
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 4 }), { minLength: 8, maxLength: 8 }),
      fc.array(fc.constantFrom('again', 'void', 'top', 'withdraw'), { maxLength: 5 }),
      (script, words) => {
        const answers: Answers = (carrier, attempt, tender) =>
          says[script[attempt % script.length]!]!(carrier, attempt, tender);
        const bench = desk(answers);
        const copy = desk(answers);
        const play = (played: DeskBench, from: number): void => {
          words.slice(from).forEach((word, i) => {
            const attempt = lastOf(played.onLine);
            if (word === 'withdraw') played.tell('withdrawLoad', 24, attempt, 0, null);
            else place(played, word === 'again' ? 0 : attempt, word === 'top' ? from + i + 2 : 1);
            until(played, (from + i + 2) * 45 * 60_000);
          });
          until(played, 40 * HOUR_MS);
        };
        place(bench);
        until(bench, 45 * 60_000);
        // Its messages are numbered on from those of the run.
        place(copy);
        copy.kernel.restore(bench.kernel.snapshot());
        const before = bench.onLine.length;
        play(bench, 0);
        copy.onLine.push(...bench.onLine.slice(0, before));
        play(copy, 0);
        expect(copy.onLine).toEqual(bench.onLine);
        standsOnce(bench.onLine);
      },
    ),
    { numRuns: 60 },
  );
});

function lastOf(onLine: readonly string[]): number {
  return Math.max(0, ...onLine.map((each) => Number(each.split('.')[1]!.split(' ')[0])));
}

/** Offers by number, one by one; none while the one before may still be taken. */
function standsOnce(onLine: readonly string[]): void {
  const offers = onLine.filter((each) => each.startsWith('+'));
  expect(offers.map((each) => lastOf([each]))).toEqual(offers.map((_each, i) => i + 1));
}
