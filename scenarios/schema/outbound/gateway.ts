/** Limits of API gateways: of the core's own way in, and of partners' APIs. */
import { z } from 'zod';
import { duration } from '../quantities.ts';
import { name, source } from './common.ts';

const rate = z
  .strictObject({
    perSecond: z.int().min(0).max(1_000_000).describe('Requests, in the long run'),
    burst: z.int().min(1).max(1_000_000).describe('Requests at once'),
  })
  .describe('A token bucket');

const limits = {
  rate: rate.optional(),
  concurrent: z
    .strictObject({
      requests: z.int().min(1).max(100_000).describe('Served at a time'),
      service: duration.describe('Of a request'),
    })
    .optional()
    .describe('Requests under way; nothing = any number'),
  linesPerRequest: z.int().min(1).max(1_000_000).optional().describe('What has more goes in pages'),
  perDay: z.int().min(0).max(1_000_000_000).optional().describe('Requests, from midnight UTC'),
  retryAfter: z
    .enum(['told', 'silent'])
    .optional()
    .describe('Whether a 429 says when to come again; nothing = it does'),
};

export const gateway = z
  .strictObject({
    in: z
      .strictObject({
        each: z.strictObject(limits).optional().describe('For each partner by itself'),
        all: rate.optional().describe('For all partners together'),
      })
      .optional()
      .describe("Of the core's own way in, for what does not come by files or a broker"),
    out: z
      .array(
        z.strictObject({ partner: name.describe('ERP, WMS, TMS ..., a carrier, or CARRIERS'), ...limits }),
      )
      .max(1000)
      .optional()
      .describe("Of partners' APIs"),
    paced: z
      .boolean()
      .optional()
      .describe("The core keeps to partners' rates by itself; nothing = it hears of them by 429"),
    source,
  })
  .describe('Who asks too much is answered 429; nothing = there are no limits');

export type GatewaySection = z.infer<typeof gateway>;
export type GatewayLimitsSection = NonNullable<NonNullable<GatewaySection['in']>['each']>;
