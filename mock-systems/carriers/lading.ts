/**
 * What differs, as a shipment comes off the truck, from what was loaded: units that are missing, damaged, or too many.
 *
 * 1. Drawn by the shipment's own order and which sourcing of it it is: the same luck whichever carrier, whatever else is aboard.
 * 2. It is of one line. Short and damaged leave at least one good unit: a shipment of which nothing is left is lost, or damaged, as a whole.
 */
import { LADING_EXCEPTION, type LadingException } from '#orchestrator/contracts/carriers';
import { assert } from '#sim/assert';
import type { RandomStream } from '#sim/random/random';
import type { DifferenceSettings } from './settings.ts';

export const NO_EXCEPTIONS: readonly LadingException[] = [];

/** What is drawn, and by what. */
interface LadingLuck {
  readonly streams: Readonly<Record<'lading' | 'lading-line' | 'lading-units', RandomStream>>;
  keyOfShipment(shipment: number): number;
  sourcingOf(shipment: number): number;
}

/** @param units loaded, by line */
export function exceptionsOf(
  luck: LadingLuck,
  differences: DifferenceSettings,
  shipment: number,
  units: readonly number[],
): readonly LadingException[] {
  const { streams } = luck;
  const key = luck.keyOfShipment(shipment);
  const index = luck.sourcingOf(shipment);
  const kind = kindOf(differences, streams.lading.unit(key, index));
  if (kind === 0) return NO_EXCEPTIONS;
  const line = lineOf(units, streams['lading-line'].unit(key, index));
  if (line < 0) return NO_EXCEPTIONS;
  const most = mostOf(differences, kind, units, line);
  if (most < 1) return NO_EXCEPTIONS;
  return [{ line, kind, units: 1 + streams['lading-units'].integer(key, index, most) }];
}

/** `LADING_EXCEPTION`; 0 = it arrives as it was loaded. */
function kindOf({ shortShare, damagedShare, overShare }: DifferenceSettings, luck: number): number {
  if (luck < shortShare) return LADING_EXCEPTION.short;
  if (luck < shortShare + damagedShare) return LADING_EXCEPTION.damaged;
  return luck < shortShare + damagedShare + overShare ? LADING_EXCEPTION.over : 0;
}

/** Each line that holds something is as likely; -1 = none does. */
function lineOf(units: readonly number[], luck: number): number {
  let held = 0;
  for (const each of units) if (each > 0) held += 1;
  let left = Math.floor(luck * held);
  for (let line = 0; line < units.length; line++) {
    if (units[line] === 0) continue;
    if (left === 0) return line;
    left -= 1;
  }
  return -1;
}

function mostOf(
  { ofLineMax }: DifferenceSettings,
  kind: number,
  units: readonly number[],
  line: number,
): number {
  const most = Math.max(1, Math.floor(units[line]! * ofLineMax));
  if (kind === LADING_EXCEPTION.over) return most;
  let all = 0;
  for (const each of units) all += each;
  return Math.min(most, units[line]!, all - 1);
}

export function checkDifferences({
  shortShare,
  damagedShare,
  overShare,
  ofLineMax,
}: DifferenceSettings): void {
  const all = shortShare + damagedShare + overShare;
  assert(
    Math.min(shortShare, damagedShare, overShare) >= 0 && all < 1 + 1e-9,
    `carriers' differences: shares must be >= 0 and together at most 1, got ${all}. Lower them`,
  );
  assert(
    ofLineMax > 0 && ofLineMax <= 1,
    `carriers' differences: ofLineMax must be above 0 and at most 1, got ${ofLineMax}. 0.5 = up to half of a line`,
  );
}
