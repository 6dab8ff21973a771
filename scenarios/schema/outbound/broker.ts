/** A log-like message broker as the way in of chosen partners' messages. */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { duration, durationFrom, someDuration } from '../quantities.ts';
import { name, share, source } from './common.ts';

const count = (most: number) => z.int().min(1).max(most);

const outages = z.strictObject({
  every: durationDistribution.describe('Of one consumer: from the end of one to the next'),
  lasts: durationDistribution.describe('From its beginning to its end'),
});

const poison = z.strictObject({
  share: share.describe('Of the messages: no consumer can handle them as they are'),
  tries: count(1000).describe('So often it is tried, then it goes to the dead-letter topic'),
  retryEvery: durationFrom('10 ms').describe(
    'From one try to the next; what is behind it in its partition waits',
  ),
  redrive: durationDistribution.describe('Until it is repaired, where there is no integration-desk to do it'),
});

export const broker = z
  .strictObject({
    partners: z
      .array(name)
      .min(1)
      .optional()
      .describe('ERP, WMS, TMS ..., a carrier, or CARRIERS; nothing = every partner'),
    partitions: count(10_000).describe('A message lies in one by its business key'),
    consumers: count(1000).describe('Of the group that reads for the core'),
    scaling: z
      .array(
        z.strictObject({
          from: duration.describe('After the start of the run'),
          consumers: count(1000).describe('So many from then on'),
        }),
      )
      .max(1000)
      .optional()
      .describe('Consumers join or leave by plan; nothing = they stay as many'),
    pollEvery: durationFrom('10 ms').describe('From one poll of a consumer to the next'),
    batch: count(100_000).describe('Messages of a poll, at most'),
    handle: duration.describe('Of one message, before the next poll'),
    commitEvery: durationFrom('10 ms').describe('What was read since comes again when a consumer is lost'),
    commitsOnRevoke: z
      .boolean()
      .optional()
      .describe('A consumer commits when a partition is taken from it; nothing = it does'),
    sessionTimeout: durationFrom('1 s').describe('No heartbeat for so long: the group goes on without'),
    rebalance: duration.describe('So long nobody reads the partitions that it is about'),
    assignment: z
      .enum(['eager', 'cooperative'])
      .optional()
      .describe('A rebalance stops all partitions, or only those that change hands; nothing = eager'),
    faults: z
      .strictObject({
        heal: someDuration.describe('After the start of the run: from then on nothing goes wrong'),
        deaths: outages.optional().describe('A consumer dies, and forgets how far it had read'),
        stalls: outages.optional().describe('A consumer stands still, and comes back as it was'),
        poison: poison.optional().describe('Messages that no consumer can handle; nothing = there are none'),
      })
      .optional()
      .describe('What goes wrong with consumers and messages; nothing = nothing'),
    source,
  })
  .describe('Messages of partners reach the core through a log; nothing = directly');

export type BrokerSection = z.infer<typeof broker>;
