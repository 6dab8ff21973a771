/**
 * Numbers of stock adjustments, the `n` of `stockAdjusted`: named by what was adjusted and why, never counted.
 *
 * 1. Different adjustments of a node have different numbers, all >= 1 and, for up to two million orders, below 2^32.
 */
import { assert } from '#sim/assert';

/** Lines of a shipment that can be told apart. */
export const LINES_MAX = 64;
const REASONS = 4;
const COUNTED = 1;
const SHORT = 2;
const WRITTEN_OFF = 3;
/** First of the counts that no cycle count is: those of expiry. Keeps numbers below 2^32. */
const EXPIRY_FIRST = 536_870_912;

/** @param count number of the cycle count, from 0 */
export function countAdjustment(count: number, product: number, products: number): number {
  return countOf(count, product, products) * REASONS + COUNTED;
}

/** What expired is found as it is counted. @param day of the run, from 1 */
export function expiryAdjustment(day: number, product: number, products: number): number {
  return (EXPIRY_FIRST + countOf(day, product, products)) * REASONS + COUNTED;
}

function countOf(count: number, product: number, products: number): number {
  const no = count * products + product;
  assert(no < EXPIRY_FIRST, `WMS has counted ${products} products ${count} times: no more can be told apart`);
  return no;
}

export function shortPickAdjustment(shipment: number, line: number): number {
  return (shipment * LINES_MAX + line) * REASONS + SHORT;
}

export function writeOffAdjustment(shipment: number, line: number): number {
  return (shipment * LINES_MAX + line) * REASONS + WRITTEN_OFF;
}

/** That left with a shipment beyond what was issued. */
export function overageAdjustment(shipment: number, line: number): number {
  return (shipment * LINES_MAX + line + 1) * REASONS;
}

export function checkLines(shipment: number, lines: number): void {
  assert(
    lines <= LINES_MAX,
    `shipment ${shipment} has ${lines} lines; WMS takes at most ${LINES_MAX}. Split the order`,
  );
}
