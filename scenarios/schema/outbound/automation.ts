/** What machines do of picking: scanners at a station, and belts or robots between the pickers and the packers of a node. */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { duration, someDuration } from '../quantities.ts';
import { positive, source } from './common.ts';

export const breakdowns = z.strictObject({
  every: durationDistribution.describe(
    'From the start, or the last repair, to the next breakdown; whether there is work or not',
  ),
  repair: durationDistribution.describe('From a breakdown until it works again'),
});

export const scan = z
  .strictObject({
    misread: z.number().min(0).lt(1).describe('Of scans, 0 to less than 1'),
    rescan: durationDistribution.describe('What another try takes'),
    rescans: z.int().min(0).max(10).describe('Tries; after them the line is keyed in by hand'),
    keyIn: durationDistribution.describe('To key a line in by hand'),
  })
  .describe('Each line is scanned; a scan that is read at once takes no time of its own');

const meters = positive.max(10_000);
const metersPerSecond = positive.max(10);

const conveyor = z
  .strictObject({
    meters: meters.describe('From the pickers to the packers'),
    metersPerSecond: metersPerSecond.describe('Of the belt'),
    metersPerTote: positive.max(100).describe('From the front of one tote to that of the next'),
    stops: breakdowns.optional().describe('Of the belt, with all that is on it'),
  })
  .describe('What is picked goes to the packers on a belt, a shipment a tote');

const robots = z
  .strictObject({
    perPicker: positive.max(20).describe('Robots for each picker who is there; at least one a node'),
    meters: meters.describe('To the packers, and as far back'),
    metersPerSecond: metersPerSecond.describe('Of a robot, either way'),
    walkingSaved: z.number().min(0).lt(1).describe('Of the work on a line, 0 to less than 1'),
    runTime: someDuration.describe('Work on one charge'),
    charge: duration.describe('How long charging takes'),
    breakdowns: breakdowns.optional().describe('Of each robot'),
  })
  .describe('Robots go along with the pickers and carry what is picked to the packers');

export const automation = z
  .strictObject({
    conveyor: conveyor.optional(),
    robots: robots.optional(),
    scan: scan.optional().describe('At the station that picks, where it does not say its own'),
    source,
  })
  .refine((each) => each.conveyor === undefined || each.robots === undefined, {
    error: 'goods go to the packers by conveyor or by robots, not both',
  });

export type AutomationSection = z.infer<typeof automation>;
export type ScanSection = z.infer<typeof scan>;
