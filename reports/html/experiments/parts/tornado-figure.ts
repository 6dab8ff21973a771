/** The tornado of a sensitivity analysis as its own page has it, and the page of a run: with its key and what it shows. */
import type { InputEnd, SensitivityReport } from '../../../comparison/sensitivity-report.ts';
import { OUTBOUND_KPIS } from '../../../kpis/outbound/catalogue.ts';
import { count } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { colorKey } from '../../pictures/plot.ts';
import { type TornadoBar, tornado } from '../pictures/tornado.ts';
import { figure } from './frame.ts';

/** Inputs in the picture; all are in the table. */
const DRAWN_MAX = 25;

export function tornadoFigure(report: SensitivityReport): Markup {
  const { inputs, assumed, currency, kpi } = report;
  const bars = tornadoBars(report).slice(0, DRAWN_MAX);
  const picture = tornado(
    'What each assumed input moves, the widest first',
    `${OUTBOUND_KPIS[kpi].title}: candidate less baseline, ${currency} (left = cheaper)`,
    bars,
    assumed.difference.mean / 100,
  );
  const rest =
    bars.length < inputs.length
      ? html`<p class="soft">The ${count(bars.length)} that move most are drawn; all ${count(inputs.length)} are in the table.</p>`
      : null;
  return html`${tornadoKey()}${figure(picture, 'Each input at both ends of its range, all else as the scenario has it (the line). A diamond: there the verdict is another one.')}
${rest}`;
}

function tornadoKey(): Markup {
  return colorKey([
    ['low end of the range', 'var(--part0)'],
    ['high end of the range', 'var(--part1)'],
  ]);
}

/** Differences in major units. */
export function tornadoBars({ inputs, assumed }: SensitivityReport): readonly TornadoBar[] {
  const end = ({ value, difference, verdict }: InputEnd) => ({
    value,
    difference: difference.mean / 100,
    flips: verdict === assumed.verdict ? null : verdict,
  });
  return inputs.map(({ path, low, high }) => ({ path, low: end(low), high: end(high) }));
}
