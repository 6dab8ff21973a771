/** The transaction sets that the codec reads and writes, and the functional group each belongs in. */
import type { X12SetId } from '../../contracts/x12-interchange.ts';
import type { X12Payloads } from '../../contracts/x12-payloads.ts';
import { ACKNOWLEDGEMENT } from './acknowledgement/spec.ts';
import type { LoopSpec } from './grammar.ts';
import { FREIGHT_INVOICE } from './invoice/spec.ts';
import { TENDER_RESPONSE } from './response/spec.ts';
import { SHIPMENT_STATUS } from './status/spec.ts';
import { LOAD_TENDER } from './tender/spec.ts';

export const SPECS: { readonly [Id in X12SetId]: LoopSpec<X12Payloads[Id]> } = {
  '204': LOAD_TENDER,
  '990': TENDER_RESPONSE,
  '214': SHIPMENT_STATUS,
  '210': FREIGHT_INVOICE,
  '997': ACKNOWLEDGEMENT,
};

/** GS-01 of each set. */
export const FUNCTIONAL_IDS: Readonly<Record<X12SetId, string>> = {
  '204': 'SM',
  '990': 'GF',
  '214': 'QM',
  '210': 'IM',
  '997': 'FA',
};

export function isSetId(id: string): id is X12SetId {
  return Object.hasOwn(SPECS, id);
}
