/** Decision point `invoice-anomaly`, described. */
import { pictureIn } from '../carrier-record.ts';
import { columnOf, flag } from '../features.ts';
import {
  INVOICE_POLICIES,
  type InvoiceContext,
  type InvoiceOption,
  withinTolerance,
} from '../invoice-anomaly.ts';
import { everywhere, type PointDescription } from '../point.ts';

const column = columnOf<InvoiceContext, InvoiceOption>();
const COUNT_MAX = 10_000;

/** In thousandths of what was agreed, at most ten times that. */
function perMille(minor: number, agreedMinor: number): number {
  return agreedMinor === 0
    ? flag(minor > 0) * 10_000
    : Math.min(10_000, Math.ceil((minor * 1000) / agreedMinor));
}

const INVOICE_COLUMNS = [
  column('dispute', '0 or 1', 'action dispute', ({ option }) => flag(option.action === 'dispute')),
  column('person', '0 or 1', 'action person', ({ option }) => flag(option.action === 'person')),
  column('agreed', 'minor units', 'agreed for the load', ({ context }) => Math.round(context.agreedMinor)),
  column('above', 'per mille', 'of what was agreed: above it, of charges agreed on', ({ context }) =>
    perMille(context.aboveMinor, context.agreedMinor),
  ),
  column('unknown', 'per mille', 'of what was agreed: charges nobody agreed on', ({ context }) =>
    perMille(context.unknownMinor, context.agreedMinor),
  ),
  column('beyond', 'per mille', 'of what was agreed: charges beyond tolerance', ({ context }) =>
    perMille(context.beyondMinor, context.agreedMinor),
  ),
  column(
    'usual',
    'per mille',
    'of what was agreed: by how much the carrier’s last bills were above it',
    ({ view }) => Math.round(pictureIn(view).usuallyAbove / 1000),
  ),
  column('totalOff', 'minor units', 'by how much total and charges differ', ({ context }) =>
    Math.round(context.totalOffMinor),
  ),
  column('bills', 'bills', 'of the carrier that were matched, at most 10,000', ({ view }) =>
    Math.min(COUNT_MAX, pictureIn(view).bills),
  ),
  column('billsAbove', 'bills', 'of them above what was agreed, at most 10,000', ({ view }) =>
    Math.min(COUNT_MAX, pictureIn(view).billsAbove),
  ),
  column('duplicates', 'bills', 'of the carrier that came again, at most 10,000', ({ view }) =>
    Math.min(COUNT_MAX, pictureIn(view).duplicates),
  ),
  column('disputes', 'disputes', 'with the carrier that have ended, at most 10,000', ({ view }) =>
    Math.min(COUNT_MAX, pictureIn(view).disputes),
  ),
  column('corrected', 'disputes', 'of them ended by a corrected bill, at most 10,000', ({ view }) =>
    Math.min(COUNT_MAX, pictureIn(view).corrected),
  ),
] as const;

export const INVOICE_ANOMALY: PointDescription<InvoiceContext, InvoiceOption> = {
  name: 'invoice-anomaly',
  decides: "what becomes of a carrier's bill: it is paid, disputed, or looked at by a person",
  about: 'freight bills',
  context: {
    carrier: ['number', 'that bills'],
    billedMinor: ['minor units', 'billed in all'],
    agreedMinor: ['minor units', 'agreed in all'],
    charges: ['list', '`code`, `billedMinor`, `agreedMinor`'],
    aboveMinor: ['minor units', 'over what was agreed, of charges that were agreed on'],
    unknownMinor: ['minor units', 'of charges that nobody agreed on'],
    beyondMinor: ['minor units', 'over what was agreed, of charges beyond tolerance, one by one'],
    beyondTotalMinor: ['minor units', 'of the total, over what was agreed and tolerated'],
    totalOffMinor: ['minor units', 'by how much total and charges differ, either way'],
  },
  option: {
    action: ['name', '`pay`, `dispute`, `person`'],
    codes: ['list', 'of a dispute: charges that are contested, or `total`'],
    carrier: ['number', 'whose record comes with the question'],
  },
  views: { type: 'carrier-record', keyOf: ({ carrier }) => carrier },
  rules: [
    everywhere(
      withinTolerance,
      'no bill is paid whose total is beyond agreement and tolerance, or not that of its charges, without a word of the carrier or of a person',
    ),
  ],
  policies: INVOICE_POLICIES,
  baseline: 'tolerance-table',
  features: { version: 1, columns: INVOICE_COLUMNS },
};
