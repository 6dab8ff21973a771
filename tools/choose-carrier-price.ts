/**
 * Chooses what a missed promise counts for in the training of `learned-carrier`, on seeds that it is neither trained nor judged on: trains
 * it by each price, compares each with the rule of thumb, and names the price. The card `docs/model-cards/learned-carrier.md` has what it printed.
 *
 *   node --conditions=dray-source tools/choose-carrier-price.ts [folder]     results are kept in the folder, and not run twice
 *
 * 1. The rule, before anything is run: of the prices whose model is no harm by the verdict the one that saves most; where every one is, the one
 *    that is least behind in units on time in full.
 * 2. All intervals hold together.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ComparedMetric } from '#reports/comparison/comparison-report';
import type { SeveralReport } from '#reports/comparison/several-report';
import { learnedFile, learnedModels, trainedByPrices } from '../bench/training/learning/learned-models.ts';
import { ROOT } from './decision-page.ts';

const NAME = 'learned-carrier';
/** Minor units. */
const PRICES = [0, 4000, 25_000];
/** The first of the seeds of the choice: 9101 to 9120. Trained on are 9001 to 9008, judged on 1 to 20. */
const FIRST_SEED = 9101;
const PAIRS = 20;

const folder = resolve(process.argv[2] ?? join('runs', 'carrier-price'));
mkdirSync(folder, { recursive: true });
const models = await trainedByPrices(NAME, PRICES, (line) => process.stderr.write(`${line}\n`));
const files = models.map((model, i) => {
  const file = join(folder, `price-${PRICES[i]}.onnx`);
  writeFileSync(file, learnedFile(model));
  return file;
});
const report = compared(files);
const judged = report.candidates.map(({ verdict, primary, guardrails }, i) => {
  const otif = guardrails.find(({ kpi }) => kpi === 'otif')!;
  return { price: PRICES[i]!, verdict, primary, otif };
});
for (const { price, verdict, primary, otif } of judged)
  process.stdout.write(
    `${price / 100}: landed cost an order ${interval(primary, 100)}, on time in full ${interval(otif, 0.01)} points, ${verdict}\n`,
  );
const unhurt = judged.filter(({ verdict }) => verdict !== 'harm');
const [chosen] =
  unhurt.length > 0
    ? unhurt.toSorted((x, y) => x.primary.difference.mean - y.primary.difference.mean)
    : judged.toSorted((x, y) => y.otif.difference.mean - x.otif.difference.mean);
const stands = learnedModels().find(({ name }) => name === NAME)!.training.lateMinor;
process.stdout.write(
  `chosen: ${chosen!.price / 100}; the library's model was trained by ${stands / 100}${stands === chosen!.price ? '' : '. Write the chosen one into learned-models.ts, and train it again'}\n`,
);

function compared(candidates: readonly string[]): SeveralReport {
  const words = [
    ...['compare', 'spare-parts-global', '--decision', 'carrier', '--baseline', 'cheapest-in-time'],
    ...candidates.flatMap((file) => ['--candidate', `onnx:${file}`]),
    ...['--seed', String(FIRST_SEED), '--replications', String(PAIRS), '--set', 'demand.days=8'],
    ...['--no-bounds', '--counterfactuals', '0', '--quiet', '--json', '--out', join(folder, 'compared')],
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin', 'dray.js'), ...words], {
    ...{ cwd: ROOT, encoding: 'utf8', maxBuffer: 1e9 },
  });
  if (status !== 0) throw new Error(`dray ${words.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

function interval({ difference: { mean, low, high } }: ComparedMetric, unit: number): string {
  const rounded = (value: number): string => (value / unit).toFixed(2);
  return `${rounded(mean)} (${rounded(low)} to ${rounded(high)})`;
}
