/**
 * Decision point `invoice-anomaly`: a carrier's bill has come. Pay it, dispute it, or have a person look at it?
 *
 * 1. A bill that is beyond agreement and tolerance is never paid without a word of the carrier or of a person.
 * 2. Tolerance by charge is a rule of thumb; of the total it is a hard rule.
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
  /** Over what was agreed, of charges that were agreed on; of charges that were not; of those that are beyond tolerance, one by one. */
  readonly aboveMinor: number;
  readonly unknownMinor: number;
  readonly beyondMinor: number;
  /** Of the total, over what was agreed and tolerated. */
  readonly beyondTotalMinor: number;
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
  allows: ({ beyondTotalMinor, totalOffMinor }, { action }) =>
    action !== 'pay' || (beyondTotalMinor === 0 && totalOffMinor === 0),
};

export const toleranceTable: InvoicePolicy = {
  name: 'tolerance-table',
  summary: 'pay what is within tolerance by every charge, dispute the rest',
  recommend: ({ beyondMinor, totalOffMinor }, options) =>
    indexOf(options, beyondMinor > 0 || totalOffMinor > 0 ? 'dispute' : 'pay'),
};

export const toTheCent: InvoicePolicy = {
  name: 'to-the-cent',
  summary: 'dispute whatever is above what was agreed, pay the rest',
  recommend: (context, options) => indexOf(options, isAbove(context) ? 'dispute' : 'pay'),
};

const MILLION = 1_000_000;
/** Over what a carrier usually bills too much, no outlier up to so much; disputes from which on it is known, of which so many of a thousand are won. Source: assumption. */
const USUAL_MILLIONTHS = 5_000;
const DISPUTES_LEAST = 8;
const WON_PER_MILLE = 250;

export const duplicateAndOutlier: InvoicePolicy = {
  name: 'duplicate-and-outlier',
  summary:
    'dispute charges nobody agreed on, and what is above agreement by 0.5 % more than the carrier’s last bills; a person instead where it hardly ever gives in or sends many bills twice, and where a bill is as usual and beyond tolerance; pay the rest',
  recommend: (context, options, views) => {
    const record = recordOf(views, context.carrier);
    if (isOutlier(context, record)) return indexOf(options, isInVain(record) ? 'person' : 'dispute');
    return indexOf(options, context.beyondTotalMinor > 0 ? 'person' : 'pay');
  },
};

export const INVOICE_POLICIES: readonly InvoicePolicy[] = [toleranceTable, toTheCent, duplicateAndOutlier];

function isAbove({ aboveMinor, unknownMinor, totalOffMinor }: InvoiceContext): boolean {
  return aboveMinor > 0 || unknownMinor > 0 || totalOffMinor > 0;
}

function isOutlier(context: InvoiceContext, { usuallyAbove }: CarrierRecordPicture): boolean {
  const { unknownMinor, totalOffMinor } = context;
  if (unknownMinor > 0 || totalOffMinor > 0) return true;
  return millionthsAbove(context) > usuallyAbove + USUAL_MILLIONTHS;
}

/** Of what was agreed: by how much the charges are above it; all of it where nothing was agreed. */
export function millionthsAbove({ aboveMinor, unknownMinor, agreedMinor }: InvoiceContext): number {
  const above = aboveMinor + unknownMinor;
  if (agreedMinor === 0) return above > 0 ? MILLION : 0;
  return Math.min(MILLION, Math.round((above * MILLION) / agreedMinor));
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
