/**
 * The least that one freight bill could have cost: what is paid of it, and the work of people on it, by whichever of pay, dispute and person is cheapest
 * with what its carrier and the auditor would have answered.
 *
 * 1. Exact where both are drawn for it alone; where an answer may be one of several, the cheapest counts.
 * 2. A dispute that fails, or that nobody answers, is a person's, and costs what asking a person at once does.
 */
import {
  type InvoiceContext,
  type InvoiceOption,
  withinTolerance,
} from '#orchestrator/decisions/invoice-anomaly';
import { AUDIT_ANSWER } from '#orchestrator/processes/outbound/freight/freight-invoice';
import type { LeastOfTask } from './desk-prices.ts';

export interface JudgedBill {
  readonly context: InvoiceContext;
  readonly options: readonly Pick<InvoiceOption, 'action'>[];
  /** By how much it is too high, as its carrier knows; 0 = it is right. */
  readonly mistakenMinor: number;
  /** What the carrier does with a dispute; null = it is not known. */
  readonly corrects: boolean | null;
  /** What asking a person comes to. */
  readonly audit: LeastOfTask;
}

/** Minor units. */
export function leastOfBill({ context, options, mistakenMinor, corrects, audit }: JudgedBill): number {
  const { billedMinor, agreedMinor } = context;
  const byPerson = Math.min(
    ...audit.answers.map((answer) =>
      answer === AUDIT_ANSWER.payBilled ? billedMinor : Math.min(billedMinor, agreedMinor),
    ),
  );
  let least = audit.minor + byPerson;
  const pays = { action: 'pay', codes: [], carrier: context.carrier } as const;
  if (withinTolerance.allows(context, pays)) least = Math.min(least, billedMinor);
  const mayDispute = options.some(({ action }) => action === 'dispute');
  if (mayDispute && corrects !== false)
    least = Math.min(
      least,
      mistakenMinor > 0 ? billedMinor - mistakenMinor : Math.min(billedMinor, agreedMinor),
    );
  return least;
}
