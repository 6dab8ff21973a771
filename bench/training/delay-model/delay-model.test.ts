/** A delay model: what its file computes is what it says, the runtime opens it for its point, and a recording gives the rows that a run showed. */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { openOnnxModel } from '../../models/onnx-model.ts';
import { DELAY_COLUMNS, type LabelledLoad, probabilityOfLate, trainDelayModel } from './delay-model.ts';
import { delayModelFile } from './delay-model-file.ts';

const opened: Awaited<ReturnType<typeof openOnnxModel>>[] = [];
afterAll(async () => {
  for (const each of opened) await each.close();
});

const at = (name: string): number => DELAY_COLUMNS.indexOf(name);
const columnsOf = (shown: Readonly<Record<string, number>>): number[] =>
  DELAY_COLUMNS.map((name) => shown[name] ?? 0);
/** Late where the pace says so; of one column that no model may look at. */
const loads: LabelledLoad[] = Array.from({ length: 400 }, (_, i) => ({
  columns: columnsOf({ late: i % 2, planned: 40 + (i % 7), paceOver: i % 5 === 0 ? 1 + (i % 30) : 0 }),
  late: i % 5 === 0,
}));
const model = trainDelayModel(loads, { name: 'm', threshold: 0.3, ridge: 1, caps: { paceOver: 20 } });

test('learns what was planted; a column counts up to its cap', () => {
  const of = (paceOver: number): number => probabilityOfLate(model, columnsOf({ planned: 40, paceOver }));
  expect(of(0)).toBeLessThan(0.1);
  expect(of(10)).toBeGreaterThan(0.8);
  expect(of(20)).toBe(of(500));
});

test('which option a row is about says nothing of the load', () => {
  expect(model.weights[at('late')]).toBe(0);
  expect(model.present[at('late')]).toBe(0);
});

describe('its file', () => {
  test('is made for the point, and the same model gives the same bytes', async () => {
    opened.push(await openOnnxModel('m.onnx', delayModelFile(model), 'delay-prediction'));
    expect(Buffer.from(delayModelFile(model)).equals(delayModelFile(model))).toBe(true);
    await expect(openOnnxModel('m.onnx', delayModelFile(model), 'carrier')).rejects.toThrow(
      /delay-prediction/,
    );
  });

  test('scores the option late by the probability, and on-time by the threshold', async () => {
    const file = await openOnnxModel('m.onnx', delayModelFile(model), 'delay-prediction');
    opened.push(file);
    const value = fc.integer({ min: 0, max: 1008 });
    const row = fc.array(value, { minLength: DELAY_COLUMNS.length, maxLength: DELAY_COLUMNS.length });
    await fc.assert(
      fc.asyncProperty(row, async (shown) => {
        const [onTime, late] = [0, 1].map((option) => shown.with(at('late'), option)) as [number[], number[]];
        const { scores } = await file.score(Float32Array.from([...onTime, ...late]), 2);
        const [on, lateScore] = scores as Float32Array;
        expect(on).toBeCloseTo(model.threshold, 6);
        expect(lateScore).toBeCloseTo(probabilityOfLate(model, late), 4);
      }),
      { numRuns: runs(60) },
    );
  });
});
