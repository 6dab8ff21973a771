/**
 * A carton or pallet of a shipment.
 *
 * 1. Its number is a serial shipping container code (GS1): seventeen digits and a check digit. The serial is what WMS says:
 *    shipment x 64 + n.
 */
import { z } from 'zod';
import { identifier, kind, ordinal, quantity } from './values.ts';

export const sscc = z.string().regex(/^[0-9]{18}$/);

export const handlingUnitSchema = z.strictObject({
  ...kind('handling-unit', 1),
  sscc,
  shipment: identifier,
  /** Which of the shipment's. */
  no: ordinal,
  /** null = only the shipment has been weighed. */
  grossWeight: quantity.nullable(),
});

export type HandlingUnit = z.infer<typeof handlingUnitSchema>;

/** @param serial integer, 0 to 2^53 - 1 */
export function ssccOf(serial: number): string {
  const digits = String(serial).padStart(17, '0');
  let sum = 0;
  // Seventeen digits: the first and the last weigh three.
  for (let i = 0; i < digits.length; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 3 : 1);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
