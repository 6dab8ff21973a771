/** What `dray explain` says in the terminal: of one decision, or of which there are. */
import { OUTBOUND_KPIS, type OutboundKpi } from '../kpis/outbound/catalogue.ts';
import { figure, NONE } from '../outbound/figures.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal, duration, instant, share } from '../text/format.ts';
import type {
  Alternative,
  DecisionLine,
  ExplainedDecision,
  ExplainedOption,
  Explanation,
  WhatIf,
} from './explanation.ts';

/** Columns of features side by side: more would be wider than a terminal. */
const ABREAST = 8;

export function renderExplanation(explanation: Explanation): string {
  const { decision, scenario, seed, arm, context, options, whatIf } = explanation;
  const head = `decision ${decision.no} of ${scenario.name}, seed ${seed}, ${arm}: ${decision.point}`;
  return [
    `${head}\n${textList([decision.decides, ...decisionWords(decision, explanation)])}`,
    `Asked about\n${textTable([['field', 'value', 'what it is'], ...context.map(({ name, words, doc }) => [name, words, doc])], 3)}`,
    `Options\n${optionTable(options, decision.chosen)}`,
    ...removedWords(options),
    ...featureTables(explanation),
    whatIf === null ? nothingElse(options) : whatIfWords(explanation, whatIf),
  ].join('\n\n');
}

function decisionWords(decision: ExplainedDecision, { options }: Explanation): string[] {
  const { entityType, entityKey, attempt, at, chosen, recommended, policy, policySummary, mode } = decision;
  const { override, fallback, confidence, propensity, latencyMs, modelDigest } = decision;
  const by = `by ${policy} (${mode}${modelDigest === null ? '' : `, model ${modelDigest}`})`;
  return [
    `${entityType} ${entityKey}, attempt ${attempt}, put ${instant(at)}`,
    `${by}${policySummary === '' ? '' : `: ${policySummary}`}`,
    chosen < 0
      ? 'nothing was chosen: the process goes on without'
      : `chosen: option ${chosen} of ${options.length}`,
    ...(recommended === chosen
      ? []
      : [`advised: ${recommended < 0 ? 'none of these' : `option ${recommended}`}`]),
    ...(fallback === null ? [] : [`the advice was not used: ${fallback}`]),
    ...(override === null ? [] : [`decided instead: ${override}`]),
    ...(confidence === null ? [] : [`confidence ${share(confidence)}`]),
    ...(propensity === null ? [] : [`drawn with probability ${decimal(propensity, 3)}`]),
    ...(latencyMs === 0 ? [] : [`it took ${decimal(latencyMs, 0)} ms`]),
  ];
}

/** Options with what differs between them; what is the same in all is said once. */
function optionTable(options: readonly ExplainedOption[], chosen: number): string {
  const names = options[0]?.fields.map(({ name }) => name) ?? [];
  const wordsOf = (option: ExplainedOption, name: string): string =>
    option.fields.find((field) => field.name === name)?.words ?? NONE;
  const same = names.filter((name) =>
    options.every((option) => wordsOf(option, name) === wordsOf(options[0]!, name)),
  );
  const apart = names.filter((name) => options.length === 1 || !same.includes(name));
  const scored = options.some(({ score }) => score !== null);
  const rows = options.map((option) => [
    `${option.no}${option.no === chosen ? ' *' : ''}`,
    ...apart.map((name) => wordsOf(option, name)),
    ...(scored ? [option.score === null ? NONE : decimal(option.score, 3)] : []),
  ]);
  const table = textTable([['no', ...apart, ...(scored ? ['score'] : [])], ...rows], 1 + apart.length);
  if (options.length < 2 || same.length === 0) return table;
  const shared = same.map((name) => `${name} ${wordsOf(options[0]!, name)}`).join(', ');
  return `${table}\n  all: ${shared}`;
}

function removedWords(options: readonly ExplainedOption[]): string[] {
  const lines = options.flatMap(({ no, removedBy }) =>
    removedBy === null ? [] : [`${no}: ${removedBy.rule} (${removedBy.summary})`],
  );
  return lines.length === 0 ? [] : [`Removed by hard rules\n${textList(lines)}`];
}

/** Features go down, options across: there are more features. */
function featureTables({ options, features }: Explanation): string[] {
  const offered = options.filter(({ removedBy }) => removedBy === null);
  if (offered.length === 0) return [];
  const tables: string[] = [];
  for (let from = 0; from < offered.length; from += ABREAST) {
    const some = offered.slice(from, from + ABREAST);
    const head = ['feature', 'unit', ...some.map(({ no }) => String(no))];
    const rows = features.map(({ name, unit }) => [
      name,
      unit,
      ...some.map((option) => decimal(option.features[name]!, 0)),
    ]);
    tables.push(textTable([head, ...rows], 2));
  }
  return [`What a model is shown\n${tables.join('\n\n')}`];
}

function nothingElse(options: readonly ExplainedOption[]): string {
  const why = options.length === 0 ? 'there was no option' : 'no other option was allowed';
  return `Nothing could have been decided otherwise: ${why}.`;
}

function whatIfWords({ decision, currency }: Explanation, whatIf: WhatIf): string {
  const { entityType, entityKey, chosen } = decision;
  const { alternatives, luck, confidence, horizon, horizonMs } = whatIf;
  const until = {
    closed: `until ${entityType} ${entityKey} was over in all of them, ${duration(horizonMs)} after the decision`,
    for: `${duration(horizonMs)} after the decision`,
    end: `to the end of the run, ${duration(horizonMs)} after the decision`,
  }[horizon];
  const against = chosen < 0 ? 'no choice' : `option ${chosen}`;
  const head = [
    'option',
    'this future',
    ...(luck < 2
      ? []
      : [`mean of ${count(luck)} others`, `${share(confidence).replace('.0 ', ' ')} interval`]),
    'what differs in this future',
  ];
  const left = head.length - 1;
  const rows = alternatives.map((each) => alternativeRow(each, luck));
  const table = textTable(
    [head, ...rows].map((row) => row.slice(0, left)),
    1,
  ).split('\n');
  const notes = [head[left]!, '', ...rows.map((row) => row[left]!)];
  return [
    `What each would have cost more than ${against}, ${currency}, all orders together`,
    textList([`measured ${until}`]),
    '',
    ...table.map((line, i) => `${line}${notes[i] === '' ? '' : `   ${notes[i]}`}`.trimEnd()),
    ...alternatives.flatMap(({ option, broken }) =>
      broken.map((each) => `  option ${option}: an invariant breaks: ${each}`),
    ),
  ].join('\n');
}

function alternativeRow({ option, cost, pots, kpis }: Alternative, luck: number): string[] {
  const { here, others } = cost;
  const parts = [
    ...Object.entries(pots).map(([pot, minor]) => `${pot} ${apart(minor)}`),
    ...Object.entries(kpis).flatMap(([kpi, value]) => kpiWords(kpi as OutboundKpi, value)),
  ];
  return [
    String(option),
    here === null ? NONE : apart(here),
    ...(luck < 2
      ? []
      : others === null
        ? [NONE, NONE]
        : [apart(others.mean), `${apart(others.low)} to ${apart(others.high)}`]),
    parts.join(', '),
  ];
}

/** Of KPIs that one order can move visibly; cost an order says no more than the cost. */
function kpiWords(kpi: OutboundKpi, value: number | null | undefined): string[] {
  const { unit } = OUTBOUND_KPIS[kpi];
  if (value === null || value === undefined || value === 0 || unit === 'money') return [];
  const sign = value > 0 ? '+' : '-';
  const size = unit === 'share' ? `${decimal(100 * Math.abs(value), 2)} pp` : figure(Math.abs(value), unit);
  // Of many orders one is nothing to be seen.
  return size === '0.00 pp' ? [] : [`${OUTBOUND_KPIS[kpi].title} ${sign}${size}`];
}

/** Minor units with their sign. */
function apart(minor: number): string {
  const sign = minor > 0 ? '+' : minor < 0 ? '-' : '±';
  return `${sign}${decimal(Math.abs(minor) / 100, 2)}`;
}

/** @param total of all that there are, shown or not */
export function renderDecisionList(lines: readonly DecisionLine[], total: number): string {
  // What is the same in every line has no column: it has to fit a terminal, and an id in one piece.
  const removed = lines.some((line) => line.removed > 0);
  const fellBack = lines.some(({ fallback }) => fallback !== null);
  const shown = ([no, put, id, policy, options, out, chosen, fallback]: readonly string[]): string[] => [
    ...[no!, put!, id!, policy!, options!],
    ...(removed ? [out!] : []),
    chosen!,
    ...(fellBack ? [fallback!] : []),
  ];
  const head = ['no', 'put, UTC', 'decision', 'policy', 'options', 'out', 'chosen', 'fallback'];
  const rows = lines.map((line) => [
    String(line.no),
    instant(line.at).replace(/ UTC$/, ''),
    idOf(line),
    line.mode === 'active' ? line.policy : `${line.policy} (${line.mode})`,
    String(line.options),
    String(line.removed),
    line.chosen < 0 ? NONE : String(line.chosen),
    line.fallback ?? '',
  ]);
  const more = total > lines.length ? `\n  ${count(lines.length)} of ${count(total)} decisions` : '';
  return `${textTable([head, ...rows].map(shown), 4)}${more}`;
}

/** As `--decision` takes it. */
function idOf({ point, entityType, entityKey, attempt }: DecisionLine): string {
  return `${point}:${entityType}-${entityKey}:${attempt}`;
}
