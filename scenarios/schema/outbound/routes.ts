/** Routes: the shipper's own vehicles that bring transfers from store to store. */
import { z } from 'zod';
import { ROUTE_RULES } from '#orchestrator/model/routes';
import { countDistribution, durationDistribution } from '../distributions.ts';
import { duration, durationFrom, money, someWeight } from '../quantities.ts';
import { DAY, factor, name, positive, share, source, timeOfDay } from './common.ts';

export const position = z.strictObject({
  latitude: z.number().min(-90).max(90).describe('Degrees north, below 0 south'),
  longitude: z.number().min(-180).max(180).describe('Degrees east, below 0 west'),
});

const vehicles = z.strictObject({
  name: name.describe('Of this kind of vehicle'),
  carries: someWeight.describe('At most'),
  handlingUnits: z.int().min(1).max(10_000).describe('So many have room on it'),
  vehicles: z.int().min(1).max(1000).describe('For the routes of one departure'),
});

const nodeRoutes = z.strictObject({
  node: name.describe('Of `network.nodes`'),
  at: position.optional().describe('Where its vehicles start; nothing = where its place is'),
  vehicles: z.array(vehicles).min(1).max(16).describe('Kinds of vehicle that start there'),
  departs: timeOfDay.describe('No route leaves sooner; goods are loaded when they have made the cut-off'),
  departDays: z.array(DAY).min(1).max(7).optional().describe('Nothing = every day'),
  fixed: z
    .array(z.array(name).min(1).max(50))
    .max(200)
    .optional()
    .describe(
      'Of rule fixed: stores in the order in which they are driven to; a store on none has one of its own',
    ),
});

export const routes = z
  .strictObject({
    rule: z
      .enum(ROUTE_RULES)
      .describe(
        'savings: joined where that saves most km; fixed: as written down; direct: a vehicle for each store',
      ),
    nodes: z.array(nodeRoutes).min(1).max(100).describe('Whose stores are driven to from there'),
    rides: z
      .int()
      .min(1)
      .max(5)
      .describe('So often goods are driven to a store before they go back to stock'),
    driving: z
      .strictObject({
        kmPerHour: positive.max(120).describe('On the road'),
        perLeg: duration.describe('To leave the road and come to a ramp'),
        traffic: countDistribution.describe('A leg takes what is planned times this'),
        perStop: durationDistribution.describe('At each stop, whatever is unloaded'),
        perHandlingUnit: durationDistribution.describe('And for each handling unit of it'),
        drivingTime: durationFrom('1 h').describe('At the wheel, in one duty'),
        dutyTime: durationFrom('1 h').describe('From the departure to being back'),
        buffer: duration.describe('A stop is planned to be reached so long before its window closes'),
        stops: z.int().min(1).max(50).describe('A route, at most'),
        source,
      })
      .describe('How long a route takes, and what bounds it'),
    risks: z
      .strictObject({
        tolerance: duration.describe('So long after its window has closed a stop counts as reached in time'),
        lateRefused: share.describe('Of stops reached later: goods are not taken'),
        refused: share.describe('Of other stops: the store can not receive on that day'),
        damaged: share.describe('Of shipments'),
        kmBetweenBreakdowns: positive
          .max(1e9)
          .optional()
          .describe('A vehicle breaks down within this distance, anywhere in it alike; nothing = never'),
        repair: durationDistribution.describe('From a breakdown until it drives on'),
        source,
      })
      .describe('What goes wrong on a route'),
    costs: z
      .strictObject({
        perRoute: money.describe('Each route'),
        perStop: money.describe('Each stop that is reached'),
        perKm: money.describe('Each km that is driven'),
        co2eKgPerKm: factor.describe('Emissions of a vehicle, full or empty'),
        source,
      })
      .describe('What a route costs, and emits'),
    detour: factor.optional().describe('Km of road for a km as the crow flies; nothing = 1.2'),
  })
  .describe('Stores are driven to by the own fleet, several a route; nothing = carriers have each delivery');

export type RoutesSection = z.infer<typeof routes>;
