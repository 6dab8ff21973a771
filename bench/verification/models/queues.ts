/** Cases in which something waits for a server. */
import type { Entry } from '../model.ts';
import { models } from './entries.ts';
import { mm1 } from './mm1.ts';
import { dm1, e2m1, mdc, mg1, mmc } from './station.ts';

const POLLACZEK_KHINCHINE = ['M-0.8', 'M-0.9', 'E2-0.9', 'U-0.8', 'H2-0.8', 'H2-0.9', 'LN-0.9', 'D-0.8'];

export const QUEUES: Readonly<Record<string, Entry>> = {
  ...models(mm1, 'mm1-0.5', 'mm1-0.8', 'mm1-0.95'),
  ...models(mmc, 'mmc-1.6-2', 'mmc-4-5', 'mmc-45-50', 'mmc-2-3'),
  ...models(mg1, ...POLLACZEK_KHINCHINE.map((rest) => `mg1-${rest}`)),
  ...models(mdc, 'mdc-1.6-2'),
  ...models(dm1, 'dm1-0.8'),
  ...models(e2m1, 'e2m1-0.8'),
};
