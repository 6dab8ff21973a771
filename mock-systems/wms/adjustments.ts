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

/** @param count number of the cycle count, from 0 */
export function countAdjustment(count: number, product: number, products: number): number {
  return (count * products + product) * REASONS + COUNTED;
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
