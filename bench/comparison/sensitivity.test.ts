/** A verdict in other worlds, by lanes of a known answer: the candidate saves what an input says. */
import { describe, expect, test } from 'vitest';
import { renderSensitivity } from '#reports/comparison/sensitivity-summary';
import { UnpairedOrders } from './comparison.ts';
import type { DesignResult } from './design-result.ts';
import { kpisWith, laneOf, MemoryStore, outsideOf, resultOf } from './lanes.fixture.ts';
import { type AssumedInput, plausibleWorlds, written } from './plausible-worlds.ts';
import { type DesignTask, Replicator } from './replicator.ts';
import { runSensitivity, SensitivityStopped, worldsOf } from './sensitivity.ts';

const saving: AssumedInput = { path: 'costs.saving', low: -3, high: 7, unit: ' USD', whole: false };
const idle: AssumedInput = { path: 'platform.workers', low: 1, high: 4, unit: '', whole: true };
const plan = { inputs: [idle, saving], worlds: 20, replications: 20, confidence: 0.95 };
const SAVED_AS_IT_STANDS = 5;

/** Costs 100 + replication; the candidate saves what the world says. */
function answer({ design, replication }: DesignTask): DesignResult {
  const world = worldsOf(plan)[Math.floor(design / 2)]!;
  const said = world.find(({ path }) => path === saving.path)?.value;
  const saved = said === undefined ? SAVED_AS_IT_STANDS : Number.parseFloat(said);
  const cost = 100 + (replication % 5) - (design % 2) * saved;
  return resultOf({ design, replication }, { kpis: kpisWith({ landedCostPerOrder: cost }) });
}

const replicator = (of: (task: DesignTask) => DesignResult = answer, hooks = {}): Replicator =>
  new Replicator([laneOf(of), laneOf(of)], new MemoryStore(), hooks);

test('a range of many digits is asked at its ends, and never beyond', () => {
  const fine: AssumedInput = { path: 'costs.saving', low: 12_344, high: 12_346, unit: ' USD', whole: false };
  const worlds = worldsOf({ ...plan, inputs: [fine], worlds: 5 }).slice(1);
  const values = worlds.map(([setting]) => setting!.value);
  expect(values.slice(0, 2)).toEqual(['12344 USD', '12346 USD']);
  for (const value of values) {
    expect(Number.parseFloat(value)).toBeGreaterThanOrEqual(fine.low);
    expect(Number.parseFloat(value)).toBeLessThanOrEqual(fine.high);
  }
});

describe('a verdict in other worlds', () => {
  test('the input that moves it comes first, with the end at which it is another one', async () => {
    const { assumed, inputs, plausible } = await runSensitivity(plan, replicator());
    expect(assumed).toMatchObject({ verdict: 'uplift', difference: { mean: -5 } });
    expect(inputs.map(({ path, swing, moves }) => [path, swing, moves])).toEqual([
      ['costs.saving', 10, true],
      ['platform.workers', 0, false],
    ]);
    expect(inputs[0]).toMatchObject({
      low: { value: '-3 USD', verdict: 'harm', difference: { mean: 3 } },
      high: { value: '7 USD', verdict: 'uplift', difference: { mean: -7 } },
    });
    // Uniform from -3 to 7: more than 1.02 is saved in 60 of 100 worlds.
    expect(plausible!.holds.share).toBeCloseTo(0.6, 1);
    expect(plausible!.holds.low).toBeLessThan(0.6);
    expect(plausible!.holds.high).toBeGreaterThan(0.6);
    expect(Object.values(plausible!.verdicts).reduce((sum, times) => sum + times, 0)).toBe(20);
  });

  const inWords = (found: Awaited<ReturnType<typeof runSensitivity>>): string => {
    const design = (policy: string) => ({ scenario: 's', digest: 'd', policy, summary: '', reproduce: '' });
    return renderSensitivity({
      format: 1,
      process: 'sensitivity',
      scenario: 's',
      baseline: design('today'),
      candidate: design('new'),
      decision: null,
      currency: 'USD',
      confidence: 0.95,
      replications: 20,
      ...found,
      seed: 1,
      reproduce: '',
      versions: { dray: '', node: '', v8: '' },
    });
  };

  test('in words: what holds, what moves it', async () => {
    const text = inWords(await runSensitivity({ ...plan, worlds: 0 }, replicator()));
    expect(text).toMatch(/^uplift at the scenario's values: new against today, -0\.05 USD/);
    expect(text).toMatch(/costs\.saving = -3 USD: harm/);
    expect(text).toMatch(/-3 USD: .* =+/);
    expect(text).not.toMatch(/plausible|warmUp/);
  });

  test('0 is on the scale: what moves a large difference by little has a short bar', async () => {
    const found = await runSensitivity({ ...plan, inputs: [idle], worlds: 0 }, replicator());
    const [input] = found.inputs;
    const at = (mean: number) => ({ difference: { ...found.assumed.difference, mean } });
    const ends = { low: { ...input!.low, ...at(633) }, high: { ...input!.high, ...at(632) } };
    const text = inWords({
      ...found,
      assumed: { ...found.assumed, ...at(632) },
      inputs: [{ ...input!, ...ends }],
    });
    expect(text).toMatch(/\+6\.33 +0 {23}\| +4: \+6\.32/);
    expect(text).toContain("| = the scenario's values, 0 = no difference");
  });

  test('what only rounding moves has no bar', async () => {
    const noisy = (task: DesignTask): DesignResult => {
      const cost = 100 - (task.design % 2) * (5 + 1e-9 * task.design);
      return resultOf(task, { kpis: kpisWith({ landedCostPerOrder: cost }) });
    };
    const found = await runSensitivity({ ...plan, inputs: [idle], worlds: 0 }, replicator(noisy));
    expect(found.inputs[0]!.swing).toBeGreaterThan(0);
    expect(inWords(found)).not.toMatch(/==/);
  });

  test('a guardrail without a value is said, and in how many worlds', async () => {
    const blind = (task: DesignTask): DesignResult => ({
      ...answer(task),
      kpis: { ...answer(task).kpis, otif: task.design < 2 || task.replication > 0 ? 0.9 : null },
    });
    const found = await runSensitivity({ ...plan, worlds: 0 }, replicator(blind));
    expect(found.assumed.unmeasured).toEqual(['touchPerOrder', 'cycleTimeP95']);
    const text = inWords(found);
    expect(text).toMatch(
      /not measured in every run, and no guardrail: Touch time of people per order; Order/,
    );
    expect(text).toMatch(/not measured in 4 of 4 other worlds, and no guardrail there: On time in full/);
  });

  test('other orders in one of the two: refused', async () => {
    const other = (task: DesignTask) => ({ ...answer(task), outside: outsideOf(String(task.design)) });
    await expect(runSensitivity(plan, replicator(other))).rejects.toThrow(UnpairedOrders);
  });

  test('interrupted: said, with how far it came', async () => {
    let left = 5;
    const hooks = { shouldStop: () => left-- <= 0 };
    await expect(runSensitivity(plan, replicator(answer, hooks))).rejects.toThrow(SensitivityStopped);
  });
});

describe('plausible worlds', () => {
  test('each twentieth of a range once', () => {
    const values = plausibleWorlds([saving], 20).map(([value]) => Number.parseFloat(value!));
    const strata = values.map((value) => Math.floor((value + 3) / 0.5)).sort((a, b) => a - b);
    expect(strata).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  test('an input more moves no draw of the others; whole numbers stay whole', () => {
    const alone = plausibleWorlds([saving], 10).map(([value]) => value);
    const worlds = plausibleWorlds([idle, saving], 10);
    expect(worlds.map(([, value]) => value)).toEqual(alone);
    expect(new Set(worlds.map(([value]) => value))).toEqual(new Set(['1', '2', '3', '4']));
    expect(written(saving, 1 / 3)).toBe('0.3333 USD');
  });
});
