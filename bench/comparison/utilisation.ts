/**
 * How busy the resources of a run were: what they had to do over what they could have done, on the days on which orders came in. Above 1 somebody can't
 * keep up, and works it off later.
 *
 * 1. Days are whole, from the start of the run to that of its last order: a run that takes only some orders of its days is not the less busy for it.
 * 2. A node is told as a whole: which of its stations did the work no event tells.
 */
import type { WmsNode } from '#mock-systems/wms/settings';
import type { Busiest } from '#reports/comparison/comparison-report';
import { peopleKpis } from '#reports/kpis/outbound/people-kpis';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { DAY_MS } from '#sim/shifts/civil';
import { nodeWork, rostersUntil } from '../experiments/arm-details.ts';
import { demandEnd, type OutboundArm } from '../experiments/outbound-arms.ts';

/** Of one run. */
export type Resource = Busiest;

/** @param doors share of the time of dock doors that they were taken; null = there are none */
export function resourcesOf(world: OutboundWorld, arm: OutboundArm, doors: number | null): Resource[] {
  const until = lastDayEnd(world, arm);
  if (until === null) return [];
  const platform = platformShare(world, arm, until);
  return [
    ...world.wms.nodes.flatMap((node, no) => nodeResource(world, arm, node, no, until)),
    ...peopleKpis(arm.outcomes, rostersUntil(world, until), until).flatMap(
      ({ role, busyShare }): Resource[] =>
        busyShare === null ? [] : [{ kind: 'team', name: role, utilisation: busyShare }],
    ),
    ...(doors === null ? [] : [{ kind: 'doors' as const, name: 'dock doors', utilisation: doors }]),
    ...(platform === null
      ? []
      : [{ kind: 'platform' as const, name: 'orchestrator', utilisation: platform }]),
  ];
}

/** null = no order came. */
function lastDayEnd(world: OutboundWorld, { outcomes }: OutboundArm): number | null {
  const { orders, epoch } = outcomes;
  let last = -1;
  for (let row = 0; row < orders.size; row++) last = Math.max(last, orders.releasedAt[row]!);
  if (last < 0) return null;
  const days = Math.max(1, Math.ceil((epoch + 1000 * last - world.startAt) / DAY_MS));
  const end = world.startAt + days * DAY_MS;
  const demandEnds = demandEnd(world);
  return world.demand.kind === 'generated' ? Math.min(end, demandEnds) : end;
}

function nodeResource(
  world: OutboundWorld,
  { outcomes }: OutboundArm,
  node: WmsNode,
  no: number,
  until: number,
): Resource[] {
  const { name, loadShare } = nodeWork(world, outcomes, node, no, until);
  if (node.work.kind === 'stations')
    return loadShare === null ? [] : [{ kind: 'stations', name, utilisation: loadShare }];
  const { shipments } = outcomes;
  let picked = 0;
  for (let row = 0; row < shipments.size; row++)
    if (shipments.node[row] === no && shipments.pickedAt[row]! >= 0) picked += 1;
  const could = (node.work.perDay * (until - world.startAt)) / DAY_MS;
  return [{ kind: 'stations', name, utilisation: picked / could }];
}

/** null = its workers are without limit, or take no time. */
function platformShare(world: OutboundWorld, { steps }: OutboundArm, until: number): number | null {
  const { workers, stepLatencyMs, storeLatencyMs } = world.platform;
  const stepMs = stepLatencyMs + storeLatencyMs;
  if (workers === 0 || stepMs === 0) return null;
  return (steps * stepMs) / (workers * (until - world.startAt));
}

/** The one with the largest mean over replications. @param runs of one design: the same resources in each, unless nothing was ordered */
export function busiestOf(
  runs: readonly { readonly resources: readonly Resource[] }[],
): { readonly busiest: Busiest } | Record<never, never> {
  const sums = new Map<string, Resource>();
  for (const each of runs.flatMap(({ resources }) => resources)) {
    const key = `${each.kind} ${each.name}`;
    const before = sums.get(key)?.utilisation ?? 0;
    sums.set(key, { ...each, utilisation: before + each.utilisation / runs.length });
  }
  const sorted = [...sums.values()].sort((one, other) => other.utilisation - one.utilisation);
  return sorted.length === 0 ? {} : { busiest: sorted[0]! };
}
