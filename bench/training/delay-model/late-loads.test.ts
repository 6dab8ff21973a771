/** The library's delay model: its file is what was written down, and a recording gives the rows that a run showed, with what came. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { RecordingWriter } from '#reports/recording/writer';
import { predictingWorld } from '#testing/worlds/prediction-world';
import { runOutboundArms } from '../../experiments/outbound-arms.ts';
import { DELAY_COLUMNS, probabilityOfLate } from './delay-model.ts';
import { delayModelFile } from './delay-model-file.ts';
import { lateLoads } from './late-loads.ts';
import { trainOnRecordings } from './late-loads-training.ts';
import { recordedLoads } from './recorded-loads.ts';

test('the committed file is what tools/make-onnx-model.ts makes', () => {
  const model = lateLoads();
  const path = new URL(`../../../scenarios/library/models/${model.name}.onnx`, import.meta.url);
  expect(Buffer.from(delayModelFile(model)).equals(readFileSync(path))).toBe(true);
});

test('what its card says: late where a load is late at its pace, on time where it is well ahead', () => {
  const shown = (columns: Readonly<Record<string, number>>): number =>
    probabilityOfLate(
      lateLoads(),
      DELAY_COLUMNS.map((name) => columns[name] ?? 0),
    );
  const load = { planned: 72, gone: 40, slack: 12, rest: 40, underway: 1, record: 200 };
  expect(shown({ ...load, paceOver: 24 })).toBeGreaterThan(0.3);
  expect(shown({ ...load, paceShort: 12 })).toBeLessThan(0.05);
});

describe('a recording', () => {
  const out = mkdtempSync(join(tmpdir(), 'dray-delays-'));
  const folder = join(out, 'arm');
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  test('has a row for each question of which it is known what came, as the run itself counts', async () => {
    const writer = new RecordingWriter(folder);
    const world = predictingWorld(['demand.days=1'], ['delay-prediction']);
    const [arm] = await runOutboundArms({
      world,
      policies: ['cheapest-in-stock'],
      seed: 1,
      recorderFor: () => writer,
    });
    writer.close();
    const { truePositives, falsePositives, falseNegatives, trueNegatives } = arm!.labelled[0]!.said;
    const loads = recordedLoads(folder);
    expect(loads.length).toBe(truePositives + falsePositives + falseNegatives + trueNegatives);
    expect(loads.filter(({ late }) => late).length).toBe(truePositives + falseNegatives);
    expect(falseNegatives).toBeGreaterThan(0);
    for (const { columns } of loads) expect(columns[DELAY_COLUMNS.indexOf('late')]).toBe(1);
    expect(() => trainOnRecordings([folder], [folder])).toThrow(/is to be trained on and held out/);
  });

  test('that is none is told as such', () => {
    expect(() => recordedLoads(out)).toThrow(/no table "business"/);
  });
});
