/** What comes with Dray: scenarios to run and overlays to lay over them. The files lie beside this one. */
import type { DecisionPoint } from '#orchestrator/core/out';

export const SCENARIOS = [
  'quickstart',
  'brunel',
  'b2b-distributor',
  'inbound-dock',
  'legacy-batch',
  'as-is-to-be',
  'three-pl',
  'spare-parts-global',
  'customs-heavy',
  'erp-migration',
  'returns-wave',
  'peak-season',
  'carrier-outage',
  'retail-replenishment',
  'governance-drill',
] as const;
export const OVERLAYS = [
  'peak',
  'slow-platform',
  'morning-peak',
  'peak-season',
  'carrier-outage',
  'robots',
  'reroute',
  'lean-desk',
  'first-come',
  'customs-heavy',
  'erp-migration',
  'odoo',
  'as-is-to-be',
  'sure-suppliers',
  'legacy-batch',
  'three-pl',
  'three-pl-freight',
  'returns-wave',
  'live-positions',
  'swarm',
  'tms-tenders',
  'tms-consolidates',
  'appointments',
  'own-rates',
  'people-tender',
  'level-load',
  'erp-allocates',
  'broker',
  'min-max',
  'rare-reviews',
  'morning-windows',
  'routes',
  'two-echelon',
  'tight-gateway',
  'exceptions-as-cases',
  'unread-proofs',
  'shaky-web',
  'short-deliveries',
  'full-waves',
  'delay-prediction',
  'bill-audit',
  'wrong-units',
  'new-webhook-key',
  'injected-notes',
  'leap-day',
  'wayward-model',
  'spare-parts-global',
  'retail-replenishment',
  'inbound-dock',
  'rough-files',
  'order-changes',
] as const;
/** ONNX files that a policy may name, and what each answers; `tools/make-onnx-model.ts` makes them. */
export const MODEL_POINTS: Readonly<Record<string, DecisionPoint>> = {
  'cost-and-lateness': 'sourcing',
  'carrier-cost-and-lateness': 'carrier',
  'late-loads': 'delay-prediction',
  'learned-sourcing': 'sourcing',
  'learned-carrier': 'carrier',
  'learned-exceptions': 'exception',
};
export const MODELS: readonly string[] = Object.keys(MODEL_POINTS);

export function scenarioPath(name: string): string {
  return `library:${name}.yaml`;
}

export function modelPath(name: string): string {
  return `library:models/${name}.onnx`;
}

export function overlayPath(name: string): string {
  return `library:overlays/${name}.yaml`;
}
