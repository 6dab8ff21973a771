/** All tables of `npm run bench`, in the order in which they are printed. */
import { comparison } from '../comparison/comparison-section.ts';
import { counterfactual } from '../counterfactual/counterfactual-section.ts';
import { exporting } from '../export/export-section.ts';
import { hindsight } from '../hindsight/hindsight-section.ts';
import { models } from '../models/models-section.ts';
import { search } from '../search/search-section.ts';
import { holdAgainstCpp, holdAgainstHeap } from '../throughput/hold/hold-section.ts';
import { kernelAgainstCpp, memory, snapshots } from '../throughput/kernel/kernel-section.ts';
import { library } from '../throughput/library/library-section.ts';
import { outbound } from '../throughput/outbound/outbound-section.ts';
import { outboundYear } from '../throughput/outbound/year-section.ts';
import { queuePeers, queues } from '../throughput/queue/queue-section.ts';
import { reporting } from '../throughput/report/report-section.ts';
import { rxChains } from '../throughput/rx/rx-section.ts';
import { offPolicy } from '../training/learning/off-policy-section.ts';
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
