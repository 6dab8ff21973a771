/** Every actor of the core, as a host has them that uses all of it. */
import type { AnyActor } from '../core/actor.ts';
import { middlewareActors } from '../middleware/middleware.ts';
import type { Network } from '../model/network.ts';
import { careProcess } from './care/process.ts';
import { caseActor } from './exceptions/case.ts';
import { inboundSettings } from './inbound/inbound.fixture.ts';
import { inboundProcess } from './inbound/process.ts';
import { CARE, caringNetwork } from './outbound/care.fixture.ts';
import { plannedLoadsActor } from './outbound/load/planned-loads.ts';
import { smallNetwork } from './outbound/network.fixture.ts';
import { outboundProcess } from './outbound/process.ts';
import { replenishmentProcess } from './replenishment/process.ts';
import { replenishmentSettings } from './replenishment/replenishment.fixture.ts';
import { routeNetwork } from './replenishment/routes.fixture.ts';
import { returnsProcess } from './returns/process.ts';

/** A network in which all that may be there is there. */
const full: Network = {
  ...smallNetwork(),
  customs: [null, null],
  telematics: { connected: [true], missedMax: 2, toleratedMs: 0, decideWithinMs: 1 },
  auditsBills: true,
};
const LIMITS = { highStakeMinor: 1, slaMs: [1, 1, 1, 1], driftShare: 0.2 };
export function allActors(): readonly AnyActor[] {
  return [
    ...outboundProcess(full),
    plannedLoadsActor(full),
    ...inboundProcess(inboundSettings()),
    ...replenishmentProcess(replenishmentSettings(), routeNetwork()),
    ...careProcess(CARE),
    ...returnsProcess(caringNetwork(), CARE.returns!),
    caseActor(LIMITS),
    ...middlewareActors(() => {
      throw new Error('nobody sends anything here');
    }),
  ];
}
