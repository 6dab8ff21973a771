/** Inbound: who the goods are bought from, at which docks they come in, and how far the core goes by itself. */
import { z } from 'zod';
import { countDistribution, durationDistribution } from '../distributions.ts';
import { duration, durationFrom, someDuration } from '../quantities.ts';
import { DAY, hours, name, share, source, timeOfDay } from './common.ts';
import { station } from './network.ts';
import { noticeSlips } from './slips.ts';

export const supplierProfile = z.enum(['dependable', 'ordinary', 'unreliable']);

const supplier = z.strictObject({
  name: name.describe('What it is called'),
  profile: supplierProfile.describe('How well it keeps what it promises'),
  products: share.describe('Of all products: those bought here; the shares of all suppliers sum to 1'),
  price: share.describe("Of the sales price: the supplier's"),
  zone: name.describe('IANA time zone of its shipping'),
  departures: z
    .array(timeOfDay)
    .max(96)
    .optional()
    .describe('Its trucks leave at these times; nothing = at any time'),
  days: z
    .array(DAY)
    .min(1)
    .max(7)
    .optional()
    .describe('On which they leave at these times; nothing = every day'),
  leadTime: durationDistribution
    .optional()
    .describe('From its answer until goods can leave; nothing = as its profile'),
  transit: durationDistribution.optional().describe('From departure to the dock; nothing = as its profile'),
  due: someDuration.describe('ERP wants goods at the dock so long after it orders'),
  confirmGrace: durationFrom('1 min').describe('For an answer to a purchase order'),
  noticeGrace: durationFrom('1 min').describe('For a ship notice, from the promised instant of shipping'),
  countTolerance: share
    .optional()
    .describe('Of a line: counted within it of what was announced; nothing = 0'),
  slips: noticeSlips.optional(),
  paidAfter: duration
    .optional()
    .describe('Its invoice, by its terms: for cash to cash, nobody pays it in the run; nothing = not known'),
  source,
});

const dock = z.strictObject({
  node: name.describe('Of `network.nodes`'),
  doors: z.int().min(1).max(1000).describe('At which trucks are unloaded, one a door'),
  slot: durationFrom('5 min').describe('Length of a slot'),
  hours: hours.optional().describe('When trucks are received; nothing = as the node works'),
  slotsOffered: z.int().min(1).max(100).optional().describe('At a time; default 8'),
  unload: station.describe(
    'Crews, and what one truck takes: perShipment, perLine and perHandlingUnit add up',
  ),
  putAway: station,
  miscounted: share.optional().describe('Of lines'),
  miscountedBy: countDistribution.optional().describe('Units; default 1'),
  miscountedFewer: share.optional().describe('Of those: too few; default 0.5'),
  source,
});

const inboundLimits = z.strictObject({
  statusRequests: z.int().min(0).max(100).describe('Asked again so often, then a person is asked'),
  answerGrace: durationFrom('1 min').describe('For WMS and the portal to answer'),
  slotTries: z.int().min(1).max(100).describe('Slots are asked for so often, then a person is asked'),
  slotRetry: durationFrom('1 min').describe('Where no slot is free'),
  arrivalBuffer: duration.describe('What policy `after-arrival` leaves between estimate and slot'),
  neverCame: durationFrom('1 h').describe(
    'After the estimate, or the slot that the truck was told to come for where that is later: it is given up',
  ),
  countGrace: durationFrom('1 min').describe('From the gate to the count'),
  putAwayGrace: durationFrom('1 min').describe('From the release of what was counted until it is put away'),
  damageTolerance: share.describe('Of a line'),
  overTolerance: share.describe('Of what is open of a line'),
  shortClose: share.describe(
    'Of what was confirmed: no more is missing, and the rest is let go without asking',
  ),
  source,
});

export const inbound = z
  .strictObject({
    suppliers: z.array(supplier).min(1).max(1000).describe('Whom goods are bought from'),
    docks: z.array(dock).min(1).describe('Where they come in, node by node'),
    limits: inboundLimits.describe('What the core waits for and tolerates there'),
    appointments: z.boolean().optional().describe('false = first come, first served: no slot is offered'),
    dockPolicy: name.describe('What answers `dock-slot`'),
    invoiceAfter: durationDistribution.describe("From a posted receipt to the supplier's invoice"),
    source,
  })
  .describe(
    'Stock is bought, announced, received and put away; nothing = it comes by itself after `leadTime`',
  );

export type InboundSection = z.infer<typeof inbound>;
export type SupplierSection = InboundSection['suppliers'][number];
export type DockSection = InboundSection['docks'][number];
