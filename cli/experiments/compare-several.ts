/** `dray compare` with several candidates, or `--across` several scenarios. */
import { join } from 'node:path';
import { acrossScenarios, compareSeveral } from '#bench/comparison/several';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import type { SeveralCandidate, SeveralReport } from '#reports/comparison/several-report';
import { renderAcross, renderSeveral } from '#reports/comparison/several-summary';
import { verdictOfHeard } from '#reports/comparison/stand-ins';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { folderName } from '../run/run-parts.ts';
import { versions } from '../version.ts';
import {
  CONFIDENCE,
  type CompareWords,
  checkNumbers,
  commandOf,
  compare,
  comparisonOf,
  designsOf,
  ended,
  endOf,
  headOf,
} from './compare.ts';
import { counterfactualsOf } from './compare-sample.ts';
import { decisionOf, designOfPolicy } from './design-words.ts';
import { assumed, type Design, describeDesign, type Hands, withReplicator } from './experiment.ts';
import { checkReports, tellResult } from './experiment-result.ts';

/** As the words ask for it: two designs, several candidates, or several scenarios. */
export async function compareAny(typed: CompareWords): Promise<ExitCode> {
  const words = { ...typed, decision: decisionOf(typed.decision) };
  checkReports(words);
  checkNumbers(words);
  if (words.across === true) return compareAcross(words);
  return (words.candidates ?? []).length > 1 ? compareWithSeveral(words) : compare(words);
}

/** Each candidate against the baseline, on the same replications. */
async function compareWithSeveral(words: CompareWords): Promise<ExitCode> {
  const designs = await severalDesigns(words);
  const [baseline] = designs as readonly [Design, ...Design[]];
  const out = words.out ?? join('runs', `compare-${folderName(baseline.head.scenario, baseline.seed)}`);
  const { workers, quiet } = words;
  return ended(designs, out, async () => {
    const report = await withReplicator({ designs, out, workers, quiet }, async (replicator, hands) =>
      withSamples(
        whereHeard(await compareSeveral(planOf(words, designs), headOf(words, baseline), replicator)),
        words,
        designs,
        hands,
      ),
    );
    const told = await tellResult(out, report, renderSeveral(report), words);
    const end = endOfSeveral(report);
    return end === EXIT.done ? told : end;
  });
}

/** Of one that was never heard nothing is known. */
function whereHeard(report: SeveralReport): SeveralReport {
  const candidates = report.candidates.map((each) => ({
    ...each,
    verdict: verdictOfHeard(each.verdict, [report.baseline, each.design]),
  }));
  return { ...report, candidates };
}

type SeveralPlan = Parameters<typeof compareSeveral>[0];

function planOf({ replications, halfWidth }: CompareWords, designs: readonly Design[]): SeveralPlan {
  const [baseline, ...candidates] = designs.map(({ head }) => head);
  return {
    baseline: baseline!,
    candidates,
    confidence: CONFIDENCE,
    ...(replications === undefined ? {} : { replications }),
    ...(halfWidth === undefined ? {} : { halfWidth }),
  };
}

/** Each candidate with single decisions of the baseline that it would make otherwise. */
async function withSamples(
  report: SeveralReport,
  { counterfactuals }: CompareWords,
  [baseline, ...others]: readonly Design[],
  hands: Hands,
): Promise<SeveralReport> {
  const candidates: SeveralCandidate[] = [];
  for (const [i, candidate] of report.candidates.entries()) {
    const designs = [baseline!, others[i]!] as const;
    candidates.push({ ...candidate, ...(await counterfactualsOf(report, counterfactuals, designs, hands)) });
  }
  return { ...report, candidates, ...assumed(baseline!) };
}

function endOfSeveral({ stopped, candidates }: SeveralReport): ExitCode {
  const cutOff = candidates.some((candidate) => endOf({ stopped, ...candidate }) !== EXIT.done);
  return cutOff ? EXIT.interrupted : EXIT.done;
}

async function severalDesigns(words: CompareWords): Promise<readonly Design[]> {
  const { refs, baseline, candidates = [], decision } = words;
  const [ref] = refs as readonly [string];
  if (refs.length > 1)
    throw new UserError(`several candidates are compared in one scenario: ${refs.length} were given`);
  if (baseline === undefined)
    throw new UserError(
      `--candidate ${candidates.join(', ')}: against which policy? Name it with --baseline`,
    );
  const names = [baseline, ...candidates];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new UserError(`--candidate ${twice}: is named twice`);
  const asked = { ...words, ref, hindsight: words.bounds !== false };
  const designs: Design[] = [];
  for (const [i, name] of names.entries()) {
    const option = i === 0 ? '--baseline' : '--candidate';
    designs.push(await describeDesign(designOfPolicy(asked, name, decision, option)));
  }
  return designs;
}

/** The same two policies in each scenario. */
async function compareAcross(words: CompareWords): Promise<ExitCode> {
  const { refs, candidates = [], baseline, candidate } = words;
  if (refs.length < 2) throw new UserError('--across: name two scenarios or more');
  if (new Set(refs).size < refs.length) throw new UserError('--across: a scenario is named twice');
  if (baseline === undefined || candidate === undefined || candidates.length > 1)
    throw new UserError(
      '--across: name one --baseline and one --candidate, which are compared in each scenario',
    );
  const each = await Promise.all(refs.map((ref) => designsOf({ ...words, refs: [ref] })));
  const out = words.out ?? join('runs', folderOf(each, words.seed));
  const reports: ComparisonReport[] = [];
  for (const designs of each) {
    const { head, words: own } = designs[0];
    const folder = join(out, head.scenario);
    const code = await ended(designs, folder, async () => {
      const report = await comparisonOf({ ...words, across: false, refs: [own.ref] }, designs, folder);
      reports.push(report);
      const end = endOf(report);
      if (end !== EXIT.done)
        process.stderr.write(
          `interrupted after ${report.pairs} pairs of ${head.scenario}: all scenarios are judged together. The same command goes on from there (${out})\n`,
        );
      return end;
    });
    if (code !== EXIT.done) return code;
  }
  const reproduce = commandOf(words, words.seed);
  const report = acrossScenarios(reports, { confidence: CONFIDENCE, reproduce, versions: versions() });
  return await tellResult(out, report, renderAcross(report), words);
}

/** By the scenarios' names, which tell their folders and lines apart. */
function folderOf(each: readonly (readonly [Design, Design])[], seed: string | undefined): string {
  const names = each.map(([{ head }]) => head.scenario);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new UserError(`--across: two scenarios are called "${twice}". Give each a \`name\` of its own`);
  const name = `compare-across-${names.join('-').slice(0, 120)}`;
  return seed === undefined ? name : folderName(name, seed);
}
