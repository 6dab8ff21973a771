/** Whether a scenario that was changed by machine is still one: by the schema and the checks of those written by hand. */

import type { Located, LocatedEntry, Place } from '#scenarios/schema/located';
import { checkOutbound } from '#scenarios/schema/outbound/checks/check';
import { type OutboundScenario, outboundScenarioSchema } from '#scenarios/schema/outbound/scenario';
import type { OwnParts } from '#scenarios/schema/own-parts';

const NOWHERE: Place = { file: 'a candidate', line: 0, column: 0 };

/**
 * Cost: some ms. KPIs are unknown to it: thresholds are gone by then.
 * @param tree a scenario, or what is left of it
 * @param parts of the user's own that it names
 */
export function isScenario(tree: unknown, parts: OwnParts = new Map()): tree is OutboundScenario {
  const { ownProfiles, ownTms, ownFronts, ownProcesses, ...written } = tree as OutboundScenario;
  const parsed = outboundScenarioSchema.safeParse(written);
  if (!parsed.success) return false;
  const own = {
    ...(ownProfiles && { ownProfiles }),
    ...(ownTms && { ownTms }),
    ...(ownFronts && { ownFronts }),
    ...(ownProcesses && { ownProcesses }),
  };
  try {
    return (
      checkOutbound({ ...parsed.data, ...own }, located(written), { kpis: {}, parts }).problems.length === 0
    );
  } catch {
    // What does not even get through the checks.
    return false;
  }
}

function located(value: unknown): Located {
  if (Array.isArray(value)) return { kind: 'list', place: NOWHERE, items: value.map(located) };
  if (value === null || typeof value !== 'object') return { kind: 'scalar', place: NOWHERE, value };
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]): [string, LocatedEntry] => [key, { keyPlace: NOWHERE, node: located(each) }]);
  return { kind: 'map', place: NOWHERE, entries: new Map(entries) };
}
