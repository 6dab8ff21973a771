/**
 * Which lines of an order were there by its promise, in full: kept by an ERP that is asked to, and written down once, when the core is
 * done with the order.
 *
 * 1. Of what its customer changes, what counts is what was agreed: the core has answered that the change is made.
 * 2. What was damaged or refused has arrived, what was lost has not.
 */
import { CONDITION, type SalesOrder, type UnitsOfOrderLines } from '#orchestrator/contracts/erp';

export interface LineBook {
  promisedAt: number;
  /** By line. */
  readonly wanted: number[];
  readonly inTime: number[];
}

export function openLineBook({ lines, promisedAt }: SalesOrder): LineBook {
  return {
    promisedAt,
    wanted: lines.map(({ units }) => units),
    inTime: lines.map(() => 0),
  };
}

export function copyLineBook({ promisedAt, wanted, inTime }: LineBook): LineBook {
  return {
    promisedAt,
    wanted: wanted.slice(),
    inTime: inTime.slice(),
  };
}

/** @param deliveredAt in whatever condition */
export function noteDelivery(
  book: LineBook,
  deliveredAt: number,
  condition: number,
  { lines, units }: UnitsOfOrderLines,
): void {
  if (condition === CONDITION.lost || deliveredAt > book.promisedAt) return;
  for (let i = 0; i < lines.length; i++) book.inTime[lines[i]!]! += units[i]!;
}

/** Lines of which anything is wanted, and of those the ones of which all was there by the promise. */
export function countLines({ wanted, inTime }: LineBook): { readonly lines: number; readonly whole: number } {
  let lines = 0;
  let whole = 0;
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === 0) continue;
    lines += 1;
    if (inTime[i]! >= wanted[i]!) whole += 1;
  }
  return { lines, whole };
}
