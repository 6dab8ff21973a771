/** Of which worlds a bound is known: those in which every cost of an order is one that the bound counts, or is never below 0. */
import type { OutboundWorld } from '#scenarios/world/outbound-world';

/** null = a bound is known; else why there is none. */
export function whyUnknown(world: OutboundWorld): string | null {
  const { carriers, tms, network, replenishment, ownProcesses, ownFronts, erpMigration } = world;
  if (carriers.some(({ conduct }) => conduct !== undefined)) return 'a carrier of your own bills as it likes';
  if (tms.conduct !== undefined) return 'a rating service of your own prices as it likes';
  if (ownProcesses !== undefined) return 'processes of your own may do anything';
  if (ownFronts !== undefined) return 'systems of your own may do anything';
  if (network.freight !== undefined) return 'a third party bills the freight by terms of its own';
  if (replenishment !== undefined) return 'stores are sent goods that are no orders, and share the trucks';
  if (erpMigration !== undefined) return 'orders change from one ERP to another, and may come twice';
  return null;
}
