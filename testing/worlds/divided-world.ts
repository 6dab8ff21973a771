/** The small distributor with responsibilities given to others, checked as a scenario file would be. */

import type { Activity, Owner } from '#scenarios/schema/outbound/responsibilities';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';
import type { SmallDistributor } from './outbound-world.ts';

export type Said = Partial<Record<Activity, Owner>>;

/** @param more settings, as `path=value`: what they say counts */
export function dividedDistributor(
  said: Said,
  { days = 1, ordersPerDay = 120 }: Pick<SmallDistributor, 'days' | 'ordersPerDay'> = {},
  more: readonly string[] = [],
): OutboundWorld {
  const set = [`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`];
  if (Object.keys(said).length > 0) set.push(`responsibilities=${JSON.stringify(said)}`);
  if (said.tender === 'tms') set.push('systems.tms.tendering={ every: 30 min, source: assumption }');
  if (said.consolidate === 'tms') set.push('systems.tms.consolidation={ every: 2 h, source: assumption }');
  if (said.rate === 'orchestrator') set.push('systems.tms.rateCopy={ every: 7 d, source: assumption }');
  if (said.allocate === 'people')
    set.push('phases.workflow.decisions.sourcing={ by: person, role: planner, mistakes: 0.02 }');
  if (said.tender === 'people')
    set.push('phases.workflow.decisions.carrier={ by: person, role: planner, mistakes: 0.02 }');
  if (said.allocate === 'erp')
    set.push(
      'policies=[cheapest-in-stock]',
      'systems.erp.allocation={ answer: { constant: 2 s }, source: assumption }',
    );
  const scenario = outboundScenario(loadFrom('b2b-distributor', {}, { set: [...set, ...more] }));
  return buildOutboundWorld(scenario, scenario.seed);
}
