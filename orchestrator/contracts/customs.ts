/**
 * What the core and customs say to each other of goods that leave their country. Customs owns acceptance, examination, release and
 * refusal; what it keeps at a border, its carrier can't move.
 *
 * 1. `key` is the load's key: one load, one declaration. A declaration that is void is not lodged again.
 * 2. Nobody sends "the goods are there": a carrier presents them by standing at the border.
 * 3. Fees are charged to the declarant's account with customs when goods are released or refused: no carrier bills them.
 */
import type { Envelope } from './envelope.ts';

/** Why goods stand at a border: `b` of `goodsHeld`. */
export const CUSTOMS_HOLD = {
  /** The declaration is not accepted yet. */
  papers: 1,
  documentReview: 2,
  xray: 3,
  tailgate: 4,
  intensive: 5,
} as const;

/** What a query asks for: `b` of `declarationQueried`. */
export const CUSTOMS_DOCUMENT = {
  commercialInvoice: 1,
  packingList: 2,
  certificateOfOrigin: 3,
  commodityCode: 4,
} as const;

/** Products and units stand by line; one product may have several. */
export interface DeclaredGoods {
  readonly products: readonly number[];
  readonly units: readonly number[];
  readonly valueMinor: number;
}

/** A declaration: what is to cross, and on which timetabled way it goes (cut-off -1 = by itself). */
export interface Declaration extends DeclaredGoods {
  readonly lane: number;
  readonly cutoff: number;
}

/** core -> customs; a = number of the export declaration, b = country of destination. */
export type LodgeDeclaration = Envelope<'lodgeDeclaration', Declaration>;
/** core -> customs: the document asked for; a = which query, b = `CUSTOMS_DOCUMENT`. */
export type AnswerQuery = Envelope<'answerQuery', null>;
/** core -> customs: less has left than was declared; a = carrier, b = country of destination. */
export type AmendDeclaration = Envelope<'amendDeclaration', DeclaredGoods>;
/** core -> customs: nothing of it will come; a = number of the export declaration, b = country. */
export type WithdrawDeclaration = Envelope<'withdrawDeclaration', null>;

/** customs -> core; a = movement reference number, b = country. */
export type DeclarationAccepted = Envelope<'declarationAccepted', null>;
/** customs -> core: a document is missing or wrong; a = which query of this load, from 1, b = `CUSTOMS_DOCUMENT`. */
export type DeclarationQueried = Envelope<'declarationQueried', null>;
/** customs -> core: the goods stand at the border; a = since when, b = `CUSTOMS_HOLD`. */
export type GoodsHeld = Envelope<'goodsHeld', null>;
/** customs -> core: they may go on; a = fees, b = when. */
export type GoodsReleased = Envelope<'goodsReleased', null>;
/** customs -> core: they never enter, and go back; a = fees, b = when. */
export type GoodsRefused = Envelope<'goodsRefused', null>;

export type CustomsToCore =
  | DeclarationAccepted
  | DeclarationQueried
  | GoodsHeld
  | GoodsReleased
  | GoodsRefused;
export type CoreToCustoms = LodgeDeclaration | AnswerQuery | AmendDeclaration | WithdrawDeclaration;
