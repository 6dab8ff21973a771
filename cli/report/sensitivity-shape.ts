/**
 * Whether a `result.json` of `dray sensitivity` holds all that the page of a run shows of it, as it can be shown.
 *
 * 1. The first place that does not is named by its path: `inputs[0].low.hurt`.
 */
import { OUTBOUND_KPI_NAMES } from '#reports/kpis/outbound/catalogue';

/** Where it is wrong; null = nowhere. @param at the place of `value`, empty = the whole */
type Shape = (value: unknown, at: string) => string | null;

const text: Shape = isA((value) => typeof value === 'string');
const figure: Shape = isA(Number.isFinite);
const part: Shape = isA((value) => typeof value === 'number' && value >= 0 && value <= 1);
const times: Shape = isA((value) => Number.isSafeInteger(value) && Number(value) >= 1);
const seed: Shape = isA((value) => typeof value === 'string' || Number.isFinite(value));
const kpi: Shape = isA((value) => OUTBOUND_KPI_NAMES.some((name) => name === value));
const verdict: Shape = isA((value) => VERDICTS.includes(String(value)));
const truth: Shape = isA((value) => typeof value === 'boolean');

const VERDICTS: readonly string[] = ['uplift', 'equivalent', 'harm', 'inconclusive'];

const WORLD = {
  verdict,
  baseline: figure,
  difference: fields({ mean: figure, low: figure, high: figure }),
  hurt: listOf(kpi),
};
const DESIGN = fields({ scenario: text, digest: text, policy: text });
const END = fields({ value: text, ...WORLD });
const SHOWN = fields({
  baseline: DESIGN,
  candidate: DESIGN,
  currency: text,
  kpi,
  replications: times,
  seed,
  reproduce: text,
  versions: fields({ dray: text }),
  assumed: fields(WORLD),
  inputs: listOf(fields({ path: text, low: END, high: END, moves: truth })),
  plausible: orNull(
    fields({ worlds: listOf(fields({})), holds: fields({ share: part, low: part, high: part }) }),
  ),
});

/** The first place that can't be shown; null = all can. */
export function unshowable(result: unknown): string | null {
  return SHOWN(result, '');
}

function isA(holds: (value: unknown) => boolean): Shape {
  return (value, at) => (holds(value) ? null : at);
}

function orNull(shape: Shape): Shape {
  return (value, at) => (value === null ? null : shape(value, at));
}

function listOf(shape: Shape): Shape {
  return (value, at) => {
    if (!Array.isArray(value)) return at;
    return firstOf(value.map((each: unknown, i) => [shape, each, `${at}[${i}]`]));
  };
}

function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, at) => {
    if (typeof value !== 'object' || value === null) return at;
    const own = new Map<string, unknown>(Object.entries(value));
    return firstOf(
      Object.entries(shapes).map(([name, shape]) => [
        shape,
        own.get(name),
        at === '' ? name : `${at}.${name}`,
      ]),
    );
  };
}

function firstOf(checks: readonly (readonly [Shape, unknown, string])[]): string | null {
  for (const [shape, value, at] of checks) {
    const wrong = shape(value, at);
    if (wrong !== null) return wrong;
  }
  return null;
}
