/**
 * Makes the table of `docs/experiments/spare-parts-decisions.md`: for each decision point that is asked in `spare-parts-global`, a rule of thumb
 * against another policy, and both against hindsight.
 *
 *   node tools/spare-parts-decisions.ts [folder]     results are kept in the folder (default: runs/spare-parts-decisions), and not run twice
 *
 * 1. What is printed is what is written into the page, under its heading; what the page says about it is for people to keep true.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import type { RegretInterval } from '#reports/comparison/regret-report';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'docs', 'experiments', 'spare-parts-decisions.md');
const HEADING = '## Figures';
/** A fifth of the days, half of the orders a day: what 20 pairs of each point can be run with in minutes. */
const SMALLER = ['--set', 'demand.days=4', '--set', 'demand.ordersPerDay=130', '--replications', '20'];

interface Row {
  readonly point: string;
  readonly baseline: string;
  readonly candidate: string;
  /** Without it nobody asks. */
  readonly overlay?: string;
}

const ROWS: readonly Row[] = [
  { point: 'node-selection', baseline: 'cheapest-in-stock', candidate: 'cheapest-in-time' },
  { point: 'carrier-selection', baseline: 'guide-order', candidate: 'cheapest-in-time' },
  { point: 'delay-response', baseline: 'never-expedite', candidate: 'expedite-where-worth' },
  {
    point: 'delay-prediction',
    baseline: 'as-carrier-says',
    candidate: 'by-pace',
    overlay: 'delay-prediction',
  },
  {
    point: 'exception-routing',
    baseline: 'to-person',
    candidate: 'routine-first',
    overlay: 'exceptions-as-cases',
  },
  {
    point: 'invoice-anomaly',
    baseline: 'tolerance-table',
    candidate: 'duplicate-and-outlier',
    overlay: 'bill-audit',
  },
];

const folder = process.argv[2] ?? join('runs', 'spare-parts-decisions');
const table = [
  '| decision point | rule of thumb | other policy | verdict | saving an order, USD | bound, USD | regret of the rule, USD | of the other, USD | headroom captured, % |',
  '|---|---|---|---|---|---|---|---|---|',
  ...ROWS.map((row) => lineOf(row, compared(row))),
].join('\n');
const [before, after] = readFileSync(PAGE, 'utf8').split(`${HEADING}\n`) as [string, string];
const rest = after.slice(after.indexOf('\n\n', after.indexOf('|---')));
writeFileSync(PAGE, `${before}${HEADING}\n\n${table}${rest}`);
process.stdout.write(`${table}\n`);

function compared({ point, baseline, candidate, overlay }: Row): ComparisonReport {
  const words = [
    ...['compare', 'spare-parts-global', '--decision', point],
    ...['--baseline', baseline, '--candidate', candidate],
    ...(overlay === undefined ? [] : ['--with', overlay]),
    ...SMALLER,
  ];
  const quiet = ['--quiet', '--json', '--out', join(folder, point)];
  const dray = [join(ROOT, 'bin', 'dray.js'), ...words, ...quiet];
  const { status, stdout, stderr } = spawnSync(process.execPath, dray, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`dray ${words.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

function lineOf({ point, baseline, candidate, overlay }: Row, { verdict, regret }: ComparisonReport): string {
  const primary = regret?.primary;
  if (primary === undefined) throw new Error(`${point}: no bound is known (${regret?.unknown})`);
  const { saving, bound, headroomCaptured } = primary;
  const name = overlay === undefined ? `\`${point}\`` : `\`${point}\` (with \`${overlay}\`)`;
  const cells = [
    name,
    `\`${baseline}\``,
    `\`${candidate}\``,
    verdict,
    money(saving),
    money(bound),
    money(primary.regret.baseline),
    money(primary.regret.candidate),
    headroomCaptured === null ? 'none' : interval(headroomCaptured, 100, 1),
  ];
  return `| ${cells.join(' | ')} |`;
}

function money(minor: RegretInterval): string {
  return interval(minor, 0.01, 2);
}

function interval({ mean, low, high }: RegretInterval, factor: number, digits: number): string {
  // Nothing is never below 0.
  const told = (each: number): string => (factor * each).toFixed(digits).replace(/^-(0\.?0*)$/, '$1');
  const [middle, from, to] = [mean, low, high].map(told);
  return `${middle} (${from} to ${to})`;
}
