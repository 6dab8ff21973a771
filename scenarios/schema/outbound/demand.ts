/**
 * Where orders come from: made as the run goes, or written down, or the order list of a data set, which brings its network along.
 */
import { z } from 'zod';
import { countDistribution } from '../distributions.ts';
import { date, name, positive, source, timeOfDay } from './common.ts';
import { orderHistory } from './history.ts';
import { writtenOrders } from './orders.ts';

const maxOrders = z.int().min(1).describe('At most so many orders');
const exclude = z
  .array(z.int().min(1))
  .describe('Numbers of orders left out; all others keep their numbers and draws');

export const generatedDemand = z
  .strictObject({
    kind: z.literal('generated').optional().describe('Nothing = generated'),
    days: z.int().min(1).max(3660).describe('Days with arrivals, from the start'),
    ordersPerDay: positive.max(1e6).describe('Mean arrivals of an average day'),
    volume: positive.max(1000).optional().describe('Times ordersPerDay; what an overlay such as a peak sets'),
    peaks: z
      .array(
        z.strictObject({
          from: date.describe('First day'),
          to: date.describe('First day after it'),
          factor: positive.max(100).describe('Times the usual'),
        }),
      )
      .optional()
      .describe('Times the usual, from the first day to before the last'),
    hourWeights: z.array(z.number().min(0)).length(24).describe('Relative arrivals by local hour'),
    weekdayWeights: z
      .array(z.number().min(0))
      .length(7)
      .describe('Relative arrivals by weekday, Monday first'),
    zone: name.describe('IANA time zone of hours and delivery days; its standard offset counts'),
    linesPerOrder: countDistribution.describe('Lines of an order, each of another product'),
    unitsPerLine: countDistribution.describe('Units of a line'),
    deliveryDayEnd: timeOfDay,
    orders: writtenOrders.optional(),
    history: orderHistory.optional(),
    maxOrders: maxOrders.optional(),
    exclude: exclude.optional(),
    source,
  })
  .describe('Orders that are made as the run goes, or written down');

export const DEMAND_KINDS = ['generated', 'file'] as const;

export const fileDemand = z
  .strictObject({
    kind: z.literal('file').describe('Orders are read from files'),
    format: z.literal('brunel').describe('Layout of the files in --data'),
    releaseAt: timeOfDay.describe('When the list of a day is released, UTC'),
    maxOrders: maxOrders.optional(),
    exclude: exclude.optional(),
    source,
  })
  .describe('Orders that are read from a data set');

export type FileDemand = z.infer<typeof fileDemand>;
