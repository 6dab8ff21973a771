/** What comes with Dray: scenarios to run and overlays to lay over them. The files lie beside this one. */

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
  'sure-suppliers',
  'legacy-batch',
  'three-pl',
  'returns-wave',
  'live-positions',
  'swarm',
  'tms-tenders',
  'level-load',
  'erp-allocates',
  'broker',
  'min-max',
  'rare-reviews',
  'tight-gateway',
  'exceptions-as-cases',
  'unread-proofs',
] as const;
/** ONNX files that a policy may name; `tools/make-onnx-model.ts` makes them. */
export const MODELS = ['cost-and-lateness'] as const;

export function scenarioPath(name: string): string {
  return `library:${name}.yaml`;
}

export function modelPath(name: string): string {
  return `library:models/${name}.onnx`;
}

export function overlayPath(name: string): string {
  return `library:overlays/${name}.yaml`;
}
