/**
 * Which lines of an order were there by its promise, in full: kept by an ERP that is asked to, and written down once, when the core is
 * done with the order.
 *
 * 1. Of a line that its customer changes, what counts is what was agreed: the core has answered that the change is made. It answers each in
 *    turn, as they were asked for; one that is asked for before another is answered does not take its place.
 * 2. What was damaged or refused has arrived, what was lost has not.
 */
import { CONDITION, type SalesOrder, type UnitsOfOrderLines } from '#orchestrator/contracts/erp';

export interface LineBook {
  readonly promisedAt: number;
  /** By line. */
  readonly wanted: number[];
  readonly inTime: number[];
  /** By line: what the customer wants instead and is not answered yet, the first first. */
  readonly asked: number[][];
}

export function openLineBook({ lines, promisedAt }: SalesOrder): LineBook {
  return {
    promisedAt,
    wanted: lines.map(({ units }) => units),
    inTime: lines.map(() => 0),
    asked: lines.map(() => []),
  };
}

export function copyLineBook({ promisedAt, wanted, inTime, asked }: LineBook): LineBook {
  return {
    promisedAt,
    wanted: wanted.slice(),
    inTime: inTime.slice(),
    asked: asked.map((each) => each.slice()),
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

/** @param units of the line that its customer wants from now on */
export function askChange(book: LineBook, line: number, units: number): void {
  book.asked[line]!.push(units);
}

/** The core has answered the first change of a line that it has not answered yet. */
export function noteAnswer(book: LineBook, line: number, made: boolean): void {
  const units = book.asked[line]?.shift();
  if (made && units !== undefined) book.wanted[line] = units;
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
