/** What `dray compare` ends with in the terminal where several candidates, or several scenarios, are compared. */
import { sampleWords } from '../counterfactual/sample-summary.ts';
import { unitWords } from '../outbound/figures.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal } from '../text/format.ts';
import type { ComparedDesign, ComparedMetric, Verdict } from './comparison-report.ts';
import { type NamedRegret, renderRegrets } from './regret-words.ts';
import type { AcrossReport, AcrossScenario, SeveralCandidate, SeveralReport } from './several-report.ts';
import { isUnheard, standInWords } from './stand-ins.ts';
import { designWords, endWords, namesOf, signedDifference, WHY_STOPPED, warmUpWords } from './summary.ts';
import { kpiTitles, reasonOf } from './verdict-words.ts';

export function renderSeveral(report: SeveralReport): string {
  const { baseline, candidates, currency, confidence } = report;
  const rows = candidates.map(({ design, verdict, primary }) => [
    design.policy,
    ...differenceCells(primary),
    verdict,
  ]);
  const primary = candidates[0]!.primary;
  const regrets = candidates.flatMap(({ design, regret }) =>
    regret === null ? [] : [{ name: design.policy, regret }],
  );
  return [
    `${count(candidates.length)} candidates against ${baseline.policy}; all intervals hold together with ${decimal(100 * confidence, 0)} % (max-t).`,
    '',
    textTable([['candidate', `${primary.title}, ${currency}`, 'interval', 'verdict'], ...rows]),
    ...listed(candidates.flatMap((candidate) => candidateReason(candidate, baseline))),
    ...regretLines('candidate', unitWords('money', currency), regrets),
    ...candidates.flatMap((candidate) => sampleLines(candidate, currency)),
    '',
    textList(grounds(report)),
  ].join('\n');
}

function candidateReason(
  { design, pairsEnough, ...judged }: SeveralCandidate,
  baseline: ComparedDesign,
): string[] {
  const reason = reasonOf({ ...judged, baseline, candidate: design }, pairsEnough);
  const said = [...(reason === null ? [] : [reason]), ...partly([baseline, design])].join(' ');
  return said === '' ? [] : [`${design.policy}: ${said}`];
}

/** What is said of a design that was heard, though not always. */
function partly(designs: readonly ComparedDesign[]): readonly string[] {
  return designs.some(isUnheard) ? [] : standInWords(designs);
}

function sampleLines({ design, counterfactuals }: SeveralCandidate, currency: string): string[] {
  if (counterfactuals === undefined) return [];
  return ['', textList([`${design.policy}:`, ...indented(sampleWords(counterfactuals, currency))])];
}

function grounds({ baseline, candidates, pairs, stopped, resumed, currency }: SeveralReport): string[] {
  const designs = [baseline, ...candidates.map(({ design }) => design)];
  const unmeasured = [...new Set(candidates.flatMap((candidate) => candidate.unmeasured))];
  const known = resumed === 0 ? '' : `; ${count(resumed)} of the runs were known from before`;
  return [
    `${count(pairs)} replications of each on common random numbers (${WHY_STOPPED[stopped]})${known}`,
    ...warmUpWords(baseline),
    ...endWords(designs),
    ...(unmeasured.length === 0
      ? []
      : [`not measured in every run, and no guardrail: ${kpiTitles(unmeasured)}`]),
    ...designs.map((design) => designWords(design, currency)),
  ];
}

export function renderAcross({ verdict, scenarios }: AcrossReport): string {
  const { baseline, candidate } = namesOf(scenarios[0]!.report.baseline, scenarios[0]!.report.candidate);
  const rows = scenarios.map(({ report, adjustedP, verdict: own }) => [
    report.baseline.scenario,
    ...differenceCells(report.primary),
    report.currency,
    pText(adjustedP),
    lostWords(own, report.verdict),
  ]);
  const regrets = scenarios.flatMap(({ report }) =>
    report.regret === null
      ? []
      : [{ name: `${report.baseline.scenario}, ${report.currency}`, regret: report.regret }],
  );
  return [
    `${verdict} over ${count(scenarios.length)} scenarios: ${candidate} against ${baseline}.`,
    '',
    textTable([
      ['scenario', scenarios[0]!.report.primary.title, 'interval', '', 'p (Holm)', 'verdict'],
      ...rows,
    ]),
    ...listed(scenarios.flatMap(scenarioReason)),
    ...regretLines('scenario', '', regrets),
    ...scenarios.flatMap(scenarioSample),
    '',
    textList(scenarios.map(scenarioGrounds)),
  ].join('\n');
}

function scenarioReason({ report, verdict }: AcrossScenario): string[] {
  const lost =
    verdict === report.verdict
      ? []
      : ['Alone it is an uplift; with all scenarios looked at together that may be chance.'];
  const reason = reasonOf(report, report.pairsEnough);
  const said = [
    ...lost,
    ...(reason === null ? [] : [reason]),
    ...partly([report.baseline, report.candidate]),
  ].join(' ');
  return said === '' ? [] : [`${report.baseline.scenario}: ${said}`];
}

/** How many runs it rests on, and what is not counted in them. */
function scenarioGrounds({ report }: AcrossScenario): string {
  const { baseline, candidate, pairs, stopped } = report;
  const said = [`${count(pairs)} pairs (${WHY_STOPPED[stopped]})`, ...warmUpWords(baseline)];
  return `${baseline.scenario}: ${[...said, ...endWords([baseline, candidate])].join('; ')}`;
}

function scenarioSample({ report }: AcrossScenario): string[] {
  const { counterfactuals, currency, baseline } = report;
  if (counterfactuals === undefined) return [];
  return ['', textList([`${baseline.scenario}:`, ...indented(sampleWords(counterfactuals, currency))])];
}

function listed(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', textList(lines)];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function regretLines(of: string, unit: string, regrets: readonly NamedRegret[]): string[] {
  return regrets.length === 0 ? [] : ['', renderRegrets(of, unit, regrets)];
}

function differenceCells(primary: ComparedMetric): readonly [string, string] {
  const { mean, low, high } = primary.difference;
  const [at, from, to] = [mean, low, high].map((value) => signedDifference(value, primary));
  return [at!, `${from} to ${to}`];
}

function lostWords(own: Verdict, alone: Verdict): string {
  return own === alone ? own : `${own} (alone: ${alone})`;
}

function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : decimal(p, 3);
}
