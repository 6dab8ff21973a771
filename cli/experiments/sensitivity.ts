/** `dray sensitivity`: a comparison in other worlds. Which assumed inputs move its verdict, and in what share of plausible worlds does it hold? */
import { join } from 'node:path';
import { UnpairedOrders } from '#bench/comparison/comparison';
import type { AssumedInput } from '#bench/comparison/plausible-worlds';
import {
  runSensitivity,
  type SensitivityPlan,
  SensitivityStopped,
  worldsOf,
} from '#bench/comparison/sensitivity';
import { PAIRS_MIN } from '#bench/comparison/sequential';
import type { SensitivityReport } from '#reports/comparison/sensitivity-report';
import { renderSensitivity } from '#reports/comparison/sensitivity-summary';
import { assumptionsOf } from '#scenarios/world/assumptions';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { folderName } from '../run/run-parts.ts';
import { loadChecked } from '../scenario-options.ts';
import { DiskFiles } from '../source-files.ts';
import { versions } from '../version.ts';
import { type CompareWords, designsOf } from './compare.ts';
import { decisionOf } from './design-words.ts';
import { assumed, brokenReplication, type Design, withReplicator } from './experiment.ts';
import { experimentCommand } from './experiment-command.ts';
import { checkReports, tellResult } from './experiment-result.ts';
import { describeVaried } from './varied.ts';

export interface SensitivityWords extends Omit<CompareWords, 'refs' | 'halfWidth'> {
  readonly ref: string;
  /** `path=low..high`; none = the ranges of the scenario. */
  readonly vary?: readonly string[] | undefined;
  readonly worlds?: number | undefined;
}

/** Of all intervals of a world together. Source: experiment protocol. */
const CONFIDENCE = 0.95;
const WORLDS = 20;
/** More runs than these are a slip. Source: assumption. */
const RUNS_MAX = 100_000;

export async function sensitivity(typed: SensitivityWords): Promise<ExitCode> {
  const words = { ...typed, decision: decisionOf(typed.decision) };
  checkReports(words);
  const plan = await planOf(words);
  const [baseline, candidate] = await designsOf({ ...words, refs: [words.ref], bounds: false });
  const option = (words.vary ?? []).length > 0 ? '--vary' : 'plausible:';
  const designs = await inEachWorld(plan, [baseline, candidate], option);
  const { head, seed, currency } = baseline;
  const out = words.out ?? join('runs', `sensitivity-${folderName(head.scenario, seed)}`);
  const { workers, quiet } = words;
  try {
    const found = await withReplicator({ designs, out, workers, quiet }, (replicator) =>
      runSensitivity({ ...plan, policies: [head.policy, candidate.head.policy] }, replicator),
    );
    const report: SensitivityReport = {
      format: 1,
      process: 'sensitivity',
      scenario: head.scenario,
      baseline: head,
      candidate: candidate.head,
      decision: words.decision ?? null,
      currency,
      confidence: CONFIDENCE,
      replications: plan.replications,
      ...found,
      seed,
      reproduce: commandOf(words, seed),
      versions: versions(),
      ...assumed(baseline),
    };
    return await tellResult(out, report, renderSensitivity(report), words);
  } catch (error) {
    if (error instanceof UnpairedOrders) throw new UserError(error.message);
    if (!(error instanceof SensitivityStopped)) return brokenReplication(error, designs);
    process.stderr.write(`${error.message}. The same command goes on from there (${out})\n`);
    return EXIT.interrupted;
  }
}

async function planOf(words: SensitivityWords): Promise<SensitivityPlan> {
  const { replications = PAIRS_MIN, worlds = WORLDS, vary = [] } = words;
  if (replications < PAIRS_MIN)
    throw new UserError(
      `--replications ${replications}: too few pairs in each world for an interval that can be trusted. Give ${PAIRS_MIN} or more`,
    );
  const inputs = vary.length > 0 ? vary.map(typedInput) : await scenarioInputs(words);
  const twice = inputs.find(({ path }, i) => inputs.findIndex((each) => each.path === path) !== i);
  if (twice !== undefined) throw new UserError(`${twice.path}: has two ranges. Give it one`);
  const runs = 2 * replications * (1 + 2 * inputs.length + worlds);
  if (runs > RUNS_MAX)
    throw new UserError(
      `${runs} runs are more than ${RUNS_MAX}: vary fewer inputs, or ask for fewer --worlds`,
    );
  return { inputs, worlds, replications, confidence: CONFIDENCE };
}

/** `platform.workers=1..4`, `limits.tenderResponse=30 min..3 h` is none: one unit for both. */
function typedInput(text: string): AssumedInput {
  const [path, range] = splitAt(text, '=');
  const [low, high] = splitAt(range, '..');
  return inputOf(`--vary ${text}`, path, low, high);
}

function splitAt(text: string, by: string): readonly [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)];
}

async function scenarioInputs(words: SensitivityWords): Promise<readonly AssumedInput[]> {
  const { scenario } = await loadChecked({ ...words, policy: [] }, new DiskFiles(words.data ?? null));
  const { plausible = [] } = scenario;
  if (plausible.length > 0)
    return plausible.map(({ path, low, high }) =>
      inputOf(`plausible: ${path}`, path, String(low), String(high)),
    );
  const assumed = assumptionsOf(scenario)
    .slice(0, 5)
    .map((each) => `\n  ${each}`);
  throw new UserError(
    `${words.ref}: which inputs might be otherwise? Name each with its range, --vary demand.ordersPerDay=200..400, or list them under ` +
      `\`plausible\` in the scenario.${assumed.length === 0 ? '' : ` It assumes, among others:${assumed.join('')}`}`,
  );
}

/** @param place for messages */
function inputOf(place: string, path: string, low: string, high: string): AssumedInput {
  const [from, to] = [amountOf(low), amountOf(high)];
  if (path === 'seed')
    throw new UserError(
      `${place}: replications have other seeds already. Give their number with --replications`,
    );
  if (path === '' || from === null || to === null || from.unit !== to.unit || !(from.value < to.value))
    throw new UserError(
      `${place}: a path and a range of two numbers in one unit is needed, the lower one first: platform.workers=1..4, costs.touch=20 USD..40 USD`,
    );
  const whole = from.unit === '' && [low, high].every((text) => /^[+-]?\d+$/.test(text.trim()));
  return { path, low: from.value, high: to.value, unit: from.unit, whole };
}

function amountOf(text: string): { readonly value: number; readonly unit: string } | null {
  const found = /^\s*([-+]?\d+(?:\.\d+)?)(\s*\S.*|)$/.exec(text);
  return found === null ? null : { value: Number(found[1]), unit: found[2]!.trimEnd() };
}

/** Baseline and candidate of each world in turn. */
async function inEachWorld(
  plan: SensitivityPlan,
  compared: readonly [Design, Design],
  option: string,
): Promise<readonly Design[]> {
  const paths = plan.inputs.map(({ path }) => path);
  const designs: Design[] = [];
  for (const settings of worldsOf(plan)) {
    const set = settings.map(({ path, value }) => `${path}=${value}`);
    for (const { words } of compared)
      designs.push(await describeVaried({ ...words, set: [...(words.set ?? []), ...set] }, paths, option));
  }
  return designs;
}

function commandOf(words: SensitivityWords, seed: string | number): string {
  return experimentCommand('sensitivity', [words.ref], {
    '--baseline': words.baseline,
    '--candidate': words.candidate,
    '--decision': words.decision,
    '--vary': words.vary,
    '--worlds': words.worlds,
    '--data': words.data,
    '--seed': seed,
    '--with': words.with,
    '--set': words.set,
    '--until': words.until,
    '--allow-host': words.allowHost,
    '--replications': words.replications,
  });
}
