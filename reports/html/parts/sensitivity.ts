/**
 * How much the assumptions of a run move its figures: bars beside each that was swung, from a sensitivity analysis of the same scenario; or
 * where there is none, the commands that make one.
 *
 * 1. What the analysis and the run do not have in common is said above its figures.
 */
import type { InputEnd, SensitivityReport, WorldVerdict } from '../../comparison/sensitivity-report.ts';
import { namesOf } from '../../comparison/summary.ts';
import { kpiTitles, lower } from '../../comparison/verdict-words.ts';
import { OUTBOUND_KPIS } from '../../kpis/outbound/catalogue.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { measuredBy, type RunSensitivity, type SwungInput } from '../../outbound/run-sensitivity.ts';
import { sensitivityCommand } from '../../outbound/sensitivity-command.ts';
import { decimal, money, share } from '../../text/format.ts';
import { tornadoBars, tornadoFigure } from '../experiments/parts/tornado-figure.ts';
import { swingBar, swingSpan } from '../experiments/pictures/swing-bar.ts';
import type { TornadoBar } from '../experiments/pictures/tornado.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from './tables.ts';

/** Where the example puts the result. */
const OUT = 'sensitivity';

/** The whole analysis in a picture, what it is of, and what must be known of it. */
export function moves(sensitivity: RunSensitivity): Markup {
  const { measured, differs, swung } = sensitivity;
  const { assumed, kpi, currency, plausible } = measured;
  const names = namesOf(measured.baseline, measured.candidate);
  const others = swung.filter(({ assumption }) => assumption === null);
  const holds =
    plausible === null
      ? null
      : html` With all of them drawn at once it holds in ${share(plausible.holds.share)} of ${plausible.worlds.length} plausible worlds (${share(plausible.holds.low)} to ${share(plausible.holds.high)} with 95 %).`;
  return html`<h3 id="sensitivity">What they move</h3>
${differs.map((each) => html`<p class="bad">${each}</p>\n`)}<p>${lower(OUTBOUND_KPIS[kpi].title).replace(/^./, (c) => c.toUpperCase())} of ${names.candidate} less that of ${names.baseline}, ${measuredBy(measured)}.
As the scenario stands: ${signed(assumed)} ${currency}, ${assumed.verdict}. ${moversOf(measured)}${holds}</p>
${tornadoFigure(measured)}
<p class="soft">Bars beside assumptions are on one scale: a dashed line is no difference, a line the scenario as it stands. It was measured apart from this run: <code>${measured.reproduce}</code>. What nobody swung is taken as it stands.</p>
${
  others.length === 0
    ? null
    : table(
        'Swung as well, though no assumption of the scenario names it',
        ['Input', movesHead(sensitivity)],
        others.map((each) => row(html`<code>${each.input.path}</code>`, [movesCell([each], sensitivity)])),
        'wrap',
      )
}`;
}

/** For the table of assumptions. @param swung inputs of one of them */
export function movesCell(swung: readonly SwungInput[], { measured }: RunSensitivity): Markup {
  const bars = tornadoBars(measured);
  const middle = measured.assumed.difference.mean / 100;
  const span = swingSpan(bars, middle);
  const names = namesOf(measured.baseline, measured.candidate);
  return html`${swung.map(({ input }) => {
    const { path, low, high } = input;
    const bar = bars.find((each) => each.path === path)!;
    return html`<div class="swing"><p><code>${path}</code> ${low.value} to ${high.value}</p>
${swingBar(barWords(bar, measured.currency), bar, middle, span)}
<p>${names.baseline}: ${range(low.baseline, high.baseline)}<br>${names.candidate}: ${range(of(low), of(high))}<br>Difference: ${signed(low)} to ${signed(high)}
<span class="soft">(${interval(low)}; ${interval(high)} with 95 %)</span><br>${verdicts(low, high, measured.assumed)}</p></div>
`;
  })}`;
}

/** What is in the cells. */
export function movesHead({ measured: { kpi, currency } }: RunSensitivity): Markup {
  return html`What it moves: ${lower(OUTBOUND_KPIS[kpi].title)}, ${currency}`;
}

/** How to measure it: as exact as the run lets it be. */
export function howToMeasure(report: OutboundRunReport): Markup {
  const { plausible = [] } = report;
  const found = sensitivityCommand(report, OUT);
  const ranges =
    plausible.length === 0
      ? html`<p>The scenario lists no ranges in which its assumptions might lie (<code>plausible</code>).</p>`
      : html`<p>The scenario says that these might be otherwise:</p>
<ul>${plausible.map(({ path, low, high }) => html`<li><code>${path}</code> from ${low} to ${high}</li>\n`)}</ul>`;
  if (found === null) return ranges;
  return html`<h3 id="sensitivity">What they move</h3>
<p>It was not measured in this run: one run with one seed can't tell. These commands measure it and put it beside each assumption; RUN is the folder of this run.</p>
<pre tabindex="0"><code>${found.command}
dray report RUN --sensitivity ${OUT}</code></pre>
${found.toFill.map((each) => html`<p class="soft">${each}.</p>\n`)}${ranges}`;
}

/** In a few words, for the top of the page. */
export function moversOf({ inputs }: Pick<SensitivityReport, 'inputs'>): string {
  const moving = inputs.filter(({ moves: turns }) => turns).map(({ path }) => path);
  if (inputs.length === 0) return 'No input was swung.';
  return moving.length === 0
    ? inputs.length === 1
      ? 'The one input that was swung does not turn the verdict by itself.'
      : `None of ${inputs.length} inputs that were swung turns the verdict by itself.`
    : `By itself the verdict is turned by ${moving.join(', ')}.`;
}

function of({ baseline, difference }: WorldVerdict): number {
  return baseline + difference.mean;
}

function interval({ difference: { low, high } }: WorldVerdict): string {
  return `${money(low)} to ${money(high)}`;
}

function range(low: number, high: number): string {
  return `${money(low)} to ${money(high)}`;
}

function verdicts(low: InputEnd, high: InputEnd, assumed: WorldVerdict): Markup {
  const turned = [low, high].filter(({ verdict }) => verdict !== assumed.verdict);
  if (turned.length === 0) return html`The verdict stays ${assumed.verdict}.`;
  return html`<span class="bad">${turned.map(({ value, verdict, hurt }) => `${verdict} at ${value}${hurt.length === 0 ? '' : ` (hurts ${kpiTitles(hurt)})`}`).join(', ')}</span>, ${assumed.verdict} as the scenario stands.`;
}

function barWords({ path, low, high }: TornadoBar, currency: string): string {
  const end = ({ value, difference, flips }: TornadoBar['low']): string =>
    `${decimal(difference, 2)} ${currency} at ${value}${flips === null ? '' : `, ${flips}`}`;
  return `What ${path} moves: ${end(low)}; ${end(high)}`;
}

function signed({ difference: { mean } }: WorldVerdict): string {
  return `${mean > 0 ? '+' : mean < 0 ? '-' : '±'}${money(Math.abs(mean))}`;
}
