/** What the core does for customers as a host needs it: its actors beside the order, and which actor takes which partner message. */
import type { CrmToCore } from '../../contracts/crm.ts';
import type { CreditsToCore } from '../../contracts/returns.ts';
import type { Actor } from '../../core/actor.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { CareLimits } from '../../model/care.ts';
import { COMPLAINT_CASE, ORDER } from '../outbound/inputs.ts';
import { complaintActor } from './complaint.ts';

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export function careProcess(care: CareLimits): readonly Actor<any, any>[] {
  return [complaintActor(care)];
}

/** A return is asked for of the process of returns, where there is one. */
type Takes = Exclude<CrmToCore, { readonly kind: 'returnRequested' }> | CreditsToCore;

const ROUTES: Readonly<Record<Takes['kind'], ActorTypeNo>> = {
  urgencyChanged: ORDER as ActorTypeNo,
  promiseAsked: ORDER as ActorTypeNo,
  complaintRaised: COMPLAINT_CASE as ActorTypeNo,
  creditGranted: COMPLAINT_CASE as ActorTypeNo,
};

/** Kind of partner message -> actor type; the key is the message's business key. */
export const CARE_PROCESS_ROUTES: ReadonlyMap<string, ActorTypeNo> = new Map(Object.entries(ROUTES));
