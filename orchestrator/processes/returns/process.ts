/** Returns as a host needs them: their actor, and which actor takes which partner message. */
import type { ReturnRequested } from '../../contracts/crm.ts';
import type { ReturnsToCore } from '../../contracts/returns.ts';
import type { Actor } from '../../core/actor.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { ReturnLimits } from '../../model/care.ts';
import type { Network } from '../../model/network.ts';
import { RETURN_ORDER } from '../outbound/inputs.ts';
import { returnOrderActor } from './return-order.ts';

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export function returnsProcess(network: Network, limits: ReturnLimits): readonly Actor<any, any>[] {
  return [returnOrderActor(network, limits)];
}

const ROUTES: Readonly<Record<(ReturnRequested | ReturnsToCore)['kind'], ActorTypeNo>> = {
  returnRequested: RETURN_ORDER as ActorTypeNo,
  returnArrived: RETURN_ORDER as ActorTypeNo,
  returnReceived: RETURN_ORDER as ActorTypeNo,
  creditNoteIssued: RETURN_ORDER as ActorTypeNo,
};

/** Kind of partner message -> actor type; the key is the message's business key. */
export const RETURNS_PROCESS_ROUTES: ReadonlyMap<string, ActorTypeNo> = new Map(Object.entries(ROUTES));
