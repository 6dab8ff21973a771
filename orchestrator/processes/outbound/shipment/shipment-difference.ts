/**
 * A delivery whose proof says other units than were shipped: settled by rule or by a person, billed or credited, and claimed for.
 *
 * 1. Nobody pays for what has not arrived well. Where bills wait, ERP hears what arrived when the difference is settled; where they do
 *    not, it bills what was shipped and then credits the difference, once.
 * 2. What is worth no more than the limit is settled by rule. All else is a task of the claims desk, escalated once.
 * 3. What is missing or damaged is claimed from the carrier after the customer has been billed. What is too many is the customer's or
 *    comes back by the carrier, as the scenario says.
 * 4. Where nobody has said what is to be done, a proof counts as it came before: as shipped.
 */
import { LADING_EXCEPTION, type LadingException } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { WMS } from '../../../contracts/partners.ts';
import { escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { DifferenceTerms, Network } from '../../../model/network.ts';
import { CLAIM } from '../inputs.ts';
import { ESCALATION_TIMER, moveShipment, type ShipmentState } from './shipment-state.ts';

/** What a proof says of lines that the shipment has, and of no more units than it held. */
export function soundExceptions(
  { units }: ShipmentState,
  said: readonly LadingException[],
  out: Out,
): readonly LadingException[] {
  const left = units.slice();
  const sound: LadingException[] = [];
  for (const each of said) {
    const held = left[each.line];
    const over = each.kind === LADING_EXCEPTION.over;
    const differing = held === undefined ? 0 : over ? each.units : Math.min(each.units, held);
    if (differing !== each.units)
      out.audit('proofDiffersBeyond', `line ${each.line}: ${each.units} units, ${held ?? 'no such line'}`);
    if (!(differing > 0)) continue;
    if (!over) left[each.line] = held! - differing;
    sound.push({ line: each.line, kind: each.kind, units: differing });
  }
  return sound;
}

/** Whether the proof of delivery says something that somebody is to settle. */
export function differs({ exceptions, condition }: ShipmentState, { proof }: Network): boolean {
  return proof?.differences !== undefined && condition === CONDITION.good && exceptions.length > 0;
}

/** Units by line that the customer has in good condition; those too many only where they stay. */
export function arrivedUnits(
  { units, exceptions }: ShipmentState,
  { oversBilled }: DifferenceTerms,
): readonly number[] {
  const arrived = units.slice();
  for (const { line, kind, units: differing } of exceptions) {
    const before = arrived[line];
    if (before === undefined) continue;
    if (kind !== LADING_EXCEPTION.over) arrived[line] = Math.max(0, before - differing);
    else if (oversBilled) arrived[line] = before + differing;
  }
  return arrived;
}

/** What did not arrive well, at the order's prices. */
export function missingMinor(draft: ShipmentState): number {
  return worthOf(draft, (kind) => kind !== LADING_EXCEPTION.over);
}

/** On a bill beyond what was sent and arrived well: what will be credited, or what the customer keeps of too many. */
export function apartMinor(draft: ShipmentState, { billShipped, oversBilled }: DifferenceTerms): number {
  if (billShipped) return missingMinor(draft);
  return oversBilled ? worthOf(draft, (kind) => kind === LADING_EXCEPTION.over) : 0;
}

function worthOf(draft: ShipmentState, counts: (kind: number) => boolean): number {
  let minor = 0;
  for (const { line, kind, units } of draft.exceptions)
    if (counts(kind)) minor += units * (draft.unitPriceMinor[line] ?? 0);
  return minor;
}

/** The proof has been read. */
export function noteDifference(draft: ShipmentState, out: Out): void {
  let units = 0;
  for (const each of draft.exceptions) units += each.units;
  out.event('deliveryDiffers', 1, missingMinor(draft), units);
}

/** Worth no more than the limit: nobody need look at it. */
export function isRuled(draft: ShipmentState, { ruledMinorMax }: DifferenceTerms): boolean {
  return worthOf(draft, () => true) <= ruledMinorMax;
}

export function askClaimsDesk(draft: ShipmentState, { limits }: Network, now: Instant, out: Out): void {
  moveShipment(draft, 'differs');
  const detail = `the proof of delivery differs by ${worthOf(draft, () => true)} minor units`;
  const within = { timer: ESCALATION_TIMER, withinMs: limits.taskEscalationMs };
  giveTask(draft, { role: 'claims-desk', kind: 'deliveryDiffers', detail }, within, now, out);
}

export function escalateDifference(draft: ShipmentState, out: Out): void {
  escalateTask(draft, 'the claims desk has not answered', out, 'deliveryDiffers');
}

/** It is known what is billed or credited; what the customer keeps beyond its order leaves the books of WMS. @param byPerson 1, or 0 = by rule */
export function recordSettled(
  draft: ShipmentState,
  key: number,
  byPerson: 0 | 1,
  { oversBilled }: DifferenceTerms,
  out: Out,
): void {
  out.event('differenceSettled', 1, missingMinor(draft), byPerson);
  if (!oversBilled) return;
  const over = draft.units.map((_units, line) => overOf(draft.exceptions, line));
  const units = over.reduce((sum, each) => sum + each, 0);
  if (units > 0) out.send(WMS, 'postOverage', key, draft.node, units, { units: over });
}

function overOf(exceptions: readonly LadingException[], line: number): number {
  let units = 0;
  for (const each of exceptions)
    if (each.kind === LADING_EXCEPTION.over && each.line === line) units += each.units;
  return units;
}

/** What is missing or damaged, of whoever carried it. @returns whether there is something to claim */
export function claimDifference(draft: ShipmentState, key: number, out: Out): boolean {
  const valueMinor = missingMinor(draft);
  if (valueMinor <= 0 || draft.carrier < 0) return false;
  const short = draft.exceptions.some(({ kind }) => kind === LADING_EXCEPTION.short);
  const condition = short ? CONDITION.lost : CONDITION.damaged;
  moveShipment(draft, 'claimDue');
  out.tell(CLAIM, key, 'openClaim', draft.load, draft.carrier, { condition, valueMinor });
  return true;
}
