/** Which ERP it is like, when its jobs run, and how another one takes its place. */
import { z } from 'zod';
import { ERP_PROFILE_NAMES } from '#mock-systems/erp/profiles';
import { durationDistribution } from '../distributions.ts';
import { durationFrom } from '../quantities.ts';
import { hours, share, source } from './common.ts';

const profile = z.enum(ERP_PROFILE_NAMES);

const job = z.strictObject({
  every: durationFrom('1 min'),
  hours: hours.optional().describe('When it runs, on the clocks of `demand.zone`; nothing = round the clock'),
});

/** What `systems.erp` says beside what every ERP needs. Where it is silent, the profile speaks. */
export const erpProfile = {
  profile: profile
    .optional()
    .describe('Its documents, and how it goes about its work; nothing = it has no documents, and no jobs'),
  stockRefresh: durationFrom('1 min')
    .optional()
    .describe('Its picture of stock takes over what WMS has counted, so often; nothing = never'),
  creditJob: job
    .optional()
    .describe('Credit decisions take effect in the next run of this job; nothing = at once'),
  billingJob: job
    .extend({ collective: z.boolean().optional().describe('One document a customer and run; nothing = no') })
    .optional()
    .describe('Invoices are posted in the next run of this job; nothing = each when it is due'),
};

const instant = z.iso.datetime({ error: 'an instant in UTC is needed, such as 2026-03-07T06:00:00Z' });

export const erpMigration = z
  .strictObject({
    from: profile.describe('Of the ERP that goes'),
    to: profile.describe('Of the ERP that takes its place'),
    freezeFrom: instant.describe('From here to the cut-over nothing is released or changed'),
    cutOverAt: instant,
    backlog: z
      .enum(['moved', 'finished-in-old'])
      .describe('Whether orders that are open at the cut-over go to the new ERP or end in the old one'),
    doubled: share.optional().describe('Of moved orders: released a second time; nothing = none'),
    productsMissing: share
      .optional()
      .describe('Of products: the new ERP has no weight for them until it is mended; nothing = none'),
    customersMissing: share
      .optional()
      .describe('Of customers: the new ERP cannot bill them until it is mended; nothing = none'),
    repair: durationDistribution
      .optional()
      .describe('From the cut-over until a product or customer is mended; default 1 d'),
    source,
  })
  .describe('Another ERP takes the place of this one in the middle of the run; nothing = it stays');

export type ErpMigrationSection = z.infer<typeof erpMigration>;
export type ErpJobSection = z.infer<typeof job>;
