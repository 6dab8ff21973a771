/**
 * What is learnt from explored exceptions is what was planted in them, what was tried too seldom is left to a person, and the file computes
 * what the weights say, to the last bit. The committed file is what its weights make.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nothingGivenUp, REMEDIES, type Remedy } from '#orchestrator/decisions/exception';
import { featureRows } from '#orchestrator/decisions/features';
import { EXCEPTION } from '#orchestrator/decisions/points/exception';
import { EXCEPTION as CLASSES, EXCEPTION_NAMES } from '#orchestrator/processes/exceptions/classes';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { openOnnxModel } from '../../models/onnx-model.ts';
import type { ExploredException } from './explored-exceptions.ts';
import { LEARNED_EXCEPTIONS_FILE, learnedExceptions, learnedExceptionsFile } from './learned-exceptions.ts';
import { remedyFile } from './remedy-file.ts';
import { DEAR_MINOR, learnRemedies, remedyScores, UNTRIED } from './remedy-model.ts';

const stream = new Random('remedies').stream('draws');
const OFFERED: readonly Remedy[] = ['person', 'tender-again', 'source-again'];

/** Tendering again saves 500, from the second time on it costs 2,000; sourcing again costs 3,000 where it is dear; dear orders are cheap themselves. */
function plantedRun(run: number): ExploredException[] {
  return Array.from({ length: 600 }, (_, i) => {
    const entity = 1000 * run + i;
    const chosen = Math.floor(3 * stream.unit(entity, 0));
    const round = 1 + Math.floor(2 * stream.unit(entity, 1));
    const dear = stream.unit(entity, 2) < 0.3;
    const remedy = OFFERED[chosen];
    const moved =
      remedy === 'tender-again'
        ? -500 + (round > 1 ? 2500 : 0)
        : remedy === 'source-again' && dear
          ? 3000
          : 0;
    const luck = 800 * normalQuantile(stream.unit(entity, 3));
    return {
      ...{ exception: CLASSES.noCarrier, round, offered: OFFERED, chosen },
      stakeMinor: dear ? 5 * DEAR_MINOR : 1000,
      costMinor: 6000 - (dear ? 2500 : 0) + moved + luck,
      late: false,
    };
  });
}

/** Tried ten times, and each time it did wonders. */
const SELDOM: readonly ExploredException[] = Array.from({ length: 10 }, () => ({
  ...{ exception: CLASSES.noNews, round: 1, stakeMinor: 0, offered: ['person', 'wait'] as const, chosen: 1 },
  ...{ costMinor: 0, late: false },
}));

const runs = [0, 1, 2, 3].map(plantedRun);
const { effects } = learnRemedies([...runs, SELDOM], 0);
const scores = (round: number, stakeMinor: number, exception: number = CLASSES.noCarrier): number[] =>
  remedyScores(effects, { exception, round, stakeMinor }, OFFERED).map((score) => score / 8);

describe('a table of remedies', () => {
  test('finds what was planted, with its steps', () => {
    const [person, tender, source] = scores(1, 1000) as [number, number, number];
    expect(person).toBe(0);
    expect(Math.abs(tender - 500)).toBeLessThan(150);
    expect(Math.abs(source)).toBeLessThan(150);
    expect(Math.abs(scores(2, 1000)[1]! + 2000)).toBeLessThan(200);
    expect(Math.abs(scores(1, 5 * DEAR_MINOR)[2]! + 3000)).toBeLessThan(250);
  });

  test('what was tried too seldom is left to a person, and so is a class that was never seen', () => {
    expect(
      remedyScores(effects, { exception: CLASSES.noNews, round: 1, stakeMinor: 0 }, ['person', 'wait']),
    ).toEqual([0, UNTRIED]);
    expect(scores(1, 0, CLASSES.claimSilent)).toEqual([0, UNTRIED / 8, UNTRIED / 8]);
  });

  test('what an order counts for that misses its promise is its to say', () => {
    const late = runs.map((run) =>
      run.map((each) => ({ ...each, late: each.offered[each.chosen] === 'tender-again' })),
    );
    const weight = learnRemedies(late, 4000).effects.find(({ remedy }) => remedy === 'tender-again')!.weights
      .once;
    expect(Math.abs(weight / 8 + 3500)).toBeLessThan(250);
  });

  test('the file computes what the weights say, to the last bit, for every class, round and remedy', async () => {
    const model = await openOnnxModel('learned.onnx', remedyFile('learned', effects), 'exception');
    for (const exception of [...EXCEPTION_NAMES.keys(), 99])
      for (const [round, stakeMinor] of [
        [1, 0],
        [2, DEAR_MINOR - 1],
        [3, DEAR_MINOR],
        [7, 2 ** 23],
      ] as const) {
        const context = { exception, round, stakeMinor, severity: 1, task: 't', type: 14, key: 1, no: 1 };
        const options = REMEDIES.map((remedy, answer) => ({ remedy, answer }));
        const features = featureRows(EXCEPTION.features, EXCEPTION.views, {
          now: 0,
          context,
          options,
          views: [],
        });
        const told = exception === 99 ? REMEDIES.map(() => 0) : remedyScores(effects, context, REMEDIES);
        expect(Array.from((await model.score(features, options.length)).scores)).toEqual(told);
      }
    await model.close?.();
  });
});

describe('the model of the library', () => {
  test('is the file that its weights make', () => {
    const path = new URL('../../../scenarios/library/models/learned-exceptions.onnx', import.meta.url);
    expect(Buffer.compare(readFileSync(path), Buffer.from(learnedExceptionsFile(learnedExceptions())))).toBe(
      0,
    );
    expect(readFileSync(LEARNED_EXCEPTIONS_FILE, 'utf8')).toContain('"learned-exceptions"');
  });

  test('knows no remedy that gives something up', () => {
    for (const { remedy } of learnedExceptions().effects)
      expect(nothingGivenUp.allows({} as never, { remedy, answer: 0 })).toBe(true);
  });
});
