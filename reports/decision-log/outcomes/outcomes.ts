/** The outcome of each decision point, by name: one a point. */
import { CASE_OUTCOME } from './case-outcome.ts';
import { DOCK_OUTCOME } from './dock-outcome.ts';
import { CARRIER_OUTCOME, DELAY_OUTCOME, INVOICE_OUTCOME, PREDICTION_OUTCOME } from './load-outcome.ts';
import { ORDER_OUTCOME } from './order-outcome.ts';
import type { OutcomeOf } from './outcome.ts';
import { SHELF_OUTCOME } from './shelf-outcome.ts';
import { WAVE_OUTCOME, WORKLOAD_OUTCOME } from './waiting-outcome.ts';

const OUTCOMES: Readonly<Record<string, OutcomeOf>> = {
  sourcing: ORDER_OUTCOME,
  'order-priority': ORDER_OUTCOME,
  carrier: CARRIER_OUTCOME,
  'delay-prediction': PREDICTION_OUTCOME,
  'delay-response': DELAY_OUTCOME,
  'invoice-anomaly': INVOICE_OUTCOME,
  'dock-slot': DOCK_OUTCOME,
  replenishment: SHELF_OUTCOME,
  'wave-sequence': WAVE_OUTCOME,
  workload: WORKLOAD_OUTCOME,
  exception: CASE_OUTCOME,
};

/** Throws where a point has none: a new one is added above. */
export function outcomeOf(point: string): OutcomeOf {
  const outcome = OUTCOMES[point];
  if (outcome === undefined)
    throw new Error(`no outcome is told of decision point "${point}": add it to outcomes.ts`);
  return outcome;
}
