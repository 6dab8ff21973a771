/**
 * The units of an order, as they go from open to a shipment and from there to shipped, back to open, or cancelled. Each
 * function keeps ordered = open + allocated + backordered + cancelled + shipped of every line.
 */
import type { Out } from '../../../core/out.ts';
import { STOP_REASON } from '../inputs.ts';
import { type OrderState, PHASE } from './order-state.ts';

/** `n` of a line's event: the line and which time it happens. Lines are fewer than this. */
const LINES_MAX = 64;

export function total(units: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < units.length; i++) sum += units[i]!;
  return sum;
}

export function lineEventNo(line: number, time: number): number {
  return line + 1 + LINES_MAX * time;
}

/** Whether nothing is planned any more: what comes back is cancelled. */
export function isOver({ status }: OrderState): boolean {
  return status === 'cancelling' || status === 'closing';
}

/** Gives shipment n the open units of these lines (ascending). */
export function allocate(draft: OrderState, n: number, lines: readonly number[]): void {
  const count = draft.ordered.length;
  while (draft.held.length < (n + 1) * count) draft.held.push(-1);
  while (draft.phases.length <= n) draft.phases.push(PHASE.none);
  draft.phases[n] = PHASE.planned;
  for (const line of lines) {
    const units = draft.open[line]!;
    draft.held[n * count + line] = units;
    draft.open[line] = 0;
    draft.allocated[line]! += units;
  }
}

/**
 * Shipment n holds no more than `kept` (by line of the shipment) from now on; null = nothing. The rest is open again, or
 * cancelled where nothing is planned any more or `reason` forbids that it is planned again.
 */
export function giveBack(
  draft: OrderState,
  n: number,
  kept: readonly number[] | null,
  reason: number,
  out: Out,
): void {
  const count = draft.ordered.length;
  const cancels =
    isOver(draft) || reason === STOP_REASON.refusedByRule || reason === STOP_REASON.creditRefused;
  const why = isOver(draft) ? STOP_REASON.cancelledByCustomer : reason;
  let anything = false;
  for (let line = 0, i = 0; line < count; line++) {
    const held = draft.held[n * count + line]!;
    if (held < 0) continue;
    const back = held - Math.min(held, kept === null ? 0 : whole(kept[i]));
    i += 1;
    if (back === 0) continue;
    draft.held[n * count + line] = held - back;
    draft.allocated[line]! -= back;
    if (cancels) {
      noteCancelled(draft, line, back, why, out);
      anything = true;
    } else draft.open[line]! += back;
  }
  if (anything) draft.cancellations += 1;
}

/** What shipment n holds has left. */
export function ship(draft: OrderState, n: number): void {
  const count = draft.ordered.length;
  for (let line = 0; line < count; line++) {
    const held = draft.held[n * count + line]!;
    if (held <= 0) continue;
    draft.held[n * count + line] = 0;
    draft.allocated[line]! -= held;
    draft.shipped[line]! += held;
  }
}

/** Cancels what is open; the back-ordered goes on waiting. */
export function cancelOpen(draft: OrderState, reason: number, out: Out): void {
  let anything = false;
  for (let line = 0; line < draft.open.length; line++) {
    const units = draft.open[line]!;
    if (units === 0) continue;
    draft.open[line] = 0;
    noteCancelled(draft, line, units, reason, out);
    anything = true;
  }
  if (anything) draft.cancellations += 1;
}

export function reopenBackordered(draft: OrderState): void {
  for (let line = 0; line < draft.open.length; line++) {
    draft.open[line]! += draft.backordered[line]!;
    draft.backordered[line] = 0;
  }
}

function noteCancelled(draft: OrderState, line: number, units: number, reason: number, out: Out): void {
  draft.cancelled[line]! += units;
  out.event('lineCancelled', lineEventNo(line, draft.cancellations), units, reason);
}

/** Units as somebody else says them: never negative, never a fraction. */
function whole(units: number | undefined): number {
  return units !== undefined && units > 0 ? Math.floor(units) : 0;
}
