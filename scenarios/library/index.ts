/** What comes with Dray: scenarios to run and overlays to lay over them. The files lie beside this one. */

export const SCENARIOS = [
  'quickstart',
  'brunel',
  'b2b-distributor',
  'inbound-dock',
  'as-is-to-be',
  'spare-parts-global',
  'customs-heavy',
  'returns-wave',
] as const;
export const OVERLAYS = [
  'peak',
  'slow-platform',
  'morning-peak',
  'peak-season',
  'reroute',
  'lean-desk',
  'first-come',
  'customs-heavy',
  'sure-suppliers',
  'returns-wave',
  'swarm',
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
