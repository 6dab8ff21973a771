/** What is learnt from explored decisions is what was planted in them, the file computes what the weights say, and the log of an exploring run is what was run. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { POINTS } from '#orchestrator/decisions/points';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { openOnnxModel } from '../../models/onnx-model.ts';
import { learnCosts, weightsOf } from './cost-model.ts';
import { learnedFile, learnedModels } from './learned-models.ts';
import { bestRidge, leastSquares } from './least-squares.ts';
import type { LoggedCase } from './logged-cases.ts';
import { offPolicyTruth } from './off-policy-truth.ts';
import { steppedFile, steppedScore } from './stepped-file.ts';

const stream = new Random('learning').stream('draws');

describe('least squares', () => {
  test('a plane is found, whatever its level; a column that does not vary has 0', () => {
    const equations = Array.from({ length: 50 }, (_, i) => {
      const [a, b] = [stream.unit(i, 0), 1000 * stream.unit(i, 1)];
      return { x: [a, b, 7], y: 5 + 3 * a - 0.2 * b, weight: 1 + (i % 3) };
    });
    const [a, b, still] = leastSquares(equations, 1e-9);
    expect([a, b]).toEqual([expect.closeTo(3, 5), expect.closeTo(-0.2, 5)]);
    expect(still).toBe(0);
  });

  test('noise is not believed: the ridge that tells best what it has not seen draws it to 0', () => {
    const noise = (group: number) =>
      Array.from({ length: 40 }, (_, i) => {
        const entity = 1000 + 40 * group + i;
        return { x: [stream.unit(entity, 2)], y: normalQuantile(stream.unit(entity, 3)), weight: 1 };
      });
    const clear = (group: number) => noise(group).map(({ x, ...rest }) => ({ ...rest, x, y: 10 * x[0]! }));
    expect(bestRidge([0, 1, 2, 3].map(noise))).toBeGreaterThan(bestRidge([0, 1, 2, 3].map(clear)));
  });
});

const COLUMNS = POINTS.carrier.features.columns.map(({ name }) => name);
const [AMOUNT, TRANSIT, SHORTFALL] = ['amount', 'transit', 'shortfall'].map((name) =>
  COLUMNS.indexOf(name as (typeof COLUMNS)[number]),
) as [number, number, number];

/** A day of transit costs 300, a missed promise 5,000 whatever the hours, a late order nothing by itself. */
function plantedRun(run: number): LoggedCase[] {
  return Array.from({ length: 400 }, (_, i) => {
    const entity = 10_000 + 400 * run + i;
    const rows = 3;
    const features = new Float32Array(rows * COLUMNS.length);
    for (let row = 0; row < rows; row++) {
      features[row * COLUMNS.length + AMOUNT] = Math.round(2000 + 4000 * stream.unit(entity, row));
      features[row * COLUMNS.length + TRANSIT] = Math.floor(5 * stream.unit(entity, 10 + row));
      const missed = stream.unit(entity, 20 + row) < 0.4;
      features[row * COLUMNS.length + SHORTFALL] = missed ? Math.ceil(48 * stream.unit(entity, 30 + row)) : 0;
    }
    const chosen = Math.floor(rows * stream.unit(entity, 40));
    const of = (column: number): number => features[chosen * COLUMNS.length + column]!;
    const late = of(SHORTFALL) > 0 ? 1 : 0;
    const luck = 500 * normalQuantile(stream.unit(entity, 41));
    const costMinor = of(AMOUNT) + 300 * of(TRANSIT) + 5000 * late + luck;
    return {
      ...{ seed: run, entityKey: entity, attempt: 1, rows, features, chosen, recommended: 0 },
      ...{ propensity: 1 / 3, other: null, costMinor, late },
    };
  });
}

describe('a model of cost', () => {
  const runs = [0, 1, 2, 3].map(plantedRun);

  test('what is paid counts one for one; what comes on top is found, with its step', () => {
    const { perUnit, perCase } = learnCosts('carrier', runs, 0);
    expect([perUnit[AMOUNT], perCase[AMOUNT]]).toEqual([1, 0]);
    expect(perUnit[TRANSIT]! + perCase[TRANSIT]!).toBeCloseTo(300, -2);
    expect(perCase[SHORTFALL]! / 5000).toBeCloseTo(1, 1);
    expect(Math.abs(perUnit[SHORTFALL]!)).toBeLessThan(20);
  });

  test('what an order counts for that misses its promise is its to say', () => {
    const [cost, service] = [0, 4000].map((late) => learnCosts('carrier', runs, late).perCase[SHORTFALL]!);
    expect(service! - cost!).toBeGreaterThan(3500);
  });

  test('the file computes what the weights say, to the last bit', async () => {
    const weights = weightsOf(learnCosts('carrier', runs, 4000));
    const model = await openOnnxModel('learned.onnx', steppedFile('carrier', 'learned', weights), 'carrier');
    for (const { features, rows } of runs[0]!.slice(0, 50)) {
      const { scores } = await model.score(features, rows);
      const told = Array.from({ length: rows }, (_, row) =>
        steppedScore(weights, features.subarray(row * COLUMNS.length, (row + 1) * COLUMNS.length)),
      );
      expect(Array.from(scores)).toEqual(told);
    }
    await model.close?.();
  });
});

describe('the models of the library', () => {
  test.each(learnedModels().map((model) => [model.name, model] as const))(
    'the committed file %s.onnx is what its weights make, and its columns are those of the point',
    async (name, model) => {
      const path = new URL(`../../../scenarios/library/models/${name}.onnx`, import.meta.url);
      expect(Buffer.compare(readFileSync(path), Buffer.from(learnedFile(model)))).toBe(0);
      expect(model.columns).toEqual(POINTS[model.point].features.columns.map((column) => column.name));
    },
  );
});

describe('off-policy figures beside the truth', () => {
  test('of the policy that explores, the log says what it costs when it does not', async () => {
    const { estimate, truth, decisions } = await offPolicyTruth({
      ...{ scenario: 'quickstart', set: ['demand.ordersPerDay=30'], point: 'sourcing' },
      ...{ policy: 'fastest-feasible', other: 'fastest-feasible', floor: 0.02, seeds: [101, 102] },
    });
    expect(decisions).toBeGreaterThan(200);
    for (const each of [estimate.ips, estimate.snips, estimate.dr!]) {
      expect(each.low).toBeLessThan(truth);
      expect(each.high).toBeGreaterThan(truth);
    }
    expect(estimate.effectiveSampleSize).toBeGreaterThan(0.5 * decisions);
  });
});
