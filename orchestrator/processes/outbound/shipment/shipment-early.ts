/**
 * What a shipment hears of before it can count: work of WMS before its reservation; and where a third party carries it, that it has left
 * before what was packed.
 *
 * 1. It is kept, and heard when what it waits for has come, in the order in which it has happened.
 * 2. Where the core calls the trucks nothing leaves that it has not heard to be packed: there such news is none.
 */
import type { Network } from '../../../model/network.ts';
import type { ShipmentInput } from '../inputs.ts';
import { type EarlyInput, type ShipmentState, unitsOf } from './shipment-state.ts';

type OnTheWay = Extract<EarlyInput, { readonly kind: 'shipmentBooked' | 'goodsIssued' | 'stopDelivered' }>;

const NOTHING: readonly EarlyInput[] = [];
/** As it happens. */
const HAPPENS: readonly EarlyInput['kind'][] = [
  'shipmentPicked',
  'shipmentPacked',
  'shipmentBooked',
  'goodsIssued',
  'stopDelivered',
];

export function keepEarly(draft: ShipmentState, input: EarlyInput): void {
  draft.early ??= [];
  draft.early.push(input);
}

/** It has left, or more, and what was packed is still to be heard of. */
export function runsAhead(
  { freight }: Network,
  draft: ShipmentState,
  input: ShipmentInput,
): input is OnTheWay {
  const { kind, b } = input;
  const { status, weightGrams } = draft;
  if (kind !== 'shipmentBooked' && kind !== 'goodsIssued' && kind !== 'stopDelivered') return false;
  if (status === 'reserving' || status === 'reserved' || status === 'picked') return true;
  // Asked to stop before it was packed it does not tell by its status: by the units that have left it does.
  return freight !== undefined && kind === 'goodsIssued' && weightGrams === 0 && b < unitsOf(draft);
}

/** What was kept, to be heard now. */
export function keptEarly({ freight }: Network, draft: ShipmentState): readonly EarlyInput[] {
  const { early } = draft;
  if (early === null) return NOTHING;
  draft.early = null;
  if (freight === undefined) return early;
  return early.toSorted((x, y) => HAPPENS.indexOf(x.kind) - HAPPENS.indexOf(y.kind));
}
