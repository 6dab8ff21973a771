/** A copy of a run finds what the run finds: what the invariants remember is in it, whole, and of its own. */
import { describe, expect, test } from 'vitest';
import { type Inside, replaced, SMALL_DAY } from '#testing/worlds/outbound-plants';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import type { OutboundTwin } from '../../twin/outbound-twin.ts';

const remembered = (twin: OutboundTwin): unknown => (twin as Inside).invariants.save();

describe('a rough day', () => {
  const world = roughWorld();

  test.each([500, 3000, 9000, 15_000])(
    'copied after %d events remembers what the run remembers',
    (events) => {
      const run = roughTwin(world);
      run.start();
      run.run({ events });
      const snapshot = run.snapshot();
      const taken = structuredClone(snapshot);
      const before = structuredClone(remembered(run));
      run.run();
      expect(snapshot).toEqual(taken);
      const copy = roughTwin(world);
      copy.restore(snapshot);
      expect(remembered(copy)).toEqual(before);
      copy.run();
      expect(remembered(copy)).toEqual(remembered(run));
      // The run, gone on with, and the copy share nothing with the snapshot.
      expect(snapshot).toEqual(taken);
    },
  );
});

describe('what went wrong before the copy is found after it', () => {
  test.each<[string, string, (systems: Inside) => void]>([
    ['an amount paid', 'invoice-settled-once', ({ erp }) => plus(erp, 'pay', 1)],
    [
      'an invoice that is not written down',
      'side-effect-once',
      ({ erp }) =>
        replaced(erp, 'bill', (right, ...args) => {
          erp.effects.invoices += 1;
          right(...args);
        }),
    ],
    ['a receipt', 'units-conserved', ({ wms }) => plus(wms.stock, 'receive', 2)],
    ["ERP's stock", 'no-drift', ({ erp }) => replaced(erp.picture, 'move', () => {})],
    [
      'an issue never posted',
      'no-drift',
      ({ erp }) => {
        erp.handlers.set('reportGoodsIssue', () => {});
        erp.handlers.set('reportDelivery', () => {});
      },
    ],
    [
      'a message nobody brings',
      'applied-once',
      ({ carriers }) =>
        replaced(carriers[0].output, 'next', (right, message) => {
          // By its number: both runs lose the same.
          if (message.kind !== 'milestoneReported' || message.counter % 5 !== 0) right(message);
        }),
    ],
    [
      'a booking that stays',
      'saga-nets-zero',
      ({ tms }) => {
        tms.handlers.set('cancelBooking', () => {});
      },
    ],
  ])('%s: %s', (_what, invariant, plant) => {
    const classes = SMALL_DAY.erp.classes.map((each) => ({ ...each, cancelShare: 0.6 }));
    const fickle = { ...SMALL_DAY, erp: { ...SMALL_DAY.erp, classes } };
    const planted = (): OutboundTwin => {
      const twin = distributorTwin(fickle);
      plant(twin.systems);
      return twin;
    };
    const run = planted();
    run.start();
    const found = stopped(run);
    expect(found).toMatch(new RegExp(`invariant ${invariant} violated`));
    const cut = run.kernel.events;
    for (const share of [0.3, 0.7, 0.95]) {
      const again = planted();
      again.start();
      again.run({ events: Math.floor(cut * share) });
      const copy = planted();
      copy.restore(structuredClone(again.snapshot()));
      expect(stopped(copy)).toBe(found);
    }
  });
});

test('two copies of a run go their own ways', () => {
  const world = smallDistributor({ days: 1, ordersPerDay: 20 });
  const run = distributorTwin(world);
  run.start();
  run.run({ events: 2000 });
  const snapshot = run.snapshot();
  const [wrong, right] = [distributorTwin(world), distributorTwin(world)];
  for (const copy of [wrong, right]) copy.restore(snapshot);
  plus(wrong.systems.erp, 'pay', 1);
  expect(stopped(wrong)).toMatch(/invoice-settled-once/);
  expect(right.run()).toBe('empty');
});

/** One more of an argument than it was given. */
function plus(object: Inside, method: string, at: number): void {
  replaced(object, method, (right, ...args) => right(...args.with(at, args[at] + 1)));
}

/** What stops the run. */
function stopped(twin: OutboundTwin): string {
  try {
    return twin.run();
  } catch (error) {
    let cause = error;
    while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
    return String(cause);
  }
}
