/**
 * What each phase of an orchestration programme earns over the one before it: replications of a scenario whose arms are phases, compared
 * seed by seed.
 *
 * 1. Arms of a seed share demand, world and luck: a difference is of pairs. Intervals are Student's t over seeds, 95 %.
 * 2. A row holds rounded figures, so that a file of rows says all that the table is made of.
 */
import type { OutboundArmReport } from '#reports/outbound/outbound-report';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { isInPhase } from '#scenarios/schema/outbound/policies';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { phaseArm } from '#scenarios/twin/phase-arm';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { assert } from '#sim/assert';
import { confidenceInterval } from '#sim/stats/confidence';
import { type OutboundArm, runOutboundArms } from './outbound-arms.ts';
import { outboundReportOfRun } from './outbound-report-of-run.ts';

export interface Measure {
  readonly name: string;
  readonly title: string;
  readonly decimals: number;
}

/** Columns of the file, rows of the table. */
export const MEASURES: readonly Measure[] = [
  { name: 'landedCost', title: 'landed cost an order shipped, USD', decimals: 2 },
  { name: 'sameOrdersCost', title: 'the same orders in both phases: cost each, USD', decimals: 2 },
  { name: 'onTime', title: 'on time, %', decimals: 1 },
  { name: 'otif', title: 'on time and in full, %', decimals: 1 },
  { name: 'orderToShip', title: 'order to ship, median, h', decimals: 1 },
  { name: 'orderToShip90', title: 'order to ship, 90th percentile, h', decimals: 1 },
  { name: 'touch', title: "people's minutes an order", decimals: 1 },
  { name: 'freight', title: 'freight an order shipped, USD', decimals: 2 },
  { name: 'penalty', title: 'penalties for late orders, an order shipped, USD', decimals: 2 },
  { name: 'it', title: 'run cost of the platform an order shipped, USD', decimals: 2 },
  { name: 'notices', title: 'notices of delay to customers, per 100 orders', decimals: 1 },
];

/** One arm of one seed. */
export interface PhaseRow {
  readonly seed: number;
  readonly arm: string;
  /** By name of the measure; `sameOrdersCost` is the difference from the arm before, NaN of the first. */
  readonly values: Readonly<Record<string, number>>;
}

/** Runs all arms of the scenario with each seed. @param onSeed told when one is done */
export async function phaseRows(
  scenario: OutboundScenario,
  seeds: readonly number[],
  onSeed: (seed: number) => void = () => {},
): Promise<PhaseRow[]> {
  const rows: PhaseRow[] = [];
  for (const seed of seeds) {
    rows.push(...(await rowsOfSeed(scenario, seed)));
    onSeed(seed);
  }
  return rows;
}

async function rowsOfSeed(scenario: OutboundScenario, seed: number): Promise<PhaseRow[]> {
  const world = buildOutboundWorld(scenario, seed);
  const notices = new Map<string, number>();
  const arms = await runOutboundArms({
    world,
    policies: scenario.policies.map((entry) => {
      assert(isInPhase(entry), 'each arm must be a phase: { name, phase }');
      return phaseArm(scenario, entry);
    }),
    seed,
    recorderFor: (arm) => noticeCounter(arm, notices),
  });
  const broken = arms.find(({ violation }) => violation !== null);
  assert(broken === undefined, `seed ${seed}, ${broken?.policies.name}: ${broken?.violation}`);
  return arms.map((arm, i) => {
    const { name } = arm.policies;
    const report = reportOf(world, seed, arms.slice(Math.max(0, i - 1), i + 1)).at(-1)!;
    return { seed, arm: name, values: valuesOf(report, notices.get(name) ?? 0) };
  });
}

function noticeCounter(arm: string, counts: Map<string, number>): Recorder {
  counts.set(arm, 0);
  const business: Recorder['business'] = (_now, event) => {
    if (event === 'customerNotified') counts.set(arm, counts.get(arm)! + 1);
  };
  return Object.assign(Object.create(nullRecorder), { business });
}

function reportOf(
  world: OutboundWorld,
  seed: number,
  arms: readonly OutboundArm[],
): readonly OutboundArmReport[] {
  const { name, title } = world;
  const scenario = { name, title, story: '', digest: '' };
  const versions = { dray: '', node: '', v8: '' } as never;
  return outboundReportOfRun({
    world,
    arms,
    scenario,
    seed,
    reproduce: '',
    versions,
    thresholds: [],
    assumptions: [],
    warnings: [],
  }).arms;
}

function valuesOf({ kpis, pots, paired }: OutboundArmReport, notices: number): Record<string, number> {
  const shipped = kpis.ordersShipped!;
  const values: Record<string, number> = {
    landedCost: kpis.landedCostPerOrder! / 100,
    sameOrdersCost: paired === null ? NaN : (paired.otherMinor! - paired.baselineMinor!) / 100,
    onTime: 100 * kpis.onTimeDelivery!,
    otif: 100 * kpis.otif!,
    orderToShip: kpis.orderToShipP50! / HOUR_MS,
    orderToShip90: kpis.orderToShipP90! / HOUR_MS,
    touch: kpis.touchPerOrder! / MINUTE_MS,
    freight: (pots.freight + pots.expedite) / shipped / 100,
    penalty: pots.latePenalty / shipped / 100,
    it: pots.it / shipped / 100,
    notices: (100 * notices) / kpis.orders!,
  };
  return Object.fromEntries(MEASURES.map(({ name }) => [name, Number(values[name]!.toFixed(FILE_DECIMALS))]));
}

/** Rows as a file: comma-separated, a heading first. */
export function fileOf(rows: readonly PhaseRow[]): string {
  const heading = ['seed', 'arm', ...MEASURES.map(({ name }) => name)].join(',');
  const lines = rows.map(({ seed, arm, values }) =>
    [seed, arm, ...MEASURES.map(({ name }) => (Number.isNaN(values[name]!) ? '' : values[name]))].join(','),
  );
  return `${[heading, ...lines].join('\n')}\n`;
}

export function rowsOf(file: string): PhaseRow[] {
  const [heading, ...lines] = file.trimEnd().split('\n');
  const [, , ...names] = heading!.split(',');
  return lines.map((line) => {
    const [seed, arm, ...cells] = line.split(',');
    const values = Object.fromEntries(
      names.map((name, i) => [name, cells[i] === '' ? NaN : Number(cells[i])]),
    );
    return { seed: Number(seed), arm: arm!, values };
  });
}

/** A row a measure: the first arm, then each arm less the one before, then the last less the first; as Markdown. */
export function gainsTable(rows: readonly PhaseRow[]): string {
  const arms = [...new Set(rows.map(({ arm }) => arm))];
  const of = (arm: string, name: string): number[] =>
    rows.filter((row) => row.arm === arm).map(({ values }) => values[name]!);
  const first = arms[0]!;
  const last = arms.at(-1)!;
  const heading = [
    '',
    first,
    ...arms.slice(1).map((arm, i) => `${arm} over ${arms[i]}`),
    `${last} over ${first}`,
  ];
  const lines = MEASURES.map(({ name, title, decimals }) => {
    const told = (values: readonly number[]): string => meanOf(values, decimals);
    if (name === 'sameOrdersCost') return [title, '', ...arms.slice(1).map((arm) => told(of(arm, name))), ''];
    const gains = arms.slice(1).map((arm, i) => told(differences(of(arm, name), of(arms[i]!, name))));
    return [title, told(of(first, name)), ...gains, told(differences(of(last, name), of(first, name)))];
  });
  return [heading, heading.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function differences(values: readonly number[], from: readonly number[]): number[] {
  return values.map((value, i) => value - from[i]!);
}

function meanOf(values: readonly number[], decimals: number): string {
  const { mean, halfWidth } = confidenceInterval(values);
  return `${mean.toFixed(decimals)} ± ${halfWidth.toFixed(decimals)}`;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Of every figure in the file. */
const FILE_DECIMALS = 4;
