/**
 * Each projection says what the log says. Shown by reading each back: who was offered what, what was drawn with which probability, and what
 * it earned are those of the log's rows; and what can't be learnt from is left out and counted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvParse } from 'd3-dsv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOGGED_POINTS } from '#bench/export/logged-points';
import { evaluateOffPolicy, type LoggedDecision } from '#bench/statistics/off-policy';
import { logRows } from '../log-rows.ts';
import { at, type Happening, type PlantedDecision, plant } from '../planted-log.fixture.ts';
import { DsjsonLines } from './dsjson.ts';
import { writeObp } from './obp.ts';
import { opeLine, type Predicted } from './ope-lines.ts';
import {
  type DrawnRow,
  drawnRows,
  type LeftOutCounts,
  type LogSource,
  leftOutWords,
  type SourcedRow,
} from './projection.ts';

const dir = mkdtempSync(join(tmpdir(), 'dray-projections-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const point = LOGGED_POINTS.find(({ name }) => name === 'carrier')!;
const SOURCE: LogSource = {
  point,
  reward: 'freightMinor',
  *rows() {
    for (const row of logRows(dir, point)) yield { row, seed: '7', arm: 'explorer' };
  },
};

const WAY = { service: 0, mode: 'LTL', transitDays: 2, guideRank: 1 };
const context = (i: number) => ({
  lane: i,
  shipments: 2,
  weightGrams: 1_500,
  handlingUnits: 1,
  dangerous: i % 2 === 0,
  pickupAt: at(i + 3),
  promisedAt: at(48),
  planned: { carrier: 0, service: 0, transitDays: 2 },
});

function decision(i: number, more: Partial<PlantedDecision> = {}): PlantedDecision {
  const options = [0, 1, 2].map((carrier) => ({ ...WAY, carrier, amountMinor: 100 + 10 * carrier }));
  return {
    hour: i,
    point: 'carrier',
    entityType: 'load',
    key: 8 * i,
    context: context(i),
    options,
    ...more,
  };
}

const drawn = (chosen: number): Partial<PlantedDecision> => ({
  chosen,
  model: { scores: [1, 0], propensity: chosen === 0 ? 0.9 : 0.1 },
  ruledOut: [null, 'dangerous-goods', null],
});

const DECISIONS: readonly PlantedDecision[] = [
  decision(1, drawn(0)),
  decision(2, drawn(2)),
  decision(3),
  decision(4, { mode: 'shadow' }),
  decision(5, { chosen: -1 }),
  decision(6, { ...drawn(0), recommended: 2, fallback: 'low-confidence', override: 'baseline' }),
  decision(7),
  decision(8, { ruledOut: [null, 'dangerous-goods', 'dangerous-goods'] }),
];

beforeAll(() => {
  const paid = [1, 2, 3, 4, 5, 6, 8].map((i): Happening => [60, 'freightPaid', 'load', 8 * i, 1, 100 * i]);
  plant(dir, DECISIONS, paid);
});

const rows = (counts: LeftOutCounts = {}): DrawnRow[] => [...drawnRows(SOURCE, counts)];

test('what can not be learnt from is left out, and why is told', () => {
  const counts: LeftOutCounts = {};
  expect(rows(counts).map(({ row, reward }) => [row.decision, reward])).toEqual([
    [1, -100],
    [2, -200],
    [3, -300],
    [8, -800],
  ]);
  expect(leftOutWords(counts)).toBe(
    '1 of a shadow, 1 without an option, 1 drawn and then overruled, 1 whose outcome is not known',
  );
});

describe('dsjson', () => {
  const lines = () => {
    const writer = new DsjsonLines(point);
    return rows().map((row) => JSON.parse(writer.line(row)));
  };

  test('cost, probability and action are those of the log; options that a rule removed are none', () => {
    const read = lines().map((line) => ({
      reward: 0 - line._label_cost,
      probability: line._label_probability,
      carrier: line.c._multi[line._labelIndex]._tag,
      offered: line.c._multi.length,
      byOption: Object.fromEntries(line.a.map((action: number, i: number) => [action, line.p[i]])),
    }));
    expect(read).toEqual([
      {
        reward: -100,
        probability: 0.9,
        carrier: 'carrier=0,service=0',
        offered: 2,
        byOption: { 1: 0.9, 2: expect.closeTo(0.1) },
      },
      {
        reward: -200,
        probability: 0.1,
        carrier: 'carrier=2,service=0',
        offered: 2,
        byOption: { 1: 0.9, 2: 0.1 },
      },
      {
        reward: -300,
        probability: 1,
        carrier: 'carrier=0,service=0',
        offered: 3,
        byOption: { 1: 1, 2: 0, 3: 0 },
      },
      { reward: -800, probability: 1, carrier: 'carrier=0,service=0', offered: 1, byOption: { 1: 1 } },
    ]);
  });

  test('the shape that Vowpal Wabbit reads: what was chosen stands first, actions count from 1', () => {
    const line = lines()[1]!;
    expect(line).toMatchObject({
      _label_Action: 2,
      _labelIndex: 1,
      Version: '1',
      Timestamp: '2026-03-02T08:00:00.0000000Z',
      EventId: '7/explorer/2',
      a: [2, 1],
      VWState: { m: 'digest' },
    });
    expect(line.c.Context).toEqual({
      lane: 2,
      shipments: 2,
      weightGrams: 1_500,
      handlingUnits: 1,
      dangerous: 1,
      pickupAt: 3,
      promisedAt: 46,
    });
    expect(Object.keys(line.c._multi[0].Option)).toEqual(point.features.columns.map(({ name }) => name));
    expect(line.c._multi[1].Option.amount).toBe(120);
  });
});

test('Open Bandit Pipeline: rounds and the rest', () => {
  let csv = '';
  const feedback = writeObp(SOURCE, (text) => {
    csv += text;
  });
  expect(feedback).toEqual({
    n_rounds: 4,
    n_actions: 3,
    actions: ['carrier=0,service=0', 'carrier=2,service=0', 'carrier=1,service=0'],
    context: expect.arrayContaining(['lane [number]', 'promisedAt [hours from the question]']),
    reward: 'minus outcome.freightMinor [minor units]',
    position: null,
    expected_reward: null,
    left_out: { shadow: 1, noOption: 1, propensityUnknown: 1, rewardUnknown: 1 },
  });
  const read = csvParse(csv.trimEnd()).map((row) => ({
    action: Number(row.action),
    reward: Number(row.reward),
    pscore: Number(row.pscore),
    pi: [0, 1, 2].map((action) => Number(row[`pi_b.${action}`])),
    lane: Number(row['context.lane']),
  }));
  expect(read.map(({ action, reward, pscore, lane }) => [action, reward, pscore, lane])).toEqual([
    [0, -100, 0.9, 1],
    [1, -200, 0.1, 2],
    [0, -300, 1, 3],
    [0, -800, 1, 8],
  ]);
  for (const { action, pscore, pi } of read) {
    expect(pi[action]).toBeCloseTo(pscore, 12);
    expect(pi.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  }
});

test('Open Bandit Pipeline: two options of one name are one action, with the probability of both', () => {
  const twins = mkdtempSync(join(dir, 'twins-'));
  const options = [0, 0, 2].map((carrier, i) => ({ ...WAY, carrier, amountMinor: 100 + i }));
  const explored = { chosen: 1, recommended: 0, override: 'exploration' };
  plant(
    twins,
    [decision(1, { options, ...explored, model: { scores: [], propensity: 0.25 } })],
    [[60, 'freightPaid', 'load', 8, 1, 100]],
  );
  let csv = '';
  const rowsOf = function* (): Generator<SourcedRow> {
    for (const row of logRows(twins, point)) yield { row, seed: '7', arm: 'explorer' };
  };
  writeObp({ ...SOURCE, rows: rowsOf }, (text) => {
    csv += text;
  });
  const [row] = csvParse(csv.trimEnd());
  expect([row!.action, row!.pscore, row!['pi_b.0'], row!['pi_b.1']]).toEqual(['0', '0.75', '0.75', '0.25']);
});

test('dray ope: what another policy would have done, among what was offered', () => {
  const lines = (predict: Predicted) =>
    rows().map((row) =>
      opeLine(
        row,
        ({ options }, offered) => {
          const amounts = offered.map((i) => Number(options[i]!.amountMinor));
          return amounts.indexOf(Math.min(...amounts));
        },
        predict,
      ),
    );
  const cheapest = lines(() => null);
  expect(cheapest[3]).toBeNull();
  const log: LoggedDecision[] = cheapest.slice(0, 3).map((line) => JSON.parse(String(line)));
  expect(log[1]).toEqual({ chosen: 1, propensities: [0.9, 0.1], reward: -200, target: [1, 0] });
  const { snips, ips, dr } = evaluateOffPolicy(log);
  expect(ips.mean).toBeCloseTo((-100 / 0.9 - 300) / 3, 9);
  expect(snips.mean).toBeCloseTo((-100 / 0.9 - 300) / (1 / 0.9 + 1), 9);
  expect(dr).toBeNull();
  const amount = point.features.columns.findIndex(({ name }) => name === 'amount');
  const columns = point.features.columns.length;
  const told = lines((_row, features, count) =>
    Array.from({ length: count }, (_, i) => 0 - features[i * columns + amount]!),
  );
  expect(JSON.parse(String(told[1])).predicted).toEqual([-100, -120]);
  expect(JSON.parse(String(told[2])).predicted).toEqual([-100, -110, -120]);
});
