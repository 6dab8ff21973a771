/** What was said against what came: labels from the owners' events, nothing counted before it is known, and nothing kept that is over. */
import { describe, expect, test } from 'vitest';
import { decisionCells } from '#testing/runs/decision-cells';
import { LabelBook } from './label-book.ts';

const PROMISED = 1000;
const LATE = [{ says: 'on-time' }, { says: 'late' }];
const BILL = [{ action: 'pay' }, { action: 'dispute' }, { action: 'person' }];

const predicted = (key: number, chosen: number, changes: Parameters<typeof decisionCells>[0] = {}) =>
  decisionCells({
    point: 'delay-prediction',
    entityType: 'load',
    entityKey: key,
    policy: 'p',
    chosen,
    context: { promisedAt: PROMISED },
    options: LATE,
    ...changes,
  });
const judged = (key: number, chosen: number) =>
  decisionCells({
    point: 'invoice-anomaly',
    entityType: 'freight-invoice',
    entityKey: key,
    policy: 'p',
    chosen,
    context: {},
    options: BILL,
  });
const answer = (...scores: number[]): string =>
  JSON.stringify({ kind: 'answered', scores, action: null, confidence: null, propensity: null });

describe('a load', () => {
  test('is late from the first millisecond after its promise, or lost; each question about it counts', () => {
    const book = new LabelBook();
    for (const [key, chosen] of [
      [1, 1],
      [1, 0],
      [2, 1],
      [3, 0],
    ] as const)
      book.decision(...predicted(key, chosen));
    expect(book.labelled()[0]).toMatchObject({ open: 4, cells: [] });
    book.business(PROMISED + 1, 'loadDelivered', 1);
    book.business(PROMISED, 'loadDelivered', 2);
    book.business(5, 'loadLost', 3);
    expect(book.labelled()).toEqual([
      {
        point: 'delay-prediction',
        policy: 'p',
        mode: 'active',
        cells: [
          [0, 0, 2],
          [1000, 1, 1],
        ],
        said: { truePositives: 1, falsePositives: 1, falseNegatives: 2, trueNegatives: 0 },
        withProbability: 0,
        open: 0,
        acted: 0,
      },
    ]);
    // It is over: nothing about it counts again.
    book.business(PROMISED + 1, 'loadDelivered', 1);
    expect(book.labelled()[0]!.said.truePositives).toBe(1);
  });

  test('about which somebody is asked when it has been delivered has its label at once, for 30 days', () => {
    const day = 86_400_000;
    const asked = (lastDeliveredAt: number, first = 'loadDelivered'): unknown => {
      const book = new LabelBook();
      book.business(PROMISED + 1, first, 1);
      book.business(lastDeliveredAt, 'loadDelivered', 2);
      book.decision(...predicted(1, 1));
      const [{ said, open }] = book.labelled() as [ReturnType<LabelBook['labelled']>[0]];
      return [said.truePositives, open];
    };
    expect(asked(PROMISED + 1 + 30 * day)).toEqual([1, 0]);
    expect(asked(PROMISED + 2 + 30 * day)).toEqual([0, 1]);
    expect(asked(PROMISED + 2 + 30 * day, 'loadLost')).toEqual([0, 1]);
  });

  test('about which something was done is counted as such', () => {
    const book = new LabelBook();
    book.decision(...predicted(1, 1));
    book.business(3, 'expediteRequested', 1);
    book.business(4, 'rerouteRequested', 2);
    book.business(5, 'loadDelivered', 1);
    expect(book.labelled()[0]).toMatchObject({ acted: 1 });
  });
});

describe('a probability', () => {
  const cellsOf = (text: string | null, removed = 0): unknown => {
    const book = new LabelBook();
    book.decision(...predicted(1, 0, { answer: text, removed }));
    book.business(0, 'loadDelivered', 1);
    const [{ cells, withProbability }] = book.labelled() as [ReturnType<LabelBook['labelled']>[0]];
    return [cells[0]![0], withProbability];
  };

  test('is the score of the option that says so, in thousandths', () => {
    expect(cellsOf(answer(0.5, 0.1234))).toEqual([123, 1]);
  });

  test('is certain only where it says so', () => {
    expect([0.0004, 0.9996, 0, 1].map((p) => cellsOf(answer(0.5, p)))).toEqual([
      [1, 1],
      [999, 1],
      [0, 1],
      [1000, 1],
    ]);
  });

  test('is not read from what can be none: then it counts as it was decided', () => {
    expect(cellsOf(answer(0.5, 3))).toEqual([0, 0]);
    expect(cellsOf(JSON.stringify({ kind: 'answered', scores: [0.5, 'NaN'] }))).toEqual([0, 0]);
    expect(cellsOf(JSON.stringify({ kind: 'timedOut' }))).toEqual([0, 0]);
    expect(cellsOf(answer(0.9), 1)).toEqual([0, 0]);
    expect(cellsOf(null)).toEqual([0, 0]);
  });
});

test('a bill is too high where its carrier has written that down; a person asked says so as well', () => {
  const book = new LabelBook();
  for (const load of [1, 2, 3]) book.business(0, 'freightBillMistaken', load);
  for (const [load, chosen] of [
    [1, 1],
    [2, 2],
    [3, 0],
    [4, 1],
    [5, 0],
  ] as const)
    book.decision(...judged(load, chosen));
  expect(book.labelled()[0]!.said).toEqual({
    truePositives: 2,
    falsePositives: 1,
    falseNegatives: 1,
    trueNegatives: 1,
  });
});

test('what has no label is not looked at', () => {
  const book = new LabelBook();
  book.decision(...decisionCells({ point: 'carrier' }));
  expect(book.labelled()).toEqual([]);
});
