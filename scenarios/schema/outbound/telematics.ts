/** Telematics: which trips have a device, how often it speaks, what goes wrong with it, and what happens to goods that need their temperature. */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { durationFrom } from '../quantities.ts';
import { date, factor, name, share, source } from './common.ts';
import { transportMode } from './network.ts';

const skew = z
  .strictObject({
    ahead: durationDistribution.describe('By how much a clock is ahead'),
    behind: share.describe('Of devices: by as much behind'),
  })
  .describe('Clocks of devices against the true time');

const coldChain = z
  .strictObject({
    excursions: share.describe('Of trips with goods that need their temperature'),
    laneSpread: share.optional().describe("A lane's factor is within 1 - this and 1 + this; nothing = alike"),
    seasons: z
      .array(
        z.strictObject({ from: date.describe('First day'), factor: factor.describe('Times `excursions`') }),
      )
      .max(1000)
      .optional()
      .describe('From a day on, midnight UTC, excursions are times this'),
    lasts: durationDistribution.describe('Out of the limits'),
    peakUpTo: z.number().min(0.1).max(100).describe('Degrees beyond the limit: each peak up to it alike'),
    alarmAfter: durationFrom('1 min').optional().describe('Reported while it lasts; default 30 min'),
    tolerated: durationFrom('1 min')
      .optional()
      .describe('Goods out of their limits for no longer are released by rule; default 10 min'),
    decideWithin: durationFrom('1 min')
      .optional()
      .describe('By the quality desk, or the task is escalated; default 4 h'),
    source,
  })
  .describe('Where network.products.coldChain says that goods need their temperature');

export const telematics = z
  .strictObject({
    fitted: z
      .partialRecord(transportMode, share)
      .describe('Share of trips with a device, by mode of the tariff; a mode that is not here has none'),
    carriers: z.record(name, share).optional().describe('The same by carrier, where it differs'),
    every: durationFrom('1 min').describe('A device speaks so often at most'),
    readings: z
      .int()
      .min(2)
      .max(200)
      .optional()
      .describe('Of a trip, at most; half of them are spread over the plan of a long one; default 24'),
    deadZones: share.optional().describe('Of the way, by lane: nothing gets out, it is sent after'),
    flatBatteries: share.optional().describe('Of devices: silent from somewhere on the way'),
    wrongDevices: share.optional().describe('Of devices: with other goods of the lane'),
    skew: skew.optional(),
    estimateError: share
      .optional()
      .describe('Of what is left of the way: estimates are off by up to this, either way; nothing = never'),
    missed: z.int().min(1).max(50).optional().describe('So many readings later it is silent; default 2'),
    coldChain: coldChain.optional(),
    source,
  })
  .describe('Devices on vehicles; nothing = where goods are is what carriers report');

export type TelematicsSection = z.infer<typeof telematics>;
