/** The core's processes that a world calls for: their actors, and the ways of its partners' messages to them. */
import type { Actor } from '#orchestrator/core/actor';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { CARE_PROCESS_ROUTES, careProcess } from '#orchestrator/processes/care/process';
import { withCases } from '#orchestrator/processes/exceptions/process';
import { INBOUND_PROCESS_ROUTES, inboundProcess } from '#orchestrator/processes/inbound/process';
import { OUTBOUND_PROCESS_ROUTES, outboundProcess } from '#orchestrator/processes/outbound/process';
import {
  REPLENISHMENT_PROCESS_ROUTES,
  replenishmentProcess,
} from '#orchestrator/processes/replenishment/process';
import { RETURNS_PROCESS_ROUTES, returnsProcess } from '#orchestrator/processes/returns/process';
import type { OutboundWorld } from '../world/outbound-world.ts';
import { ownActor } from '../world/own-process.ts';

/** Where exceptions are cases: those that may notice one watched, and the cases. */
// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export function inCases<Some extends Actor<any, any>>(
  actors: readonly Some[],
  { network: { cases } }: OutboundWorld,
  // biome-ignore lint/suspicious/noExplicitAny: the same
): readonly Actor<any, any>[] {
  return cases === undefined ? actors : withCases(actors, cases);
}

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export function processActors(world: OutboundWorld): readonly Actor<any, any>[] {
  return [
    ...outboundProcess(world.network),
    ...(world.inbound === undefined ? [] : inboundProcess(world.inbound.core)),
    ...careActors(world),
    ...(world.replenishment === undefined
      ? []
      : replenishmentProcess(world.replenishment.core, world.network)),
    ...(world.ownProcesses ?? []).map(ownActor),
  ];
}

/** Kinds of message that own actors send to their own systems. */
export function ownKinds({ ownProcesses = [] }: OutboundWorld): readonly string[] {
  return ownProcesses.flatMap(({ system }) => system.takes ?? []);
}

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
function careActors({ network }: OutboundWorld): readonly Actor<any, any>[] {
  const { care } = network;
  if (care === undefined) return [];
  return care.returns === null
    ? careProcess(care)
    : [...careProcess(care), ...returnsProcess(network, care.returns)];
}

export function routesOf({
  inbound,
  network,
  replenishment,
  ownProcesses = [],
}: OutboundWorld): ReadonlyMap<string, ActorTypeNo> {
  const { care } = network;
  if (inbound === undefined && care === undefined && replenishment === undefined && ownProcesses.length === 0)
    return OUTBOUND_PROCESS_ROUTES;
  return new Map([
    ...OUTBOUND_PROCESS_ROUTES,
    ...(inbound === undefined ? [] : INBOUND_PROCESS_ROUTES),
    ...(care === undefined ? [] : CARE_PROCESS_ROUTES),
    ...(care?.returns ? RETURNS_PROCESS_ROUTES : []),
    ...(replenishment === undefined ? [] : REPLENISHMENT_PROCESS_ROUTES),
    ...ownProcesses.flatMap((process, no) =>
      process.system.says.map((kind) => [kind, ownActor(process, no).type] as const),
    ),
  ]);
}
