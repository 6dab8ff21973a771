/**
 * What a scenario says of a data set that brings orders, network, rates and carriers, and nothing else: promises, the value of
 * goods, how warehouses pack, how carriers behave, what costs what.
 */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { money, someDuration } from '../quantities.ts';
import { carrierBehaviour } from './behaviour.ts';
import { factor, positive, share, source } from './common.ts';
import { carrierProfile, packing } from './network.ts';
import { costs, erp, systems, tms } from './systems.ts';

export const promise = z
  .strictObject({
    within: someDuration.describe('Delivery promised so long after release'),
    source,
  })
  .describe('What customers are promised');

export const goods = z
  .strictObject({
    unitPrice: money.describe('Value of one unit: what is billed, and claimed where it is lost'),
    source,
  })
  .describe('What goods are worth');

export const warehouses = z.strictObject({ packing, source }).describe('All nodes of the data alike');

const mode = z.enum(['AIR', 'GROUND', 'OCEAN']);

const lateness = z.strictObject({
  mode: mode.describe('As the freight table has it'),
  late: share.describe('Of loads: they arrive later than the table says'),
  early: share.describe('Of loads: they arrive earlier'),
  lateBy: durationDistribution.describe('How late, given late'),
  earlyBy: durationDistribution.describe('How early, given early; at most half the transit'),
  source,
});

export const carriers = z
  .strictObject({
    profile: carrierProfile.describe('How all of them behave, in what is not said here'),
    behaviour: carrierBehaviour
      .omit({ transit: true, dangerousGoods: true })
      .optional()
      .describe('What all of them do otherwise than the profile says; nothing = all as that'),
    tenderAnswer: durationDistribution
      .optional()
      .describe('From a tender to its answer; nothing = as the profile'),
    billAfterDelivery: durationDistribution
      .optional()
      .describe('From delivery to the bill; nothing = as the profile'),
    billErrors: share.optional().describe('Of freight bills'),
    lateness: z.array(lateness).describe('By mode; one that is not here takes exactly the days of the table'),
    source,
  })
  .describe('How carriers behave; the data set says which there are');

/** Orders of a list are not held, changed or cancelled, and lack no weight. */
export const recordedSystems = systems
  .omit({ customs: true, telematics: true, threePl: true, proof: true })
  .extend({
    erp: erp
      .pick({ batchEvery: true, paymentTerms: true, billingDelay: true, source: true })
      .describe('Bills and payments'),
    // No borders are known: no papers.
    tms: tms.pick({ rating: true, booking: true, part: true, source: true }).describe('Rates and bookings'),
  })
  .describe('Partner systems, and what ties them to the core');

const emissions = z
  .strictObject({
    co2eKgPerTonneKm: z.partialRecord(mode, factor).describe('Of each mode of the freight table'),
    kmByMode: z
      .partialRecord(mode, positive.max(40_000))
      .describe('Mean haul by each of these modes, km: the data set has no distances'),
    source,
  })
  .describe('Greenhouse gases of freight, by mean hauls; nothing = they are not reckoned');

/**
 * No stations and no stock are known: labour and the cost of stock are in what the data says a unit costs at a plant, and would be counted
 * twice beside it. Distances are not known either.
 */
export const recordedCosts = costs
  .omit({
    labourPerHour: true,
    robotPerDay: true,
    conveyorPerDay: true,
    stockPerYear: true,
    co2eKgPerTonneKm: true,
  })
  .extend({ emissions: emissions.optional() })
  .describe('What things cost, for landed cost');
