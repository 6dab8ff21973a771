/** Papers of a load, prepared or refused. */
import { z } from 'zod';
import { identifier, kind } from './values.ts';

export const tradeDocumentSchema = z.strictObject({
  ...kind('document', 1),
  load: identifier,
  type: z.enum([
    'export_declaration',
    'dangerous_goods_declaration',
    'bill_of_lading',
    'commercial_invoice',
    'proof_of_delivery',
  ]),
  status: z.enum(['prepared', 'refused']),
  number: identifier.nullable(),
  licence: identifier.nullable(),
  refusal: z
    .strictObject({
      reason: z.enum(['denied_party', 'no_licence', 'licence_used_up', 'dangerous_goods']),
      /** Customer or product. */
      atFault: identifier,
    })
    .nullable(),
});

export type TradeDocument = z.infer<typeof tradeDocumentSchema>;
