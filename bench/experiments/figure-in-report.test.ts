/** What a page's file may call a figure: keys, names of entries, sums and quotients; what nothing is called is refused. */
import { expect, test } from 'vitest';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { figureIn, noneWritten, type Reported } from './figure-in-report.ts';
import { runOutboundArms } from './outbound-arms.ts';
import { outboundReportOfRun } from './outbound-report-of-run.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const [report] = outboundReportOfRun({
  world,
  arms: await runOutboundArms({ world, policies: ['cheapest-feasible'], seed: 1 }),
  scenario: { name: 'small', title: '', story: '', digest: '' },
  seed: 1,
  reproduce: '',
  versions: { dray: '', node: '', v8: '' },
  thresholds: [],
  assumptions: [],
  warnings: [],
}).arms;
const reported: Reported = {
  ...report!,
  faults: { 'line.lost': 4 },
  written: { ...noneWritten(), orderDone: 7 },
  pairedBefore: null,
};
const { kpis, partners, pots } = reported;
const receivedOf = (name: string): number => partners.find((each) => each.name === name)!.received ?? 0;

test.each<[string, number | null]>([
  ['orders', kpis.orders!],
  ['pots.freight', pots.freight],
  ['partners.WMS.received', receivedOf('WMS')],
  ['partners.*.received', partners.reduce((sum, { received }) => sum + (received ?? 0), 0)],
  ['faults.line.lost', 4],
  ['notes.nothingOfTheKind', 0],
  ['written.orderDone', 7],
  ['written.customerNotified', 0],
  ['partners.WMS.received - partners.ERP.received', receivedOf('WMS') - receivedOf('ERP')],
  [
    'partners.WMS.received + partners.ERP.received / faults.line.lost',
    (receivedOf('WMS') + receivedOf('ERP')) / 4,
  ],
  ['pots.freight / written.customerNotified', null],
  ['orders + customsFees', null],
])('%s', (name, value) => {
  expect(figureIn(reported, name)).toBe(value);
});

test.each(['ordes', 'partners.WMX.received', 'partners.WMS', 'written.nothing', 'orders + nothing'])(
  '%s is no figure, and refused',
  (name) => {
    expect(() => figureIn(reported, name)).toThrow(/is no figure of a run/);
  },
);
