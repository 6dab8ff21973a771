/** Inventory policies, and cases that nothing here can simulate. */
import type { Entry } from '../model.ts';
import { baseStock, baseStockLostSales } from './base-stock.ts';
import { bullwhip } from './bullwhip.ts';
import { clarkScarf } from './clark-scarf.ts';
import { models, unfit } from './entries.ts';
import { eoq } from './eoq.ts';
import { lostSales } from './lost-sales.ts';
import { newsvendor } from './newsvendor.ts';
import { rqNormal } from './rq-normal.ts';
import { rqPoisson } from './rq-poisson.ts';
import { sS } from './s-s.ts';
import { twoEchelon } from './two-echelon.ts';

const ZHENG_FEDERGRUEN_MEANS = [10, 15, 25, 30, 40, 45, 55, 60, 70, 75, 22, 23, 51, 52, 61, 63];
const LOST_SALES = [
  'p4-L1',
  'p4-L2',
  'p4-L4',
  'p9-L1',
  'p9-L3',
  'p9-L4',
  'p19-L2',
  'p19-L3',
  'p39-L1',
  'p39-L2',
  'p39-L4',
];

export const INVENTORY: Readonly<Record<string, Entry>> = {
  ...models(newsvendor, 'newsvendor-normal', 'newsvendor-poisson-50'),
  ...models(baseStock, 'basestock-18'),
  ...models(baseStockLostSales, 'basestock-ls-18'),
  ...models(sS, 'sS-ex4.7', ...ZHENG_FEDERGRUEN_MEANS.map((mean) => `sS-ZF-${mean}`)),
  ...models(rqPoisson, 'rQ-poisson-ex5.8'),
  ...models(rqNormal, 'rQ-normal-ex5.1'),
  ...models(eoq, 'eoq-ex3.1', 'eoqb-ex3.8'),
  ...models(clarkScarf, 'clark-scarf-ex6.1'),
  ...models(twoEchelon, 'two-echelon'),
  ...models(
    bullwhip,
    'bullwhip-ma-L1-p3',
    'bullwhip-ma-L1-p5',
    'bullwhip-ma-L4-p5',
    'bullwhip-ma-L4-p10',
    'bullwhip-es-L2-a0.2',
  ),
  ...models(
    lostSales,
    ...['poisson', 'geometric'].flatMap((demand) => LOST_SALES.map((rest) => `lostsales-${demand}-${rest}`)),
  ),
  ...unfit(
    'wagner-whitin',
    'a best plan for four known demands: an optimisation, in which nothing is random and nothing waits; the plan itself is not given',
  ),
  ...unfit(
    'rng-mrg32k3a',
    'vectors of a generator that Dray does not have: its streams are Threefry, held against vectors of their own (sim/random/threefry.test.ts)',
  ),
};
