/**
 * The least that bills could have cost is what the cheapest of pay, dispute and person comes to: no bill of a run betters its own, and a run that does at
 * each bill what the least says pays just that.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InvoiceContext } from '#orchestrator/decisions/invoice-anomaly';
import { nullRecorder } from '#scenarios/recording/recorder';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { Random } from '#sim/random/random';
import { predictingWorld } from '#testing/worlds/prediction-world';
import { runOutboundArms } from '../../experiments/outbound-arms.ts';
import { type JudgedBill, leastOfBill } from './bill-bound.ts';
import { BillNotes, type BillOutcome } from './bill-notes.ts';

const DAYS = ['demand.days=2', 'demand.ordersPerDay=80'];

async function billsOf(policy: string, overlays?: readonly string[]): Promise<readonly BillOutcome[]> {
  const world = predictingWorld([...DAYS, `billAudit.policy=${policy}`], overlays);
  const notes = new BillNotes(world, new Random(1));
  const recorder = Object.assign(Object.create(nullRecorder), notes.hears);
  const policies = [outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy)];
  const [arm] = await runOutboundArms({ world, policies, seed: 1, recorderFor: () => recorder });
  return notes.paid(arm!.end === 'empty');
}

describe('bills of a run', async () => {
  const by = {
    tolerance: await billsOf('tolerance-table'),
    outlier: await billsOf('duplicate-and-outlier'),
    cent: await billsOf('to-the-cent'),
  };

  test('cost none of them less than its own bound, whoever judges', () => {
    for (const bills of Object.values(by)) {
      expect(bills.length).toBeGreaterThan(100);
      for (const { came, least } of bills) expect(came).toBeGreaterThanOrEqual(least);
    }
  });

  test('have the same bound by whomever they are judged', () => {
    const least = (bills: readonly BillOutcome[]) => new Map(bills.map((bill) => [bill.load, bill.least]));
    expect(least(by.outlier)).toEqual(least(by.tolerance));
    expect(least(by.cent)).toEqual(least(by.tolerance));
  });

  test('come to it exactly where somebody chose the cheapest, which each rule does for some', () => {
    const exact = (bills: readonly BillOutcome[]) => bills.filter(({ came, least }) => came === least).length;
    expect(exact(by.outlier)).toBeGreaterThan(by.outlier.length / 4);
    expect(exact(by.tolerance)).toBeGreaterThan(by.tolerance.length / 4);
    expect(exact(by.tolerance)).toBeLessThan(by.tolerance.length);
  });
});

describe('the least of a bill', () => {
  test('is the least over all that may come of pay, dispute and person', () => {
    const minor = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        fc.record({ agreed: minor, above: minor, mistaken: minor, work: minor, beyond: minor }),
        fc.record({ corrects: fc.boolean(), mayDispute: fc.boolean(), answer: fc.constantFrom(0, 1) }),
        ({ agreed, above, mistaken, work, beyond }, { corrects, mayDispute, answer }) => {
          const billed = agreed + above;
          const mistakenMinor = Math.min(mistaken, above);
          const bill: JudgedBill = {
            context: context(agreed, billed, Math.min(above, beyond)),
            options: [
              { action: 'pay' },
              ...(mayDispute ? [{ action: 'dispute' } as const] : []),
              { action: 'person' },
            ],
            ...{ mistakenMinor, corrects },
            audit: { minor: work, answers: [answer] },
          };
          const person = work + (answer === 1 ? billed : agreed);
          const given = mistakenMinor > 0 ? billed - mistakenMinor : agreed;
          const ways = [person];
          if (Math.min(above, beyond) === 0) ways.push(billed);
          if (mayDispute) ways.push(corrects ? given : person);
          expect(leastOfBill(bill)).toBe(Math.min(...ways));
        },
      ),
    );
  });
});

function context(agreedMinor: number, billedMinor: number, beyondTotalMinor: number): InvoiceContext {
  const zero = { aboveMinor: 0, unknownMinor: 0, beyondMinor: 0, totalOffMinor: 0 };
  return { carrier: 0, charges: [], agreedMinor, billedMinor, beyondTotalMinor, ...zero };
}
