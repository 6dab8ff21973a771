/** What `dray compare` ends with in the terminal: the verdict in a sentence, then what it rests on. */
import { sampleWords } from '../counterfactual/sample-summary.ts';
import { END_WORDS, figure, unitWords } from '../outbound/figures.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { scoreLine } from '../scoring/score-words.ts';
import { count, decimal, duration } from '../text/format.ts';
import type {
  ComparedDesign,
  ComparedMetric,
  ComparisonReport,
  OutsideKindName,
  Stopped,
} from './comparison-report.ts';
import { offPolicyTruthWords } from './off-policy-summary.ts';
import { renderRegret } from './regret-words.ts';
import { standInWords, unheardWords } from './stand-ins.ts';
import { guardrailWords, kpiTitles, lower } from './verdict-words.ts';

export function renderComparison(report: ComparisonReport): string {
  return [
    `${report.verdict}: ${comparisonSentence(report)}`,
    '',
    metricTable(report),
    ...(report.regret === null ? [] : ['', renderRegret(report.regret, report.currency)]),
    ...(report.counterfactuals === undefined
      ? []
      : ['', textList(sampleWords(report.counterfactuals, report.currency))]),
    ...(report.offPolicy === undefined
      ? []
      : ['', textList(offPolicyTruthWords(report.offPolicy, report.currency))]),
    '',
    textList(comparisonGrounds(report)),
  ].join('\n');
}

/** A metric is a line of words and one of figures: with both in one a table would be wider than a terminal. */
function metricTable({ primary, guardrails, confidence, currency }: ComparisonReport): string {
  const metrics = [primary, ...guardrails];
  const head = ['baseline', 'candidate', 'difference', `${percent(confidence)} interval`, ''];
  const [heads, rule, ...figures] = textTable([head, ...metrics.map(row)], 0).split('\n');
  return [
    heads,
    rule,
    ...metrics.flatMap((metric, i) => [`  ${metricWords(metric, currency)}`, figures[i]]),
  ].join('\n');
}

function metricWords(metric: ComparedMetric, currency: string): string {
  const { title, unit, threshold, thresholdWords } = metric;
  const money = unit === 'money' ? `, ${unitWords(unit, currency)}` : '';
  const from = unit === 'share' ? thresholdWords : signedDifference(threshold, metric).slice(1);
  return `${title}${money} (matters from ${from})`;
}

/** What was compared, in words that stand in a mail. */
export function comparisonSentence(report: ComparisonReport): string {
  const { baseline, candidate, primary, same, pairs } = report;
  const unheard = unheardWords([baseline, candidate]);
  if (unheard !== null) return lower(unheard);
  if (same) return `the two are the same design: ${count(pairs)} pairs, every difference exactly 0.`;
  const names = namesOf(baseline, candidate);
  const change = gainWords(primary);
  const said = `${names.candidate} ${change} ${names.baseline} (${primary.judged}).`;
  return [said, guardrailWords(report), ...standInWords([baseline, candidate])]
    .filter((each) => each !== '')
    .join(' ');
}

function gainWords({ difference, baseline, better, title }: ComparedMetric): string {
  const share = baseline === 0 ? null : Math.abs(difference.mean / baseline);
  const by = share === null ? '' : ` by ${percent(share)}`;
  if (difference.mean === 0) return `has the same ${lower(title)} as`;
  const improves = difference.mean > 0 === (better === 'more');
  return `${improves ? 'betters' : 'worsens'} ${lower(title)}${by} against`;
}

type NamedDesign = Pick<ComparedDesign, 'scenario' | 'policy'>;

/** By policy where the scenario is one, else by scenario. */
export function namesOf(
  baseline: NamedDesign,
  candidate: NamedDesign,
): { readonly baseline: string; readonly candidate: string } {
  if (baseline.scenario === candidate.scenario && baseline.policy !== candidate.policy)
    return { baseline: baseline.policy, candidate: candidate.policy };
  const named = ({ scenario, policy }: NamedDesign): string => `${scenario} (${policy})`;
  return { baseline: named(baseline), candidate: named(candidate) };
}

function row(metric: ComparedMetric): readonly string[] {
  const { unit, baseline, candidate, difference, judged } = metric;
  return [
    figure(baseline, unit),
    figure(candidate, unit),
    signedDifference(difference.mean, metric),
    `${signedDifference(difference.low, metric)} to ${signedDifference(difference.high, metric)}`,
    judged,
  ];
}

/** So many minutes are better told in hours. */
const LEGIBLE = 100;

/** A difference, with its sign, in a unit small enough to see it in. */
export function signedDifference(
  value: number,
  { unit, threshold, difference }: Pick<ComparedMetric, 'unit' | 'threshold' | 'difference'>,
): string {
  const sign = value > 0 ? '+' : value < 0 ? '-' : '±';
  const size = Math.abs(value);
  switch (unit) {
    case 'share':
      return `${sign}${decimal(100 * size, 2)} pp`;
    case 'money':
    case 'money/kg':
      return `${sign}${decimal(size / 100, 2)}`;
    case 'ms':
      return `${sign}${spanIn(size, Math.max(threshold, Math.abs(difference.mean) / LEGIBLE))}`;
    default:
      return `${sign}${decimal(size, 2)}`;
  }
}

function spanIn(ms: number, grainMs: number): string {
  if (grainMs >= 3_600_000) return `${decimal(ms / 3_600_000, 2)} h`;
  return grainMs >= 60_000 ? `${decimal(ms / 60_000, 1)} min` : `${decimal(ms / 1000, 1)} s`;
}

/** Why no more were run. */
export const WHY_STOPPED: Readonly<Record<Stopped, string>> = {
  narrow: 'every interval is narrow enough',
  'as-many-as-asked': 'as many as asked for',
  most: 'the most that are run',
  interrupted: 'interrupted',
};

/** What came from outside otherwise for two runs with the same orders. */
export const OUTSIDE_WORDS: Readonly<Record<OutsideKindName, string>> = {
  customers: 'customers change, cancel or ask about their orders otherwise, or credit decides otherwise,',
  shops: 'something else is asked for in shops',
};

/** What the verdict rests on, in lines; a line may have others below it, indented. */
export function comparisonGrounds(report: ComparisonReport): string[] {
  const { primary, pairs, stopped, resumed, pairsEnough, unmeasured, outsideApart = [] } = report;
  const { varianceReduction, probabilityBetter, shareBetter, difference } = primary;
  return [
    `${count(pairs)} pairs on common random numbers (${WHY_STOPPED[stopped]})${resumed === 0 ? '' : `; ${count(resumed)} replications were known from before`}`,
    ...(pairsEnough === null
      ? []
      : [`some ${count(pairsEnough)} pairs would make every interval narrow enough`]),
    ...outsideApart.map((kind) => `${OUTSIDE_WORDS[kind]} in the two, as their scenarios have it`),
    ...warmUpWords(report.baseline),
    ...endWords([report.baseline, report.candidate]),
    `the candidate is better on average with probability ${decimal(probabilityBetter, 3)}, and in ${percent(shareBetter)} of the pairs`,
    ...(varianceReduction === null
      ? []
      : [
          `common random numbers made the variance of the difference ${timesWords(varianceReduction)} times smaller`,
        ]),
    ...(difference.method === 'bca'
      ? [`the differences are skewed (${decimal(difference.skew, 1)}): their interval is a BCa bootstrap`]
      : []),
    ...(unmeasured.length === 0
      ? []
      : [`not measured in every run, and no guardrail: ${kpiTitles(unmeasured)}`]),
    ...[report.baseline, report.candidate].map((design) => designWords(design, report.currency)),
  ];
}

/** Where nearly nothing differs it is as large as rounding has it. */
function timesWords(reduction: number): string {
  return reduction > 10_000 ? 'more than 10,000' : decimal(reduction, 1);
}

/** What is to be said of a design by itself, in lines of which the first is not indented. */
export function designWords(design: ComparedDesign, currency: string): string {
  const { policy, cpuMs, scores = [] } = design;
  const scored = scores.map((each) => `\n    ${scoreLine(each)}`);
  const head = `${policy}: ${decimal(cpuMs, 0)} ms of processor a run${busyWords(design)}`;
  return [head, decisionWords(design), costWords(design, currency), ...scored].join('');
}

const RESOURCE_WORDS = {
  stations: (name: string) => ({ who: `the stations of ${name}`, busy: 'are busy for', have: 'have' }),
  team: (name: string) => ({ who: `the team "${name}"`, busy: 'is busy for', have: 'has' }),
  doors: (name: string) => ({ who: name, busy: 'are taken for', have: 'have' }),
  platform: () => ({ who: 'the workers of the platform', busy: 'are busy for', have: 'have' }),
} as const;

/** Without it nobody knows what common random numbers earn: they earn least where everything waits for everything. */
function busyWords({ busiest }: ComparedDesign): string {
  if (busiest === undefined) return '';
  const { kind, name, utilisation } = busiest;
  const { who, busy, have } = RESOURCE_WORDS[kind](name);
  // It is what there is to do over what can be done: nobody is busy for more than all of the time.
  return utilisation > 1
    ? `; ${who} ${have} ${decimal(utilisation, utilisation < 2 ? 2 : 1)} times the work that their capacity takes, more than any other`
    : `; ${who} ${busy} ${decimal(100 * utilisation, 0)} % of their time, more than any other`;
}

/** A cost that is declared is in landed cost, and said beside it. */
function costWords({ decisionCost }: ComparedDesign, currency: string): string {
  if (decisionCost === undefined) return '';
  const { perDecisionMinor, decisionsPerOrder, perOrderMinor, totalMinor } = decisionCost;
  const each = `${small(perDecisionMinor)} ${currency} an answer x ${decimal(decisionsPerOrder, 2)} an order`;
  return `\n    its answers cost ${each} = ${small(perOrderMinor)} ${currency} an order, ${figure(totalMinor, 'money')} a run: in landed cost`;
}

/** Fractions of a cent. */
function small(minor: number): string {
  return String(Number((minor / 100).toPrecision(3)));
}

/** What is not counted. */
export function warmUpWords({ warmUpMs }: Pick<ComparedDesign, 'warmUpMs'>): string[] {
  if (warmUpMs === undefined) return [];
  return [`orders released in the first ${duration(warmUpMs)} are left out (warmUp)`];
}

/** Of runs that something stopped. */
export function endWords(designs: readonly Pick<ComparedDesign, 'ends'>[]): string[] {
  return (Object.keys(END_WORDS) as (keyof typeof END_WORDS)[]).flatMap((end) => {
    const runs = designs.reduce((sum, { ends }) => sum + (ends[end] ?? 0), 0);
    return end === 'empty' || runs === 0 ? [] : [`${count(runs)} of the runs ${END_WORDS[end]}`];
  });
}

/** Of policies that think, or do not always answer. */
function decisionWords({ decisions }: ComparedDesign): string {
  return decisions
    .filter(({ fellBack, latencyMs }) => fellBack > 0 || latencyMs > 0)
    .map(({ point, asked, fallbackRate, latencyP50Ms, latencyP99Ms }) => {
      const thinks = latencyP99Ms > 0 ? `, thinking ${latencyP50Ms} ms (p99 ${latencyP99Ms} ms)` : '';
      return `\n    ${point}: ${count(asked)} answers, ${percent(fallbackRate)} of them fell back${thinks}`;
    })
    .join('');
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
