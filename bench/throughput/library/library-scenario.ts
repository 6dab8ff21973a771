/** A scenario of the library, loaded without the command line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import { loadScenario } from '#scenarios/schema/load';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { showProblem } from '#scenarios/schema/source-files';

const LIBRARY = fileURLToPath(new URL('../../../scenarios/library/', import.meta.url));
const KPI_UNITS = Object.fromEntries(Object.entries(OUTBOUND_KPIS).map(([kpi, { unit }]) => [kpi, unit]));

/** Throws what is wrong with it. @param set as after `--set` @param overlays as after `--with` */
export function libraryScenario(
  name: string,
  set: readonly string[] = [],
  overlays: readonly string[] = [],
): AnyOutboundScenario {
  const read = (path: string): string => readFileSync(path.replace('library:', LIBRARY), 'utf8');
  const loaded = loadScenario(name, { read }, { kpis: KPI_UNITS, set, with: overlays });
  if (!loaded.ok) throw new Error(loaded.problems.map(showProblem).join('\n'));
  return loaded.scenario;
}
