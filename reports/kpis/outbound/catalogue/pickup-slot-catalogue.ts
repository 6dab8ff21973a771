/** What each KPI of appointments at the outbound docks is: see `catalogue.ts`, of which these are part. */
import { SAME_RULE } from './censoring.ts';
import { ASSUMPTION, define } from './define-kpi.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { CARRIERS, TRANSPORT, WAREHOUSE } from './owners.ts';

export const PICKUP_SLOT_KPIS = {
  pickupSlotsKept: define(
    'Pickup appointments kept',
    'share',
    'more',
    CARRIERS,
    'at the gate before the slot was over / trucks at the gate that had a slot. Nothing where TMS keeps no appointments (`systems.tms.appointments`), nor in the four below',
    'a truck that has not come is left out; so is a no-show: exceptionRate counts it',
    ASSUMPTION,
  ),
  pickupSlotsRebooked: define(
    'Loads with another pickup appointment',
    'share',
    'less',
    TRANSPORT,
    'loads that were given another slot (the first was missed, its truck did not come, or it was heard of too late) / loads that were given one',
    'a load that waits for its first slot is left out; one that waits for another has one so far',
    ASSUMPTION,
  ),
  pickupSlotsRefused: define(
    'Pickup appointments refused',
    'share',
    'less',
    WAREHOUSE,
    'requests refused, as nothing was free in the whole book / requests answered',
    'a request that is not answered yet is left out',
    ASSUMPTION,
  ),
  pickupSlotWaitP50: define(
    'Request to pickup slot, median',
    'ms',
    'less',
    WAREHOUSE,
    'begin of the slot - request for it, slots given; from the first request where it was refused before',
    'what is asked for and not given is left out',
    ASSUMPTION,
  ),
  pickupSlotWaitP95: define(
    'Request to pickup slot, 95th percentile',
    'ms',
    'less',
    WAREHOUSE,
    '95th percentile of the same',
    SAME_RULE,
    ASSUMPTION,
  ),
} as const satisfies Record<string, KpiDefinition>;

export type PickupSlotKpi = keyof typeof PICKUP_SLOT_KPIS;
