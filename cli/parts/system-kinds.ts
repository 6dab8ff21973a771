/** What may be said to a system of ours, and by it: kinds, and the shape of what it says. */
import type { FrontName, MessageFrom } from '#mock-systems/front-contracts';
import { CUSTOMS_BODIES, FLEET_BODIES, TELEMATICS_BODIES } from '#orchestrator/live/contracts/carrier-bodies';
import {
  CRM_BODIES,
  PURCHASING_BODIES,
  RECEIVING_BODIES,
  REPLENISHMENT_BODIES,
  RETURNS_BODIES,
  STORES_BODIES,
  SUPPLIER_BODIES,
} from '#orchestrator/live/contracts/other-bodies';
import { ERP_BODIES, TMS_BODIES, WMS_BODIES } from '#orchestrator/live/contracts/outbound-bodies';
import { MESSAGE_KINDS, takerOf } from '#orchestrator/middleware/message-kinds';

interface Shape {
  safeParse(body: unknown): {
    readonly success: boolean;
    readonly error?: {
      readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
    };
  };
}

const { creditNoteIssued, creditGranted, returnArrived, returnReceived } = RETURNS_BODIES;
const { vehicleLoaded, ...ofFleet } = FLEET_BODIES;

/** By system: what it may say. A kind that is left out, or another system's, is a type error. */
const SAYS: { readonly [System in FrontName]: Readonly<Record<MessageFrom<System>['kind'], Shape>> } = {
  erp: { ...ERP_BODIES, ...PURCHASING_BODIES, ...REPLENISHMENT_BODIES, creditNoteIssued, creditGranted },
  wms: {
    ...WMS_BODIES,
    ...RECEIVING_BODIES,
    ...STORES_BODIES,
    returnArrived,
    returnReceived,
    vehicleLoaded,
  },
  tms: TMS_BODIES,
  supplier: SUPPLIER_BODIES,
  customs: CUSTOMS_BODIES,
  crm: CRM_BODIES,
  stores: STORES_BODIES,
  telematics: TELEMATICS_BODIES,
  fleet: ofFleet,
};

/** Kinds that it says to the core. */
export function saidBy(system: FrontName): readonly string[] {
  return Object.keys(SAYS[system]);
}

/** Kinds that the core says to it. */
export function toldTo(system: FrontName): readonly string[] {
  const ofStores = (kind: string): boolean => system === 'wms' && takerOf(kind) === 'STORES';
  return MESSAGE_KINDS.filter((kind) => takerOf(kind) === system.toUpperCase() || ofStores(kind));
}

/** What is wrong with the body of a message that it says, of one of its kinds; null = nothing. */
export function wrongBody(system: FrontName, kind: string, body: unknown): string | null {
  const shapes: Readonly<Record<string, Shape>> = SAYS[system];
  const [issue] = shapes[kind]!.safeParse(body).error?.issues ?? [];
  return issue === undefined ? null : `${['body', ...issue.path.map(String)].join('.')}: ${issue.message}`;
}
