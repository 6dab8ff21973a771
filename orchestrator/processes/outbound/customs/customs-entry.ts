/**
 * A customs entry: what a load declares at a border, from the declaration to the goods' release or refusal. Customs owns all of
 * that; the entry asks, answers queries by way of the export desk, and tells its load.
 *
 * 1. It moves along `CUSTOMS_ENTRY_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. Customs that does not answer is asked again, some times; then the export desk is told, whose answer asks again. A query is a
 *    task of the export desk, whose answer is the document. `TASKS_MAX` tasks at most, then the last stays open.
 * 3. Fees are posted once, when the goods are released or refused.
 * 4. What will not leave is withdrawn; once its goods are gone, the border decides.
 */
import type { GoodsHeld, GoodsRefused, GoodsReleased } from '../../../contracts/customs.ts';
import { CUSTOMS } from '../../../contracts/partners.ts';
import type { Actor } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { LOAD } from '../inputs.ts';
import {
  CUSTOMS_ENTRY_TABLE,
  type CustomsEntryState,
  declared,
  ENTRY_TIMERS,
  initialEntry,
  moveEntry,
} from './customs-entry-state.ts';
import {
  askDesk,
  lodge,
  rang,
  takeDeskAnswer,
  waitForCustoms,
  waitsNoMore,
} from './customs-entry-waiting.ts';
import { CUSTOMS_ENTRY, type CustomsEntryInput } from './inputs.ts';

export function customsEntryActor(network: Network): Actor<CustomsEntryState, CustomsEntryInput> {
  return {
    type: CUSTOMS_ENTRY,
    name: 'customs-entry',
    version: 1,
    creates: ['openEntry'],
    timers: ENTRY_TIMERS,
    initial: initialEntry,
    migrate: (_old, from) => {
      throw new Error(`customs entry state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (CUSTOMS_ENTRY_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else advance(network, draft, input, now, out);
    },
    finished: ({ status }) => CUSTOMS_ENTRY_TABLE.isOver(status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.country);
      sink.number(state.feesMinor);
    },
  };
}

function advance(
  network: Network,
  draft: CustomsEntryState,
  input: CustomsEntryInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (input.kind) {
    case 'openEntry':
      moveEntry(draft, input.kind);
      draft.declaration = input.a;
      draft.country = input.b;
      draft.goods = input.body;
      lodge(draft, key, out);
      waitForCustoms(draft, network, now, out);
      return;
    case 'declarationAccepted':
      accepted(draft, key, input.a, out);
      return;
    case 'declarationQueried':
      moveEntry(draft, input.kind);
      draft.query = input.a;
      draft.document = input.b;
      waitsNoMore(draft, out);
      askDesk(draft, network, now, out);
      return;
    case 'taskAnswered':
      takeDeskAnswer(draft, key, input.b, network, now, out);
      return;
    case 'timer':
      rang(draft, key, input.a, network, now, out);
      return;
    case 'entryAmended':
      declared(draft, input.body);
      out.send(CUSTOMS, 'amendDeclaration', key, input.a, input.b, input.body);
      return;
    case 'withdrawEntry':
      moveEntry(draft, input.kind);
      waitsNoMore(draft, out);
      out.send(CUSTOMS, 'withdrawDeclaration', key, draft.declaration, draft.country, null);
      return;
    case 'goodsHeld':
      held(network, draft, input, out);
      return;
    case 'goodsReleased':
    case 'goodsRefused':
      over(draft, input, out);
  }
}

/** Nobody need look for it any more; the load may go. */
function accepted(draft: CustomsEntryState, key: number, reference: number, out: Out): void {
  moveEntry(draft, 'declarationAccepted');
  waitsNoMore(draft, out);
  draft.reference = reference;
  draft.goods = null;
  out.tell(LOAD, key, 'entryAccepted', reference, 0, null);
}

/** Its goods stand at the border: the load must know for how long that usually is. */
function held(
  { customs }: Network,
  draft: CustomsEntryState,
  { key, kind, a: since, b: hold }: GoodsHeld,
  out: Out,
): void {
  moveEntry(draft, kind);
  draft.heldAt = since;
  draft.hold = hold;
  const usualMs = customs?.[draft.country]?.usualHoldMs[hold] ?? 0;
  out.tell(LOAD, key, 'entryHeld', since, usualMs, null);
}

function over(
  draft: CustomsEntryState,
  { key, kind, a: feesMinor, b: at }: GoodsReleased | GoodsRefused,
  out: Out,
): void {
  moveEntry(draft, kind);
  waitsNoMore(draft, out);
  draft.feesMinor = feesMinor;
  draft.goods = null;
  if (feesMinor > 0) out.post('customsCharged', feesMinor);
  out.tell(LOAD, key, kind === 'goodsReleased' ? 'entryReleased' : 'entryRefused', at, 0, null);
}

function unexpected(draft: CustomsEntryState, { kind }: CustomsEntryInput, out: Out): void {
  out.audit('inputNotExpected', `${kind} in status ${draft.status}`);
}
