/** Replenishment as a host needs it: its actors, and which actor takes which partner message. */
import type { ReplenishmentToCore } from '../../contracts/replenishment.ts';
import type { StoresToCore } from '../../contracts/stores.ts';
import type { Actor } from '../../core/actor.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { ReplenishmentSettings } from '../../model/replenishment.ts';
import { deploymentActor } from './deployment.ts';
import { REPLENISHMENT } from './inputs.ts';
import { replenishmentActor } from './replenishment.ts';

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export function replenishmentProcess(settings: ReplenishmentSettings): readonly Actor<any, any>[] {
  return [replenishmentActor(settings), deploymentActor(settings)];
}

const ROUTES: Readonly<Record<(ReplenishmentToCore | StoresToCore)['kind'], ActorTypeNo>> = {
  transferReleased: REPLENISHMENT as ActorTypeNo,
  transferIssued: REPLENISHMENT as ActorTypeNo,
  transferDelivered: REPLENISHMENT as ActorTypeNo,
  transferClosed: REPLENISHMENT as ActorTypeNo,
  transferReceived: REPLENISHMENT as ActorTypeNo,
  shelfReported: REPLENISHMENT as ActorTypeNo,
};

/** Kind of partner message -> actor type; the key is the message's business key. */
export const REPLENISHMENT_PROCESS_ROUTES: ReadonlyMap<string, ActorTypeNo> = new Map(Object.entries(ROUTES));
