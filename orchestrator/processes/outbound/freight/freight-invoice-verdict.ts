/**
 * A carrier's bill before decision point `invoice-anomaly`: what it is held against, and what its carrier's record is told.
 *
 * 1. The question holds all that was billed and agreed by charge code, in all its lines together; who bills less is not asked for more.
 * 2. What can be contested is what is beyond tolerance; where nothing is, whatever is above agreement.
 */
import type { FreightBilled, FreightCharge } from '../../../contracts/carriers.ts';
import type { Out } from '../../../core/out.ts';
import {
  type BilledCharge,
  type InvoiceContext,
  type InvoiceOption,
  millionthsAbove,
} from '../../../decisions/invoice-anomaly.ts';
import { CARRIER_RECORD } from '../tracking/inputs.ts';
import { DEADLINE_TIMER, type FreightInvoiceState } from './freight-invoice-state.ts';

/** A bill is judged once. */
const ONLY = 1;

/** By charge code, in all lines together; and the sum. */
export function billedByCode(charges: readonly FreightCharge[]): {
  readonly billed: ReadonlyMap<string, number>;
  readonly sumMinor: number;
} {
  const billed = new Map<string, number>();
  let sumMinor = 0;
  for (const { code, amountMinor } of charges) {
    sumMinor += amountMinor;
    billed.set(code, (billed.get(code) ?? 0) + amountMinor);
  }
  return { billed, sumMinor };
}

/** A code may have been agreed to more than once. */
export function agreedFor({ codes, charges }: FreightInvoiceState, code: string): number {
  let minor = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i] === code) minor += charges[i]!;
  return minor;
}

/** Asks what becomes of it; until then no deadline runs. */
export function askAboutBill(
  draft: FreightInvoiceState,
  { a: totalMinor, body }: FreightBilled,
  tolerance: number,
  out: Out,
): void {
  const { carrier } = draft;
  const { billed, sumMinor } = billedByCode(body.charges);
  const charges: BilledCharge[] = [];
  for (const [code, billedMinor] of billed)
    charges.push({ code, billedMinor, agreedMinor: agreedFor(draft, code) });
  const context = contextOf(draft, charges, Math.abs(sumMinor - totalMinor), tolerance);
  draft.status = 'judging';
  out.cancel(DEADLINE_TIMER);
  const codes = contested(charges, context, tolerance);
  const options: InvoiceOption[] = [{ action: 'pay', codes: [], carrier }];
  if (codes.length > 0) options.push({ action: 'dispute', codes, carrier });
  options.push({ action: 'person', codes: [], carrier });
  out.ask({ point: 'invoice-anomaly', attempt: ONLY, context, options }, [
    { type: CARRIER_RECORD, key: carrier },
  ]);
  out.tell(CARRIER_RECORD, carrier, 'billTaken', millionthsAbove(context), 0, null);
}

/** The same invoice number again. */
export function noteRepeated({ carrier }: FreightInvoiceState, out: Out): void {
  out.tell(CARRIER_RECORD, carrier, 'billRepeated', 0, 0, null);
}

/** The carrier has answered a dispute. */
export function noteDispute({ carrier }: FreightInvoiceState, corrected: boolean, out: Out): void {
  out.tell(CARRIER_RECORD, carrier, 'disputeEnded', corrected ? 1 : 0, 0, null);
}

function contextOf(
  { carrier, billedMinor, agreedMinor }: FreightInvoiceState,
  charges: readonly BilledCharge[],
  totalOffMinor: number,
  tolerance: number,
): InvoiceContext {
  let [aboveMinor, unknownMinor, beyondMinor] = [0, 0, 0];
  for (const charge of charges) {
    const above = Math.max(0, charge.billedMinor - charge.agreedMinor);
    if (charge.agreedMinor === 0) unknownMinor += above;
    else aboveMinor += above;
    if (isBeyond(charge, tolerance)) beyondMinor += above;
  }
  const beyondTotalMinor = Math.max(0, billedMinor - Math.floor(agreedMinor + agreedMinor * tolerance));
  return {
    carrier,
    billedMinor,
    agreedMinor,
    charges,
    aboveMinor,
    unknownMinor,
    beyondMinor,
    beyondTotalMinor,
    totalOffMinor,
  };
}

function contested(
  charges: readonly BilledCharge[],
  { beyondMinor, totalOffMinor }: InvoiceContext,
  tolerance: number,
): string[] {
  const is = (charge: BilledCharge): boolean =>
    beyondMinor > 0 ? isBeyond(charge, tolerance) : charge.billedMinor > charge.agreedMinor;
  const codes = charges.filter(is).map(({ code }) => code);
  return totalOffMinor === 0 ? codes : [...codes, 'total'];
}

function isBeyond({ billedMinor, agreedMinor }: BilledCharge, tolerance: number): boolean {
  return billedMinor > agreedMinor + agreedMinor * tolerance;
}
