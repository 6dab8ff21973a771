/**
 * Decision point `invoice-anomaly`: a carrier's bill has come. Pay it, dispute it, or have a person look at it?
 *
 * 1. What is billed beyond agreement and tolerance, by any charge, is never paid without a word of the carrier or of a person.
 */
import { type CarrierRecordPicture, recordOf } from './carrier-record.ts';
import type { HardRule, Policy } from './gate.ts';

/** A charge code: what was billed under it in all its lines, and what was agreed. */
export interface BilledCharge {
  readonly code: string;
  readonly billedMinor: number;
  readonly agreedMinor: number;
}

export interface InvoiceContext {
  readonly carrier: number;
  readonly billedMinor: number;
  readonly agreedMinor: number;
  readonly charges: readonly BilledCharge[];
  /** Over what was agreed, of charges that were agreed on; of charges that were not; of all, beyond tolerance as well. */
  readonly aboveMinor: number;
  readonly unknownMinor: number;
  readonly beyondMinor: number;
  /** By how much total and charges differ, either way. */
  readonly totalOffMinor: number;
}

export interface InvoiceOption {
  readonly action: 'pay' | 'dispute' | 'person';
  /** Of a dispute: charges that are contested. */
  readonly codes: readonly string[];
  /** Whose record is the view of it. */
  readonly carrier: number;
}

export type InvoicePolicy = Policy<InvoiceContext, InvoiceOption>;

export const withinTolerance: HardRule<InvoiceContext, InvoiceOption> = {
  name: 'within-tolerance',
  allows: ({ beyondMinor, totalOffMinor }, { action }) =>
    action !== 'pay' || (beyondMinor === 0 && totalOffMinor === 0),
};

export const toleranceTable: InvoicePolicy = {
  name: 'tolerance-table',
  summary: 'pay what is within tolerance, dispute the rest',
  recommend: ({ beyondMinor, totalOffMinor }, options) =>
    indexOf(options, beyondMinor > 0 || totalOffMinor > 0 ? 'dispute' : 'pay'),
};

export const toTheCent: InvoicePolicy = {
  name: 'to-the-cent',
  summary: 'dispute whatever is above what was agreed, pay the rest',
  recommend: (context, options) => indexOf(options, isAbove(context) ? 'dispute' : 'pay'),
};

/** Thousandths of what was agreed that are no outlier; disputes from which on a carrier is known, of which so many of a thousand are won. Source: assumption. */
const USUAL_PER_MILLE = 5;
const DISPUTES_LEAST = 8;
const WON_PER_MILLE = 250;
/** Of a thousand bills so many above agreement: then a small excess is the carrier's manner, such as fuel by another day's index. Source: assumption. */
const MANNER_PER_MILLE = 500;

export const duplicateAndOutlier: InvoicePolicy = {
  name: 'duplicate-and-outlier',
  summary:
    'dispute charges nobody agreed on and what is above agreement by more than 0.5 %, unless half of the carrier’s bills are; a person where the carrier hardly ever gives in or sends bills twice; pay the rest',
  recommend: (context, options, views) => {
    const record = recordOf(views, context.carrier);
    if (!isOutlier(context, record)) return toleranceTable.recommend(context, options, views);
    return indexOf(options, isInVain(record) ? 'person' : 'dispute');
  },
};

export const INVOICE_POLICIES: readonly InvoicePolicy[] = [toleranceTable, toTheCent, duplicateAndOutlier];

function isAbove({ aboveMinor, unknownMinor, totalOffMinor }: InvoiceContext): boolean {
  return aboveMinor > 0 || unknownMinor > 0 || totalOffMinor > 0;
}

function isOutlier(context: InvoiceContext, { bills, billsAbove }: CarrierRecordPicture): boolean {
  const { aboveMinor, agreedMinor, unknownMinor, totalOffMinor, beyondMinor } = context;
  if (unknownMinor > 0 || totalOffMinor > 0 || beyondMinor > 0) return true;
  if (aboveMinor * 1000 <= agreedMinor * USUAL_PER_MILLE) return false;
  return billsAbove * 1000 < bills * MANNER_PER_MILLE || bills === 0;
}

/** Disputes with it are lost, or it sends so much twice that somebody should look. */
function isInVain({ disputes, corrected, bills, duplicates }: CarrierRecordPicture): boolean {
  const lost = disputes >= DISPUTES_LEAST && corrected * 1000 < disputes * WON_PER_MILLE;
  return lost || (duplicates >= DISPUTES_LEAST && duplicates * 4 > bills);
}

/** A dispute is there only where something can be contested; then a person is. */
function indexOf(options: readonly InvoiceOption[], action: InvoiceOption['action']): number {
  const at = options.findIndex((option) => option.action === action);
  return at >= 0 ? at : options.findIndex((option) => option.action === 'person');
}
