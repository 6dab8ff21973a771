/** What comes with Dray: scenarios to run and overlays to lay over them. The files lie beside this one. */

export const SCENARIOS = ['quickstart', 'brunel'] as const;
export const OVERLAYS = ['peak', 'slow-platform'] as const;

export function scenarioPath(name: string): string {
  return `library:${name}.yaml`;
}

export function overlayPath(name: string): string {
  return `library:overlays/${name}.yaml`;
}
