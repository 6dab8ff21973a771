/** Proofs of delivery: how often one is missing or can't be read, and what is done about it before the customer is billed. */
import { z } from 'zod';
import { share, source } from './common.ts';

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
    source,
  })
  .describe('Proofs of delivery are looked at; nothing = each is taken as it comes');

export type ProofSection = z.infer<typeof proof>;
