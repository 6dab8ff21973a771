/** What the inbound process is run by: the terms of each supplier, and how long and how far the core goes by itself. Plain data. */

/** What is agreed with, or known of, one supplier. Durations in ms, > 0; shares 0..1. */
export interface SupplierTerms {
  /** No answer to a purchase order so long: it is sent again, then a buyer is asked. */
  readonly confirmGraceMs: number;
  /** No ship notice so long after the promised instant of shipping, or the notice before: it is asked for, then a buyer. */
  readonly noticeGraceMs: number;
  /** A line counted within this share of what was announced is as announced. */
  readonly countTolerance: number;
}

/** Durations in ms, > 0; shares 0..1; how often: integers >= 0. */
export interface InboundLimits {
  /** How often a partner that does not answer is asked again before a person is. */
  readonly statusRequestsMax: number;
  /** WMS, the portal or another actor owes an answer so long: it is asked again, then a person. */
  readonly answerGraceMs: number;
  /** How often slots are asked for, for one delivery, before a dock planner is asked; >= 1. */
  readonly slotTriesMax: number;
  /** No slot is free: so long later there may be one. */
  readonly slotRetryMs: number;
  /** What a cautious policy leaves between a truck's estimate and its slot; >= 0. */
  readonly arrivalBufferMs: number;
  /** No truck so long after its estimate: it never comes. */
  readonly neverCameMs: number;
  /** A truck at the gate that is not counted so long: the receiving desk is asked. */
  readonly countGraceMs: number;
  /** Goods that are released and not put away so long: WMS is asked again, then the receiving desk. */
  readonly putAwayGraceMs: number;
  /** Damaged units up to this share of a line are left out without asking. */
  readonly damageTolerance: number;
  /** More than is open of a line, by up to this share, is taken without asking. */
  readonly overTolerance: number;
  /** No more than this share of what was confirmed is missing when the supplier is done: it is let go without asking. */
  readonly shortCloseShare: number;
  /** A person's task is escalated after this, once; then it stays open and visible. */
  readonly taskEscalationMs: number;
}

export interface InboundSettings {
  /** By number of the supplier. */
  readonly suppliers: readonly SupplierTerms[];
  readonly limits: InboundLimits;
}

/** Throws where there is no such supplier: ERP and the scenario speak of the same ones. */
export function termsOf({ suppliers }: InboundSettings, supplier: number): SupplierTerms {
  const terms = suppliers[supplier];
  if (terms === undefined)
    throw new RangeError(`supplier ${supplier} is unknown; there are ${suppliers.length}`);
  return terms;
}
