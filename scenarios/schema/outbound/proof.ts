/** Proofs of delivery: how often one is missing, can't be read or says other units than were shipped, and what is done about it. */
import { z } from 'zod';
import { share, source } from './common.ts';

const differences = z
  .strictObject({
    short: share.describe('Of shipments that arrive well: units of a line are missing'),
    damaged: share.describe('Alike: units of a line are damaged'),
    over: share.describe('Alike: units of a line are too many'),
    ofLine: z.number().gt(0).max(1).describe('From one unit up to this share of the line, each as likely'),
    bill: z
      .enum(['received', 'shipped'])
      .describe(
        'received: the bill waits until the difference is settled, and is of what arrived; shipped: it is of what was shipped, and the difference is credited',
      ),
    overs: z
      .enum(['billed', 'collected'])
      .describe(
        'What is too many. billed: the customer keeps and pays it; collected: the carrier takes it back',
      ),
    source,
  })
  .refine(({ short, damaged, over }) => short + damaged + over <= 1, {
    error: 'short, damaged and over are of the same shipments and sum to more than 1',
  })
  .describe('Units that differ from what was shipped, said by line; nothing = none ever do');

export type DifferencesSection = z.infer<typeof differences>;

export const proof = z
  .strictObject({
    unread: share.describe('Of copies that a carrier sends: nobody can read them'),
    missing: share
      .optional()
      .describe("Of proofs: not sent until somebody asks; nothing = as each carrier's profile says"),
    copies: z.int().min(0).max(20).describe('Other copies that are asked for, of one proof'),
    otherwise: z
      .enum(['hold', 'bill'])
      .describe(
        'When these can not be read either. hold: track and trace go after it, nothing is billed before one can be read; bill: by rule, as if all had arrived well',
      ),
    differences: differences.optional(),
    source,
  })
  .describe('Proofs of delivery are looked at; nothing = each is taken as it comes');

export type ProofSection = z.infer<typeof proof>;
