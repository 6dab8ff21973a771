/**
 * A paper of a load.
 *
 * 1. What TMS is asked to make is `prepared` or `refused`; all that were asked for together go by one number.
 * 2. A bill of lading is `issued` with what its carrier takes on; a proof of delivery is `received`, or `unreadable`.
 * 3. An import declaration stands as customs left it; what customs asked for beside it was `sent`.
 */
import { z } from 'zod';
import { identifier, kind } from './values.ts';

export const tradeDocumentSchema = z.strictObject({
  ...kind('document', 2),
  load: identifier,
  type: z.enum([
    'export_declaration',
    'dangerous_goods_declaration',
    'bill_of_lading',
    'commercial_invoice',
    'packing_list',
    'certificate_of_origin',
    'commodity_classification',
    'import_declaration',
    'proof_of_delivery',
  ]),
  status: z.enum([
    'prepared',
    'refused',
    'issued',
    'received',
    'unreadable',
    'sent',
    'lodged',
    'queried',
    'accepted',
    'held',
    'released',
    'withdrawn',
  ]),
  number: identifier.nullable(),
  /** That TMS uses for it, of an export declaration; null = none is needed. */
  licence: identifier.nullable(),
  /** null = nobody says of which. */
  shipments: z.array(identifier).nullable(),
  /** By a rule of trade; null where customs refuses: it gives no reason. */
  refusal: z
    .strictObject({
      reason: z.enum(['denied_party', 'no_licence', 'licence_used_up', 'dangerous_goods']),
      /** Customer or product. */
      atFault: identifier,
    })
    .nullable(),
});

export type TradeDocument = z.infer<typeof tradeDocumentSchema>;
