/** The bound is a sum of waits that the scenario states; longer waits make it longer. By hand where there is nothing to draw. */
import { describe, expect, test } from 'vitest';
import { orderOf } from '#orchestrator/processes/outbound/inputs';
import { distributorWith, type Edit, loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import type { BusinessWatcher } from '../../../host/signals.ts';
import { type SettleBound, settleBound } from './settle-bound.ts';
import { utilisations } from './utilisation.ts';

const DAY_MS = 86_400_000;

function bound(edits: readonly Edit[] = [], tail?: number): SettleBound {
  return settleBound(outboundScenario(distributorWith(...edits)), tail);
}

function days({ chain }: SettleBound, what: string): number {
  return (chain.find((link) => link.what.startsWith(what))?.ms ?? 0) / DAY_MS;
}

describe('the chain', () => {
  const library = bound();

  test('adds up to the bound', () => {
    expect(library.boundMs).toBe(Math.ceil(library.chain.reduce((sum, { ms }) => sum + ms, 0)));
    expect(library.chain.map(({ what }) => what)).toContain('transit with Kestrel Air');
  });

  test('what is stated counts in full', () => {
    // 8 tries of a day: no order has more shipments.
    expect(days(library, 'back-orders')).toBe(8);
    expect(days(bound([['backorderTries: 10', 'backorderTries: 3']]), 'back-orders')).toBe(3);
    // Saturday's cut-off to Monday's.
    expect(days(library, 'cut-off')).toBe(2);
    const holiday = [
      'days: [mon, tue, wed, thu, fri, sat], f',
      'holidays: [2026-03-16], days: [mon, tue, wed, thu, fri, sat], f',
    ] as const;
    expect(days(bound([holiday]), 'cut-off')).toBe(3);
  });

  test('what is drawn counts as one draw in a thousand, or as rare as is asked', () => {
    // 5 h, sigma 0.9: exp(0.9 x 3.0902).
    expect(days(library, 'credit hold')).toBeCloseTo((5 * 16.14) / 24, 2);
    expect(bound([], 1e-6).boundMs).toBeGreaterThan(library.boundMs);
    expect(days(bound([], 0.5), 'credit hold')).toBeCloseTo(5 / 24, 6);
  });

  test('the way to the packers counts where machines carry, again for what is picked short', () => {
    const belt =
      '  automation: { conveyor: { meters: 864, metersPerSecond: 0.01, metersPerTote: 0.001 }, source: assumption }\n  parcelBelow: 15 kg';
    const [by, plain] = [bound([['  parcelBelow: 15 kg', belt]]), library].map((each) =>
      days(each, 'waves and work'),
    );
    expect(by! - plain!).toBeGreaterThanOrEqual(1);
    expect(by! - plain!).toBeCloseTo(Math.round(by! - plain!), 9);
  });

  test('what never happens does not count', () => {
    const calm: Edit[] = [0.03, 0.01, 0.02].map((share) => [`creditHold: ${share}`, 'creditHold: 0']);
    expect(days(bound(calm), 'credit hold')).toBe(0);
    expect(days(bound([['missingWeights: 0.002', 'missingWeights: 0']]), 'missing weights')).toBe(0);
  });

  test('payment terms that outlast a claim are what the bound ends with', () => {
    const late = bound([['paymentTerms: 30 d', 'paymentTerms: 200 d']]);
    expect(days(late, 'payment terms')).toBe(200);
    expect(days(late, 'claim')).toBe(0);
  });

  test('a credit note is waited for only where what did not arrive is credited', () => {
    const of = (bill: string): SettleBound => {
      const set = [`systems.proof.differences.bill=${bill}`, 'returns.creditPosting={ constant: 250 d }'];
      const overlays = ['returns-wave', 'short-deliveries'];
      return settleBound(outboundScenario(loadFrom('b2b-distributor', {}, { with: overlays, set })));
    };
    expect(days(of('shipped'), 'credit note')).toBe(250);
    expect(days(of('received'), 'credit note')).toBe(0);
  });

  test('a node that can not keep up has no bound', () => {
    expect(bound([['pick: { workers: 9,', 'pick: { workers: 2,']]).boundMs).toBe(Infinity);
  });
});

test('a day of orders is over, and its freight paid, within the bound', () => {
  const releasedAt = new Map<number, number>();
  let slowestMs = 0;
  const settled = { orderDone: 0, freightPaid: 0 };
  const watcher: BusinessWatcher = {
    name: 'settled',
    business: (time, event, _owner, _entityType, key) => {
      if (event === 'orderReleased') releasedAt.set(key, time);
      if (event !== 'orderDone' && event !== 'freightPaid') return;
      settled[event] += 1;
      const order = event === 'orderDone' ? key : orderOf(key);
      slowestMs = Math.max(slowestMs, time - releasedAt.get(order)!);
    },
    save: () => null,
    load: () => {},
  };
  const twin = distributorTwin(smallDistributor(), { watchers: [watcher] });
  twin.start();
  twin.run();
  expect(Math.min(settled.orderDone, settled.freightPaid)).toBeGreaterThan(50);
  expect(slowestMs / DAY_MS).toBeGreaterThan(30);
  expect(slowestMs).toBeLessThan(bound().boundMs);
});

describe('utilisation', () => {
  test('work over what the workers can do, in the hours of a week', () => {
    const edits: Edit[] = [
      [
        'pick: { workers: 9, perLine: { lognormal: { median: 55 s, sigma: 0.4 } } }',
        'pick: { workers: 9, perLine: { constant: 60 s } }',
      ],
      ['linesPerOrder: { lognormal: { median: 3, sigma: 0.55 } }', 'linesPerOrder: { constant: 4 }'],
    ];
    const scenario = outboundScenario(distributorWith(...edits));
    const pick = utilisations(scenario).find(({ node, what }) => node === 0 && what === 'pick')!;
    // 2740 orders a day of 4 minutes, the share 0.85 / 2.75 of them; 9 workers 16 hours on 6 days.
    expect(pick.share).toBeCloseTo((2740 * 7 * 4 * (0.85 / 2.75)) / (9 * 16 * 60 * 6), 9);
  });

  test('breakdowns leave less time', () => {
    const all = utilisations(outboundScenario(distributorWith()));
    const without = utilisations(
      outboundScenario(
        distributorWith([
          ', breakdowns: { every: { exponential: { mean: 80 h } }, repair: { lognormal: { median: 40 min, sigma: 0.6 } } }',
          '',
        ]),
      ),
    );
    const pick = (list: typeof all): number =>
      list.find(({ node, what }) => node === 1 && what === 'pick')!.share;
    // 40 min x exp(0.6^2 / 2) down in 80 h up.
    expect(pick(all) / pick(without)).toBeCloseTo(1 + (40 * 1.1972) / 60 / 80, 6);
  });

  test('waves: lines of a week over what they let through', () => {
    const scenario = outboundScenario(
      distributorWith([
        'linesPerOrder: { lognormal: { median: 3, sigma: 0.55 } }',
        'linesPerOrder: { constant: 4 }',
      ]),
    );
    const waves = utilisations(scenario).find(({ node, what }) => node === 0 && what === 'waves')!;
    expect(waves.share).toBeCloseTo((2740 * 7 * 4 * (0.85 / 2.75)) / (4 * 6 * 1200), 9);
  });
});
