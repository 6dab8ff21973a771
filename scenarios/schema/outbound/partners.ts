/** How a carrier is connected: X12 interchanges through mailboxes, or a web API. Nothing = its messages come as they are. */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { duration, durationFrom } from '../quantities.ts';
import { share, source } from './common.ts';

const sumsToOne = (faults: object): boolean =>
  Object.values(faults).reduce((sum: number, each) => sum + (typeof each === 'number' ? each : 0), 0) <= 1;
const SUM = { error: 'the shares of what can happen to one transmission sum to more than 1' };
const delayBy = durationDistribution.optional().describe('Of what is delayed, and of the second copy');

export const x12 = z
  .strictObject({
    scac: z.string().regex(/^[A-Z]{2,4}$/, { error: 'a SCAC has two to four capital letters' }),
    shipper: z.string().regex(/^[A-Z0-9]{2,15}$/, { error: '2 to 15 capital letters and digits' }),
    batchEvery: durationFrom('1 min'),
    pollEvery: durationFrom('1 min'),
    acknowledge: durationDistribution.describe('From reading an interchange to its 997'),
    acknowledgementTimeout: durationFrom('1 min').describe('No 997 for so long, and it is sent again'),
    faults: z
      .strictObject({
        lost: share.optional(),
        duplicated: share.optional(),
        delayed: share.optional(),
        rejected: share.optional(),
        quarantined: share.optional(),
        delayBy,
      })
      .refine(sumsToOne, SUM),
    acknowledgementFaults: z
      .strictObject({ lost: share.optional(), delayed: share.optional() })
      .refine(sumsToOne, SUM),
    source,
  })
  .describe('EDI: X12 204, 990, 214, 210 and 997');

export const rest = z
  .strictObject({
    service: durationDistribution.describe('From the arrival of a call to its answer'),
    retryAfter: duration,
    repostAfter: durationFrom('1 min'),
    faults: z
      .strictObject({
        lost: share.optional(),
        answerLost: share.optional(),
        duplicated: share.optional(),
        delayed: share.optional(),
        malformed: share.optional(),
        unavailable: share.optional(),
        delayBy,
      })
      .refine(sumsToOne, SUM),
    source,
  })
  .describe('A web API: calls, and events that it posts');

export type X12Section = z.infer<typeof x12>;
export type RestSection = z.infer<typeof rest>;
