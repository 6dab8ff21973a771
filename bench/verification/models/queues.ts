/** Cases in which something waits for a server. */
import type { Entry } from '../model.ts';
import { batchArrivals } from './batch-arrivals.ts';
import { cMu } from './c-mu.ts';
import { closedNetwork } from './closed-network.ts';
import { models } from './entries.ts';
import { erlangA } from './erlang-a.ts';
import { forkJoin } from './fork-join.ts';
import { mginf } from './infinite-servers.ts';
import { jackson } from './jackson.ts';
import { mgcc, mm1k } from './losses.ts';
import { machineRepair } from './machine-repair.ts';
import { mm1 } from './mm1.ts';
import { operationDependent } from './operation-dependent.ts';
import { nonPreemptive, preemptiveResume } from './priorities.ts';
import { shift } from './shift.ts';
import { spt, srpt } from './shortest-first.ts';
import { dm1, e2m1, mdc, mg1, mmc } from './station.ts';
import { pickPackShip, tandem3 } from './tandem.ts';

const POLLACZEK_KHINCHINE = ['M-0.8', 'M-0.9', 'E2-0.9', 'U-0.8', 'H2-0.8', 'H2-0.9', 'LN-0.9', 'D-0.8'];

export const QUEUES: Readonly<Record<string, Entry>> = {
  ...models(mm1, 'mm1-0.5', 'mm1-0.8', 'mm1-0.95'),
  ...models(mmc, 'mmc-1.6-2', 'mmc-4-5', 'mmc-45-50', 'mmc-2-3'),
  ...models(mgcc, 'mmcc-8-10', 'mmcc-20-20'),
  ...models(mm1k, 'mm1k-.9-10'),
  ...models(mg1, ...POLLACZEK_KHINCHINE.map((rest) => `mg1-${rest}`)),
  ...models(mdc, 'mdc-1.6-2'),
  ...models(mginf, 'mginf'),
  ...models(tandem3, 'tandem3'),
  ...models(jackson, 'jackson3'),
  ...models(pickPackShip, 'jackson-pick-pack-ship'),
  ...models(closedNetwork, 'closed-mva-3', 'closed-mva-5'),
  ...models(machineRepair, 'repair-10-1', 'repair-10-2'),
  ...models(nonPreemptive, 'prio-np-2xM', 'prio-np-3xM'),
  ...models(preemptiveResume, 'prio-pr-2xM', 'prio-pr-3xM'),
  ...models(spt, 'mg1-spt-0.8'),
  ...models(srpt, 'mg1-srpt-0.8'),
  ...models(cMu, 'cmu-2'),
  ...models(forkJoin, 'forkjoin2-0.5'),
  ...models(dm1, 'dm1-0.8'),
  ...models(e2m1, 'e2m1-0.8'),
  ...models(batchArrivals, 'mx-m-1'),
  ...models(operationDependent, 'mm1-breakdown'),
  ...models(erlangA, 'erlang-a'),
  ...models(shift, 'mm1-shift'),
};
