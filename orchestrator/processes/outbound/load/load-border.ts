/**
 * A load that customs keeps at a border, as far as the core knows: what its entry says of it moves the estimate, and so whoever is
 * to be told of a delay.
 *
 * 1. A hold moves the estimate by what its kind usually takes; the release puts that right by what it really took.
 * 2. An estimate of the carrier made while it stands counts instead: then the release corrects nothing.
 * 3. Goods that are refused come back: the proof of delivery says so, and when.
 */
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import type { EntryHeld, EntryRefused, EntryReleased } from '../customs/inputs.ts';
import { noteDelay } from './load-delay.ts';
import { hear, watchFrom } from './load-silence.ts';
import { CLEARANCE, type LoadState } from './load-state.ts';

/** It stands at the border. */
export function entryHeld(
  draft: LoadState,
  { key, a: since, b: usualMs }: EntryHeld,
  network: Network,
  now: Instant,
  out: Out,
): void {
  settleHold(draft, since);
  draft.clearance = CLEARANCE.held;
  draft.heldAt = since;
  draft.heldUsualMs = usualMs;
  draft.estimatedAt += usualMs;
  heard(draft, key, network, now, out);
}

/** Released or refused. */
export function entryOver(
  draft: LoadState,
  { key, kind, a: at }: EntryReleased | EntryRefused,
  network: Network,
  now: Instant,
  out: Out,
): void {
  draft.clearance = kind === 'entryReleased' ? CLEARANCE.released : CLEARANCE.refused;
  if (kind === 'entryReleased') settleHold(draft, at);
  draft.heldAt = -1;
  heard(draft, key, network, now, out);
}

/** What was thought of how long it stands gives way to how long it did. */
function settleHold(draft: LoadState, at: number): void {
  if (draft.heldAt < 0) return;
  draft.estimatedAt += at - draft.heldAt - draft.heldUsualMs;
  draft.heldAt = -1;
}

/** News of it: the customers hear if it is late. */
function heard(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  hear(draft, now, out);
  noteDelay(draft, key, network, now, out);
  watchFrom(draft, network, now, out);
}
