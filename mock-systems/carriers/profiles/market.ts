/** The market that a scenario starts from. "kpis" as in `profiles.ts`. */
import type { MarketSettings } from '../settings.ts';
import { DAY_MS } from './times.ts';

export const NORMAL_MARKET: MarketSettings = {
  // kpis: contract tender rejection, truckload, soft 4.3, normal 6, tight 23 %.
  rejectionShare: { soft: 0.043, normal: 0.06, tight: 0.23 },
  weeks: ['normal'],
  weeksFrom: 0,
  // kpis: "raise as lead time < 1 day" (direction only); factor: assumption.
  shortLeadMs: DAY_MS,
  shortLeadFactor: 2,
  // assumption, all three.
  rankStep: 0.5,
  spotFactor: 1,
  rejectionShareMax: 0.95,
};
