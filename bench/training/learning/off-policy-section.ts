/** What a log says of another policy, beside what the twin says: where decisions are alone, where loads are shared, where a node is full. */
import { inChild } from '../../harness/child.ts';
import type { Section } from '../../harness/section.ts';
import type { Row } from '../../harness/table.ts';
import type { OffPolicyTruth, TruthPlan } from './off-policy-truth.ts';

const MODULE = new URL('./off-policy-truth.ts', import.meta.url).href;
const SEEDS = Array.from({ length: 10 }, (_, i) => 101 + i);

const WORLDS: readonly (readonly [name: string, set: readonly string[]])[] = [
  [
    'each shipment a parcel, 20 orders a day',
    ['demand.ordersPerDay=20', 'demand.days=20', 'network.parcelBelow=2000 kg'],
  ],
  ['loads are shared, 20 orders a day', ['demand.ordersPerDay=20', 'demand.days=20']],
  ['a node is full, 130 orders a day', ['demand.ordersPerDay=130']],
];

export const offPolicy: Section = {
  name: 'off-policy',
  title:
    'Quickstart: what the log of fastest-feasible (floor 0.05, 10 seeds) says of cheapest-feasible, and what it really costs, USD an order',
  onlyWhenNamed: true,
  run: () => WORLDS.flatMap(([name, set]) => rowsOf(name, set)),
};

function rowsOf(name: string, set: readonly string[]): readonly Row[] {
  const plan: TruthPlan = {
    ...{ scenario: 'quickstart', set, point: 'sourcing', seeds: SEEDS },
    ...{ policy: 'fastest-feasible', floor: 0.05, other: 'cheapest-feasible' },
  };
  const { estimate, truth, decisions } = inChild<OffPolicyTruth>(MODULE, 'offPolicyTruth', plan);
  const { logged, ips, snips, dr, effectiveSampleSize } = estimate;
  const told = ({ mean, halfWidth }: { readonly mean: number; readonly halfWidth: number }): string =>
    `${(-mean / 100).toFixed(2)} ± ${(halfWidth / 100).toFixed(2)}`;
  const off = ({ mean }: { readonly mean: number }): string =>
    `${((100 * (mean - truth)) / truth).toFixed(1)} %`;
  const row = (work: string, ours: string, result: string): Row => ({
    work,
    ours,
    peer: '',
    result,
    target: '',
    met: null,
  });
  return [
    row(`${name}: ${decisions} decisions, worth ${effectiveSampleSize.toFixed(0)}`, '', ''),
    row('  the log itself', told(logged), ''),
    row('  IPS', told(ips), off(ips)),
    row('  SNIPS', told(snips), off(snips)),
    ...(dr === null ? [] : [row('  DR', told(dr), off(dr))]),
    row('  truth, by the twin', (-truth / 100).toFixed(2), ''),
  ];
}
