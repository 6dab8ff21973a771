/** How differences of two runs are written: the same in the terminal, in Markdown and on the page. */
import { figure, NONE } from '../outbound/figures.ts';
import { decimal, money } from '../text/format.ts';
import type { KpiDifference } from './diff-report.ts';

/** Of a value of a scenario. */
const VALUE_CHARS_MAX = 60;
/** Beyond it nobody reads per cent. */
const RELATIVE_MAX = 10;

export function kpiTitle({ title, kpi, unit }: KpiDifference): string {
  return unit === null ? `${kpi} (unknown to this Dray)` : title;
}

export function kpiFigure({ unit }: KpiDifference, value: number | null): string {
  if (value === null) return NONE;
  return unit === null ? String(value) : figure(value, unit);
}

/** `+4.53 (+12.6 %)`, of shares `-2.1 pp`. */
export function differenceWords({ unit, difference, relative }: KpiDifference): string {
  if (difference === null) return NONE;
  if (unit === 'share') return signed(difference, `${decimal(Math.abs(difference) * 100, 1)} pp`);
  const amount = unit === null ? String(Math.abs(difference)) : figure(Math.abs(difference), unit);
  return `${signed(difference, amount)}${relativeWords(relative)}`;
}

function relativeWords(relative: number | null): string {
  if (relative === null || relative === 0) return '';
  if (Math.abs(relative) > RELATIVE_MAX) return ` (x ${decimal(1 + relative, 0)})`;
  return ` (${signed(relative, `${decimal(Math.abs(relative) * 100, 1)} %`)})`;
}

export function signedMoney(minor: number): string {
  return signed(minor, money(Math.abs(minor)));
}

function signed(value: number, text: string): string {
  return value === 0 ? text : `${value > 0 ? '+' : '-'}${text}`;
}

export function betterWords({ better }: KpiDifference): string {
  return better === null ? '' : better ? 'better' : 'worse';
}

/** JSON of a value, as far as it is read. */
export function shownValue(json: string | null): string {
  if (json === null) return NONE;
  const text = /^"[^"\\]*"$/.test(json) ? json.slice(1, -1) : json;
  return text.length <= VALUE_CHARS_MAX ? text : `${text.slice(0, VALUE_CHARS_MAX)}...`;
}
