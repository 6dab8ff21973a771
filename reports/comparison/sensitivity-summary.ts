/** What `dray sensitivity` ends with in the terminal: whether the verdict holds, a tornado, and the worlds in which it is another one. */
import { OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal } from '../text/format.ts';
import type { InputEnd, InputSensitivity, SensitivityReport, WorldVerdict } from './sensitivity-report.ts';
import type { WithStandIns } from './stand-in-report.ts';
import { isUnheard, standInWords, unheardWords } from './stand-ins.ts';
import { namesOf, warmUpWords } from './summary.ts';
import { kpiTitles, lower } from './verdict-words.ts';

const BAR = 25;
/** Minor units: what differs by less, by the rounding of sums, is drawn as no difference. */
const SEEN_MINOR = 0.01;

export function renderSensitivity(report: SensitivityReport): string {
  const { assumed, plausible, inputs, replications, kpi, currency } = report;
  const { baseline, candidate } = namesOf(report.baseline, report.candidate);
  const said = `${candidate} against ${baseline}, ${signed(assumed)} ${currency} of ${lower(OUTBOUND_KPIS[kpi].title)}.`;
  const unheard = unheardWords(standInsOf(assumed));
  return [
    `${assumed.verdict} at the scenario's values: ${unheard === null ? said : lower(unheard)}`,
    ...(unheard === null ? standInWords(standInsOf(assumed)) : []),
    ...(plausible === null || unheard !== null ? [] : [holdsWords(report)]),
    ...warmUpWords(report.baseline),
    '',
    `  what one input moves (${count(replications)} pairs at each end, ${currency}; | = the scenario's values, 0 = no difference)`,
    '',
    tornado(inputs, assumed),
    ...grounds(report),
    ...unmeasuredWords(report),
    ...unheardWorlds(report),
  ].join('\n');
}

function holdsWords({ plausible, assumed }: SensitivityReport): string {
  const { holds, worlds, verdicts } = plausible!;
  const others = Object.entries(verdicts)
    .filter(([verdict]) => verdict !== assumed.verdict)
    .map(([verdict, times]) => `${verdict} in ${count(times)}`);
  const rest = others.length === 0 ? '' : `; ${others.join(', ')}`;
  return `The verdict holds in ${percent(holds.share)} of ${count(worlds.length)} plausible worlds (${percent(holds.low)} to ${percent(holds.high)} with 95 %)${rest}.`;
}

/** An input is a line of words and one of figures, as metrics are in a comparison. 0 is on the scale: what hardly moves has a short bar. */
function tornado(inputs: readonly InputSensitivity[], assumed: WorldVerdict): string {
  const means = [assumed, ...inputs.flatMap(({ low, high }) => [low, high])].map(
    (end) => end.difference.mean,
  );
  const [least, most] = [Math.min(0, ...means), Math.max(0, ...means)];
  const place = (value: number): number =>
    most - least < SEEN_MINOR ? 0 : Math.round(((BAR - 1) * (value - least)) / (most - least));
  const bar = ({ low, high }: InputSensitivity): string => {
    const [from, to] = [low, high].map(({ difference }) => place(difference.mean)).sort((a, b) => a - b);
    const [middle, zero] = [place(assumed.difference.mean), place(0)];
    return Array.from({ length: BAR }, (_, i) =>
      i === middle ? '|' : i === zero ? '0' : i >= from! && i <= to! ? '=' : ' ',
    ).join('');
  };
  const rows = inputs.map((input) => [
    endWords(input.low),
    bar(input),
    endWords(input.high),
    input.moves ? 'moves' : 'stays',
  ]);
  const [head, rule, ...lines] = textTable([['low', '', 'high', 'verdict'], ...rows], 4).split('\n');
  return [head, rule, ...inputs.flatMap(({ path }, i) => [`  ${path}`, lines[i]])].join('\n');
}

function endWords(end: InputEnd): string {
  return `${end.value}: ${signed(end)}`;
}

function signed({ difference: { mean } }: WorldVerdict): string {
  const sign = mean > 0 ? '+' : mean < 0 ? '-' : '±';
  return `${sign}${decimal(Math.abs(mean) / 100, 2)}`;
}

function grounds({ inputs, assumed }: SensitivityReport): string[] {
  const changed = inputs.flatMap(({ path, low, high }) =>
    [low, high]
      .filter(({ verdict }) => verdict !== assumed.verdict)
      .map(({ value, verdict, hurt }) => `${path} = ${value}: ${verdict}${hurtWords(hurt)}`),
  );
  return changed.length === 0
    ? ['', '  no input moves the verdict by itself']
    : ['', '  the verdict is another one at', '', textList(changed)];
}

/** A guardrail without a value guards nothing: said of the scenario as it stands, and of how many other worlds. */
function unmeasuredWords({ assumed, inputs, plausible }: SensitivityReport): string[] {
  const others = [...inputs.flatMap(({ low, high }) => [low, high]), ...(plausible?.worlds ?? [])];
  const missing = others.filter(({ unmeasured }) => unmeasured.length > 0);
  const elsewhere = [...new Set(missing.flatMap(({ unmeasured }) => unmeasured))];
  const lines = [
    ...(assumed.unmeasured.length === 0
      ? []
      : [`not measured in every run, and no guardrail: ${kpiTitles(assumed.unmeasured)}`]),
    ...(missing.length === 0 || elsewhere.every((kpi) => assumed.unmeasured.includes(kpi))
      ? []
      : [
          `not measured in ${count(missing.length)} of ${count(others.length)} other worlds, and no guardrail there: ${kpiTitles(elsewhere)}`,
        ]),
  ];
  return lines.length === 0 ? [] : ['', textList(lines)];
}

/** Of baseline and candidate in a world. */
export function standInsOf({ standIns = [] }: WorldVerdict): readonly WithStandIns[] {
  return standIns.map((each) => ({ standIns: each }));
}

/** Other worlds in which one of the two was never heard: a verdict there is open for that reason. */
function unheardWorlds({ inputs, plausible }: SensitivityReport): string[] {
  const others = [...inputs.flatMap(({ low, high }) => [low, high]), ...(plausible?.worlds ?? [])];
  const unheard = others.filter((world) => standInsOf(world).some(isUnheard)).length;
  if (unheard === 0) return [];
  return [
    '',
    textList([
      `nothing was compared in ${count(unheard)} of ${count(others.length)} other worlds: no answer of one of the two was used there`,
    ]),
  ];
}

function hurtWords(hurt: WorldVerdict['hurt']): string {
  if (hurt.length === 0) return '';
  return ` (hurts ${hurt.map((kpi) => OUTBOUND_KPIS[kpi].title).join('; ')})`;
}

function percent(share: number): string {
  return `${decimal(100 * share, 0)} %`;
}
