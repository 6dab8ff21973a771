/** What loads and their customs entries tell each other, and the address of an entry: its key is that of its load. */
import type {
  DeclarationAccepted,
  DeclarationQueried,
  DeclaredGoods,
  GoodsHeld,
  GoodsRefused,
  GoodsReleased,
} from '../../../contracts/customs.ts';
import type { Envelope } from '../../../contracts/envelope.ts';
import type { TaskAnsweredInput, TimerInput } from '../../../core/actor.ts';
import * as types from '../../../core/actor-types.ts';
import type { ActorTypeNo } from '../../../core/address.ts';

/** load -> customs entry: its papers are there; a = number of the export declaration, b = country of destination. */
export type OpenEntry = Envelope<
  'openEntry',
  DeclaredGoods & { readonly lane: number; readonly cutoff: number }
>;
/** load -> customs entry: these goods have left, fewer than were declared; a = carrier, b = country. */
export type EntryAmended = Envelope<'entryAmended', DeclaredGoods>;
/** load -> customs entry: nothing of it will leave. */
export type WithdrawEntry = Envelope<'withdrawEntry', null>;
/** customs entry -> load: the declaration is accepted; a = movement reference number. */
export type EntryAccepted = Envelope<'entryAccepted', null>;
/** customs entry -> load: the goods stand at the border; a = since when, b = how long such a hold usually takes, ms. */
export type EntryHeld = Envelope<'entryHeld', null>;
/** customs entry -> load: they may go on; a = since when. */
export type EntryReleased = Envelope<'entryReleased', null>;
/** customs entry -> load: they never enter, and come back; a = since when. */
export type EntryRefused = Envelope<'entryRefused', null>;

export type CustomsEntryInput =
  | OpenEntry
  | EntryAmended
  | WithdrawEntry
  | DeclarationAccepted
  | DeclarationQueried
  | GoodsHeld
  | GoodsReleased
  | GoodsRefused
  | TaskAnsweredInput
  | TimerInput;

export const CUSTOMS_ENTRY: ActorTypeNo<CustomsEntryInput> = types.CUSTOMS_ENTRY;
