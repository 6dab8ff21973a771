/**
 * What the page of `spare-parts-decisions` compares: at each decision point a rule of thumb with another rule, and with the learned policy of the
 * library where there is one.
 *
 * 1. A point that `spare-parts-global` has no place for is asked by an overlay, which the table names.
 */
export interface DecisionRow {
  readonly point: string;
  readonly baseline: string;
  readonly candidate: string;
  /** Overlays by which it is asked: of the library, or a file from the root of the checkout. */
  readonly with: readonly string[];
}

export const SCENARIO = 'spare-parts-global';
export const PAIRS = 20;
/** A fifth of the days, half of the orders a day: what 20 pairs of each row can be run with in minutes. */
export const SMALLER: readonly string[] = ['demand.days=4', 'demand.ordersPerDay=130'];

const WAVES = ['docs/experiments/spare-parts-decisions/waves.yaml'];
const DOCKS = ['docs/experiments/spare-parts-decisions/docks.yaml'];

export const DECISION_ROWS: readonly DecisionRow[] = [
  ...against('order-priority', 'as-erp-says', ['value-per-line'], WAVES),
  ...against('node-selection', 'cheapest-in-stock', ['cheapest-in-time', 'onnx:learned-sourcing']),
  ...against('wave-sequence', 'earliest-cutoff', ['least-late-value', 'first-in-first-out'], WAVES),
  ...against('carrier-selection', 'guide-order', ['cheapest-in-time', 'onnx:learned-carrier']),
  ...against('delay-prediction', 'as-carrier-says', ['by-pace', 'onnx:late-loads'], ['delay-prediction']),
  ...against('delay-response', 'never-expedite', ['expedite-where-worth']),
  ...against(
    'exception-routing',
    'to-person',
    ['routine-first', 'onnx:learned-exceptions'],
    ['exceptions-as-cases'],
  ),
  ...against('invoice-anomaly', 'tolerance-table', ['duplicate-and-outlier'], ['bill-audit']),
  ...against('workload-balance', 'stay', ['level-load'], WAVES),
  ...against('dock-slot', 'first-slot', ['after-arrival'], DOCKS),
];

function against(
  point: string,
  baseline: string,
  candidates: readonly string[],
  overlays: readonly string[] = [],
): DecisionRow[] {
  return candidates.map((candidate) => ({ point, baseline, candidate, with: overlays }));
}

/** What is typed, without where results go. */
export function commandOf({ point, baseline, candidate, with: overlays }: DecisionRow): readonly string[] {
  return [
    ...['compare', SCENARIO, '--decision', point],
    ...['--baseline', baseline, '--candidate', candidate],
    ...overlays.flatMap((each) => ['--with', each]),
    ...SMALLER.flatMap((each) => ['--set', each]),
    ...['--replications', String(PAIRS)],
  ];
}
