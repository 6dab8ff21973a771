/** All tables of `npm run bench`, in the order in which they are printed. */
import { comparison } from './comparison/comparison-section.ts';
import { counterfactual } from './counterfactual/counterfactual-section.ts';
import { exporting } from './export/export-section.ts';
import { hindsight } from './hindsight/hindsight-section.ts';
import { holdAgainstCpp, holdAgainstHeap } from './hold/hold-section.ts';
import { kernelAgainstCpp, memory, snapshots } from './kernel/kernel-section.ts';
import { offPolicy } from './learning/off-policy-section.ts';
import { library } from './library/library-section.ts';
import { models } from './models/models-section.ts';
import { outbound } from './outbound/outbound-section.ts';
import { outboundYear } from './outbound/year-section.ts';
import { queuePeers, queues } from './queue/queue-section.ts';
import { reporting } from './report/report-section.ts';
import { rxChains } from './rx/rx-section.ts';
import { search } from './search/search-section.ts';
import type { Section } from './section.ts';

export const SECTIONS: readonly Section[] = [
  holdAgainstCpp,
  kernelAgainstCpp,
  holdAgainstHeap,
  rxChains,
  snapshots,
  memory,
  queues,
  queuePeers,
  outbound,
  outboundYear,
  library,
  models,
  comparison,
  offPolicy,
  counterfactual,
  exporting,
  hindsight,
  search,
  reporting,
];
