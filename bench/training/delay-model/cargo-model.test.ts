/** Chains of the Cargo 2000 set: what is shown of one is what is known at the hub, and the guide has the figures that the script prints. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openOnnxModel } from '../../models/onnx-model.ts';
import { trainOnCargo } from './cargo-model.ts';
import { cargoChains } from './cargo2000.ts';
import { DELAY_COLUMNS, probabilityOfLate } from './delay-model.ts';
import { delayModelFile } from './delay-model-file.ts';

const SET = new URL('../../../../shared/data/cargo2000/c2k-first-2000.csv', import.meta.url);
const GUIDE = new URL('../../../docs/guides/delay-model.md', import.meta.url);

const STAGES = ['rcs', 'dep_1', 'rcf_1', 'dep_2', 'rcf_2', 'dep_3', 'rcf_3', 'dlv'];
const LEGS = ['i1', 'i2', 'i3', 'o'];
const HEAD = LEGS.flatMap((leg) => [
  ...STAGES.flatMap((stage) => [`${leg}_${stage}_p`, `${leg}_${stage}_e`]),
  `${leg}_hops`,
]);

/** One chain. @param minutes by column; what is not named is 0 */
function setOf(minutes: Readonly<Record<string, number | string>>): string {
  return `${HEAD.join(',')}\n${HEAD.map((name) => minutes[name] ?? 0).join(',')}\n`;
}

const chain = {
  i1_hops: 1,
  ...{ i1_rcs_p: 60, i1_rcs_e: 60, i1_dep_1_p: 60, i1_dep_1_e: 300, i1_dlv_p: 60, i1_dlv_e: 60 },
  i2_hops: 1,
  ...{ i2_rcs_p: 240, i2_rcs_e: 120 },
  o_hops: 1,
  ...{
    o_rcs_p: 60,
    o_rcs_e: 120,
    o_dep_1_p: 120,
    o_dep_1_e: 60,
    o_rcf_1_p: 600,
    o_dlv_p: 900,
    o_dlv_e: 1_800,
  },
};

describe('a chain', () => {
  const shown = (changes: Readonly<Record<string, number | string>> = {}) => {
    const [{ columns, late }] = cargoChains(setOf({ ...chain, ...changes })) as [
      ReturnType<typeof cargoChains>[0],
    ];
    return { ...Object.fromEntries(DELAY_COLUMNS.map((name, c) => [name, columns[c]!])), late };
  };

  test('waits for its slowest incoming leg, against the longest plan', () => {
    // Planned 240 + 60 + 120 so far of 240 + 1,680; gone 420 + 120 + 60.
    expect(shown()).toMatchObject({
      planned: 32,
      gone: 10,
      behind: 3,
      ahead: 0,
      over: 3,
      slack: 0,
      rest: 22,
    });
    expect(shown().late).toBe(true);
    expect(shown({ o_dlv_e: 1_319 }).late).toBe(false);
    expect(shown({ o_dlv_e: 1_321 }).late).toBe(true);
  });

  test('shows nothing of what comes after', () => {
    const { late: _late, ...before } = shown();
    const { late: _other, ...after } = shown({ o_dlv_e: 1, o_rcf_1_e: 9_999 });
    expect(after).toEqual(before);
  });

  test.each([
    [setOf({ ...chain, o_dlv_e: '1.5' }), 'line 2: o_dlv_e is "1.5", whole minutes are needed'],
    ['a,b\n1,2\n', 'line 2: i1_hops is "not in the head"'],
    [setOf({ o_hops: 1 }), 'a chain without legs on both sides of the hub'],
  ])('of another form is told with its place', (csv, message) => {
    expect(() => cargoChains(csv)).toThrow(message);
  });
});

describe.skipIf(!existsSync(SET))('on the set itself', () => {
  const csv = existsSync(SET) ? readFileSync(SET, 'utf8') : '';

  test('the guide has what the script prints, and the model is better than the naive rule by every interval', async () => {
    const { model, text } = trainOnCargo(csv);
    const guide = readFileSync(GUIDE, 'utf8');
    for (const line of text.split('\n')) expect(guide).toContain(line.trimEnd());
    const [score, naive] = ['the model', 'behind plan so far'].map((name) =>
      [...text.matchAll(new RegExp(`${name} .*`, 'g'))][0]![0]
        .match(/[\d.]+ \[[\d.]+, [\d.]+\]/g)!
        .map((cell) => cell.match(/[\d.]+/g)!.map(Number)),
    ) as [number[][], number[][]];
    const [BRIER, PR_AUC] = [0, 3];
    expect(score[BRIER]![2]).toBeLessThan(naive[BRIER]![0]!);
    expect(score[PR_AUC]![1]).toBeGreaterThan(naive[PR_AUC]![2]!);
    const file = await openOnnxModel('cargo.onnx', delayModelFile(model), 'delay-prediction');
    const held = cargoChains(csv).slice(1400, 1450);
    const { scores } = await file.score(
      Float32Array.from(held.flatMap(({ columns }) => columns)),
      held.length,
    );
    await file.close();
    const own = held.map(({ columns }) => probabilityOfLate(model, columns));
    for (const [i, p] of own.entries()) expect((scores as Float32Array)[i]).toBeCloseTo(p, 4);
  });
});
