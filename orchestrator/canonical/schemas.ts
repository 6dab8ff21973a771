/**
 * All documents of the canonical model, and their JSON Schema.
 *
 * 1. A document that changes its meaning or its fields gets the next version: an old one that is still read keeps its schema
 *    under its own number. The golden file beside it shows what a change would do to whoever reads.
 */
import { z } from 'zod';
import { bookingSchema } from './booking.ts';
import { claimSchema } from './claim.ts';
import { exceptionSchema } from './exception.ts';
import { freightBillSchema, freightInvoiceSchema } from './freight-invoice.ts';
import { goodsReceiptSchema } from './goods-receipt.ts';
import { handlingUnitSchema } from './handling-unit.ts';
import { inventoryPositionSchema, reservationSchema } from './inventory.ts';
import { accrualSchema, ledgerEntrySchema } from './ledger.ts';
import { legSchema } from './leg.ts';
import { loadSchema } from './load.ts';
import { milestoneSchema } from './milestone.ts';
import { orderSchema } from './order.ts';
import { partySchema } from './party.ts';
import { productSchema } from './product.ts';
import { purchaseOrderSchema } from './purchase-order.ts';
import { shipNoticeSchema } from './ship-notice.ts';
import { shipmentSchema } from './shipment.ts';
import { stopSchema } from './stop.ts';
import { tenderSchema } from './tender.ts';
import { tradeDocumentSchema } from './trade-document.ts';
import { waveSchema } from './wave.ts';

/** Any document, told apart by `canonical`. */
export const canonicalSchema = z.discriminatedUnion('canonical', [
  orderSchema,
  partySchema,
  productSchema,
  inventoryPositionSchema,
  reservationSchema,
  waveSchema,
  handlingUnitSchema,
  shipmentSchema,
  legSchema,
  stopSchema,
  loadSchema,
  tenderSchema,
  bookingSchema,
  milestoneSchema,
  tradeDocumentSchema,
  exceptionSchema,
  freightInvoiceSchema,
  freightBillSchema,
  claimSchema,
  accrualSchema,
  ledgerEntrySchema,
  purchaseOrderSchema,
  shipNoticeSchema,
  goodsReceiptSchema,
]);

export type CanonicalDocument = z.infer<typeof canonicalSchema>;

export type JsonSchema = { readonly [keyword: string]: unknown };

/** JSON Schema of any document: one of the definitions, which stand by `name/version`. */
export function anyCanonicalJsonSchema(): JsonSchema {
  const schemas = [...canonicalJsonSchemas()];
  const definitions = schemas.map(([name, { $schema: _same, ...schema }]) => [name, schema] as const);
  return {
    $schema: schemas[0]![1].$schema,
    title: 'Dray canonical document',
    // In a JSON pointer a slash within a name is written so.
    oneOf: schemas.map(([name]) => ({ $ref: `#/$defs/${name.replaceAll('/', '~1')}` })),
    $defs: Object.fromEntries(definitions),
  };
}

/** JSON Schema of every document, by `name/version`. */
export function canonicalJsonSchemas(): ReadonlyMap<string, JsonSchema> {
  return new Map(
    canonicalSchema.options.map((schema) => {
      const { canonical, version } = schema.shape;
      const name = `${canonical.value}/${version.value}`;
      return [name, { ...z.toJSONSchema(schema), title: name }];
    }),
  );
}
