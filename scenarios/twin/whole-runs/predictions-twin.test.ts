/**
 * Whole runs of a distributor whose delays are predicted and whose bills are judged, with every invariant watched: to ask changes nothing by itself, a
 * prediction warns before the carrier does, and whoever knows a carrier's manner disputes little that is right.
 */
import { describe, expect, test } from 'vitest';
import { LabelBook } from '#reports/scoring/label-book';
import type { Recorder } from '#scenarios/recording/recorder';
import { nullRecorder } from '#scenarios/recording/recorder';
import type { Noted } from '#testing/runs/event-notes';
import { notedRun, notedTwin } from '#testing/runs/noted-run';
import { predictingWorld } from '#testing/worlds/prediction-world';

const LEARNT = ['delayPrediction.policy=by-pace', 'billAudit.policy=duplicate-and-outlier'];

/** With what was said against what came. */
function ran(set: readonly string[]) {
  const book = new LabelBook();
  const recorder: Recorder = Object.assign(Object.create(nullRecorder), {
    decision: (...cells: Parameters<Recorder['decision']>) => book.decision(...cells),
    business: (...[time, event, , , key]: Parameters<Recorder['business']>) =>
      book.business(time, event, key),
  });
  const { notes, twin } = notedRun(predictingWorld(set), { recorder });
  const [delays, bills] = ['delay-prediction', 'invoice-anomaly'].map((point) =>
    book.labelled().find((each) => each.point === point),
  );
  return { notes, twin, delays: delays!, bills: bills! };
}

const asUsual = ran([]);
const learnt = ran(LEARNT);

describe('to ask', () => {
  test('changes nothing by itself: what happens is what happens where nobody asks', () => {
    const unasked = notedRun(predictingWorld([], ['own-rates'])).notes;
    const what = (events: readonly Noted[]): string[] =>
      events
        .filter(({ event }) => event !== 'freightBillMistaken')
        .map(({ event, key, n }) => `${event} ${key} ${n}`)
        .sort();
    expect(what(asUsual.notes.events)).toEqual(what(unasked.events));
  });

  test('finds what is wrong in bills by what their carriers know, of which nobody is told', () => {
    const mistaken = asUsual.notes.of('freightBillMistaken').length;
    const { truePositives, falseNegatives } = asUsual.bills.said;
    expect(mistaken).toBeGreaterThan(2);
    expect(truePositives + falseNegatives).toBe(mistaken);
    expect(asUsual.bills.open + asUsual.delays.open).toBe(0);
  });
});

describe('a prediction', () => {
  test('that says late is the warning: at the same instant, before the carrier has said so', () => {
    const predicted = learnt.notes.of('loadPredictedLate');
    const warned = new Map(learnt.notes.of('loadAtRisk').map((each) => [each.key, each]));
    expect(predicted.length).toBeGreaterThan(2);
    for (const { key, at, a } of predicted) expect(warned.get(key)).toMatchObject({ at, a });
    expect(learnt.delays.said.truePositives).toBeGreaterThan(learnt.delays.said.falsePositives);
    expect(asUsual.delays.said.truePositives + asUsual.delays.said.falsePositives).toBe(0);
  });
});

test('a carrier’s manner is known: few right bills are disputed, and none that is too high is missed (the moral of bill-audit)', () => {
  const { said } = asUsual.bills;
  expect(said.falsePositives).toBeGreaterThan(20 * said.truePositives);
  expect(learnt.bills.said.falsePositives).toBeLessThan(said.falsePositives / 10);
  expect(learnt.bills.said.falseNegatives).toBe(0);
});

test('a copy made half-way, with records half full, goes on as if it had never been made', () => {
  const world = predictingWorld(LEARNT);
  const half = notedTwin(world).twin;
  half.start();
  half.run({ events: Math.floor(learnt.twin.kernel.events / 2) });
  const copy = half.snapshot();
  const elsewhere = notedTwin(world).twin;
  elsewhere.restore(copy);
  elsewhere.run();
  expect(elsewhere.digests()).toEqual(learnt.twin.digests());
});
