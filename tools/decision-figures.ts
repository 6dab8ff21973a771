/**
 * The figures of the page of `spare-parts-decisions`, a line of JSON a row, and the tables that are made of them.
 *
 * 1. What is kept is as it was reported, not rounded: compared again, it is the same.
 */
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import type {
  AnswersRegret,
  PointRegret,
  Regret,
  RegretInterval,
  WaveRegret,
} from '#reports/comparison/regret-report';
import { MEASURE_WORDS, pointScale } from '#reports/comparison/regret-words';
import type { PointScoresOver } from '#reports/scoring/point-scores';
import type { DecisionRow } from './decision-rows.ts';

type Scored = Pick<PointScoresOver, 'policy' | 'labelled' | 'said'> & {
  readonly brier: number | null;
  readonly averagePrecision: number | null;
};

export interface RowFigures {
  readonly point: string;
  readonly baseline: string;
  readonly candidate: string;
  readonly verdict: ComparisonReport['verdict'];
  /** Guardrails that are hurt, by KPI. */
  readonly hurt: readonly string[];
  /** Landed cost an order shipped, minor units: baseline and candidate, pair by pair from seed 1 on. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Minor units an order; null = no bound is known. */
  readonly regret: Pick<Regret, 'bound' | 'saving' | 'regret' | 'headroomCaptured'> | null;
  /** Of the point that is compared, where it has a bound of its own. */
  readonly answers: PointRegret | null;
  /** Where waves are put in sequence, and that is what is compared, or by which of two alike goes first. */
  readonly waves: { readonly baseline: WaveRegret; readonly candidate: WaveRegret } | null;
  /** Where it is known later what came: of both. */
  readonly scores: readonly Scored[];
}

/** Points that decide who goes with which wave of a node. */
const IN_WAVES: readonly string[] = ['wave-sequence', 'order-priority'];

export function figuresOf({ point, baseline, candidate }: DecisionRow, report: ComparisonReport): RowFigures {
  const { verdict, guardrails, primary, regret } = report;
  const bounded = regret?.primary;
  return {
    ...{ point, baseline, candidate, verdict },
    hurt: guardrails.filter(({ judged }) => judged === 'failed').map(({ kpi }) => kpi),
    pairs: primary.pairs ?? [],
    regret:
      bounded === undefined
        ? null
        : {
            bound: bounded.bound,
            saving: bounded.saving,
            regret: bounded.regret,
            headroomCaptured: bounded.headroomCaptured,
          },
    answers: regret?.points?.find(({ compared }) => compared) ?? null,
    waves: IN_WAVES.includes(point) ? (regret?.waves ?? null) : null,
    scores: [report.baseline, report.candidate].flatMap(({ scores = [] }) =>
      scores
        .filter((each) => each.point === point)
        .map(({ policy, labelled, said, scores: { brier, averagePrecision } }) => ({
          ...{ policy, labelled, said, brier, averagePrecision },
        })),
    ),
  };
}

/** The tables of the page, by the heading that each stands under. */
export function decisionTables(
  rows: readonly DecisionRow[],
  figures: readonly RowFigures[],
): ReadonlyMap<string, string> {
  const whole = rows.map((row) => [row, figuresFor(row, figures)] as const);
  return new Map([
    ['## Figures', tableOf(COST_HEADING, whole.map(costCells))],
    ['## Answers', tableOf(ANSWER_HEADING, whole.flatMap(answerCells))],
    ['## Waves', tableOf(WAVE_HEADING, whole.flatMap(waveCells))],
    ['## Predictions', tableOf(SCORE_HEADING, scoreCells(whole))],
  ]);
}

type Whole = readonly [DecisionRow, RowFigures];

function figuresFor({ point, baseline, candidate }: DecisionRow, figures: readonly RowFigures[]): RowFigures {
  const found = figures.find(
    (each) => each.point === point && each.baseline === baseline && each.candidate === candidate,
  );
  if (found !== undefined) return found;
  throw new Error(
    `no figures of ${point}, ${candidate} against ${baseline}: node tools/spare-parts-decisions.ts makes them`,
  );
}

const COST_HEADING = [
  'decision point',
  'rule of thumb',
  'against it',
  'verdict',
  'saving an order, USD',
  'bound, USD',
  'regret of the rule, USD',
  'of the other, USD',
  'headroom captured, %',
];

function costCells([row, { verdict, hurt, regret }]: Whole): readonly string[] {
  const { point, baseline, candidate, with: overlays } = row;
  const brought = overlays.map((each) => `\`${nameOfOverlay(each)}\``).join(', ');
  const told = verdict === 'harm' && hurt.length > 0 ? `harm: ${hurt.map(hurtWords).join(', ')}` : verdict;
  const head = [
    brought === '' ? `\`${point}\`` : `\`${point}\` (with ${brought})`,
    `\`${baseline}\``,
    policyWords(candidate),
    told,
  ];
  if (regret === null) return [...head, ...Array.from({ length: 5 }, () => 'none')];
  const { saving, bound, headroomCaptured } = regret;
  return [
    ...head,
    money(saving),
    money(bound),
    money(regret.regret.baseline),
    money(regret.regret.candidate),
    headroomCaptured === null ? 'none' : interval(headroomCaptured, 100, 1),
  ];
}

const ANSWER_HEADING = [
  'decision point',
  'by',
  'counted a run',
  'what is measured',
  'came to',
  'bound',
  'regret',
  'gap of the bound, %',
  'answers as on record, %',
  'headroom captured, %',
];

function answerCells([, { point, baseline, candidate, answers }]: Whole): readonly (readonly string[])[] {
  if (answers === null) return [];
  const { unit, headroomCaptured } = answers;
  const { by, words } = pointScale(unit, 'USD');
  const cells = (policy: string, each: AnswersRegret, captured: RegretInterval | null): readonly string[] => [
    `\`${point}\``,
    `\`${policy}\`${policy === baseline ? `, against \`${candidate}\`` : ''}`,
    each.decisions.toFixed(0),
    `${MEASURE_WORDS[answers.point] ?? answers.point}, ${words}`,
    (each.came / by).toFixed(1),
    interval(each.bound, 1 / by, 1),
    interval(each.regret, 1 / by, 1),
    each.certifiedGap === null ? 'not exact' : (100 * each.certifiedGap).toFixed(1),
    each.right === undefined ? 'none' : interval(each.right, 100, 1),
    captured === null ? 'none' : interval(captured, 100, 1),
  ];
  return [cells(baseline, answers.baseline, null), cells(candidate, answers.candidate, headroomCaptured)];
}

const WAVE_HEADING = [
  'by',
  'shipments a run',
  'too late, thousand USD x hours',
  'bound of its own waits',
  'regret',
  'gap of the bound, %',
];

function waveCells([, { baseline, candidate, waves }]: Whole): readonly (readonly string[])[] {
  if (waves === null) return [];
  const cells = (policy: string, each: WaveRegret): readonly string[] => [
    `\`${policy}\`, against \`${policy === baseline ? candidate : baseline}\``,
    each.shipments.toFixed(0),
    (each.late / THOUSAND_USD).toFixed(1),
    interval(each.bound, 1 / THOUSAND_USD, 1),
    interval(each.regret, 1 / THOUSAND_USD, 1),
    (100 * each.certifiedGap).toFixed(1),
  ];
  return [cells(baseline, waves.baseline), cells(candidate, waves.candidate)];
}

const SCORE_HEADING = [
  'decision point',
  'policy',
  'asked, and known what came',
  'said and came',
  'said in vain',
  'missed',
  'Brier',
  'PR-AUC',
];

/** Each policy once, as it was against the first that it stood against. */
function scoreCells(whole: readonly Whole[]): readonly (readonly string[])[] {
  const seen = new Set<string>();
  return whole.flatMap(([{ point }, { scores }]) =>
    scores.flatMap(({ policy, labelled, said, brier, averagePrecision }) => {
      const name = `${point} ${policy}`;
      if (seen.has(name)) return [];
      seen.add(name);
      const { truePositives, falsePositives, falseNegatives } = said;
      return [
        [
          `\`${point}\``,
          `\`${policy}\``,
          ...[labelled, truePositives, falsePositives, falseNegatives].map(String),
          ...[brier, averagePrecision].map((each) => (each === null ? 'none' : each.toFixed(3))),
        ],
      ];
    }),
  );
}

function tableOf(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n').replace(/^\| --- .*$/m, `|${'---|'.repeat(heading.length)}`);
}

function policyWords(policy: string): string {
  return policy.startsWith('onnx:') ? `\`${policy}\`, learned` : `\`${policy}\``;
}

function nameOfOverlay(overlay: string): string {
  return overlay.replace(/^.*\/|\.yaml$/g, '');
}

const HURT_WORDS: Readonly<Record<string, string>> = { otif: 'on time in full', cycleTimeP95: 'cycle time' };

function hurtWords(kpi: string): string {
  return HURT_WORDS[kpi] ?? kpi;
}

/** Minor units in it. */
const THOUSAND_USD = 100_000;

function money(minor: RegretInterval): string {
  return interval(minor, 0.01, 2);
}

function interval({ mean, low, high }: RegretInterval, factor: number, digits: number): string {
  // Nothing is never below 0.
  const told = (each: number): string => (factor * each).toFixed(digits).replace(/^-(0\.?0*)$/, '$1');
  const [middle, from, to] = [mean, low, high].map(told);
  return `${middle} (${from} to ${to})`;
}
