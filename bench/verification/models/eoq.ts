/**
 * Economic order quantity, with or without planned backorders: demand flows at a constant rate; Q units are delivered
 * whenever x Q are owed (x = 0: when the stock runs out). An order costs K, a unit in stock h a year, a unit owed p a year.
 *
 * 1. Nothing is random: whole cycles give the cost exactly.
 * 2. Between two events a level falls on a straight line, so it is entered with its average over that time.
 */
import { Kernel } from '#sim/kernel';
import { TimeWeighted } from '#sim/stats/time-weighted';
import { expectedOf, numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, Observations } from '../model.ts';

interface Policy {
  readonly K: number;
  readonly h: number;
  readonly p: number;
  /** Demand a year. */
  readonly lam: number;
  readonly Q: number;
  /** Share of the demand that is backordered. */
  readonly x: number;
}

export function eoq(of: VerificationCase): Model {
  const backorders = 'p' in of.params;
  const policy: Policy = {
    ...numbersOf(of, 'K', 'h', 'lam'),
    p: backorders ? numbersOf(of, 'p').p : 0,
    Q: expectedOf(of, 'Q'),
    x: backorders ? expectedOf(of, 'x') : 0,
  };
  return {
    unit: 'cycles',
    size: 100,
    fastSize: 100,
    load: null,
    deterministic: true,
    leftOut: {
      Q: 'the order quantity, which goes in',
      ...(backorders ? { x: 'the share backordered, which goes in' } : {}),
    },
    replicate: ({ size }) => cycles(policy, size),
  };
}

function cycles({ K, h, p, lam, Q, x }: Policy, count: number): Observations {
  const kernel = new Kernel();
  const onHand = new TimeWeighted('on hand', 0);
  const owed = new TimeWeighted('owed', 0);
  let orders = 0;
  const stockOut = kernel.handler('stock-out', () => {
    onHand.update(kernel.now, 0);
    owed.update(kernel.now, (x * Q) / 2);
  });
  const delivery = kernel.handler('delivery', () => {
    onHand.update(kernel.now, ((1 - x) * Q) / 2);
    owed.update(kernel.now, 0);
    if (orders === count) return;
    orders += 1;
    kernel.schedule(stockOut, kernel.now + ((1 - x) * Q) / lam);
    kernel.schedule(delivery, kernel.now + Q / lam);
  });
  kernel.schedule(delivery, 0);
  kernel.run();
  const { now } = kernel;
  return { cost: (K * orders) / now + h * onHand.mean(now) + p * owed.mean(now) };
}
