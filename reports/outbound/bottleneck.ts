/**
 * What held the orders of an arm up, as one sentence: the orchestrator first, where it did not keep up, then the longest stage,
 * the fullest warehouse, and the fullest team of people where one is full.
 */
import type { StageTimes } from '../kpis/outbound/outcomes/stages.ts';
import { count, duration, share } from '../text/format.ts';
import { STAGE_TITLES, wait } from './figures.ts';
import type { OutboundArmReport } from './outbound-report.ts';
import { fullestTeam } from './people-words.ts';

export function bottleneckOf({ stages, nodeWork, people, platform }: OutboundArmReport): string {
  const { fullHours, waitedMsMean, waitedMsMax } = platform;
  const longest = longestInside(stages);
  const fullest = fullestOf(nodeWork);
  const parts = [
    longest === null
      ? 'nothing arrived'
      : `before the road, the longest stage is "${STAGE_TITLES[longest.stage].toLowerCase()}", ${duration(longest.meanMs)} on average`,
  ];
  if (fullest !== null)
    parts.push(
      `the fullest warehouse is ${fullest.name}, with work for ${share(fullest.loadShare)} of its workers' hours`,
    );
  const team = fullestTeam(people);
  if (team !== null) parts.push(team);
  if (fullHours === 0) return `${[...parts, 'the orchestrator kept up'].join('; ')}.`;
  const late = `the orchestrator did not keep up: no worker was free in ${hours(fullHours)}, and inputs waited ${wait(waitedMsMean)} on average, ${wait(waitedMsMax)} at most`;
  return `${[late, ...parts].join('; ')}.`;
}

/** `1 hour`, `17 hours` */
export function hours(full: number): string {
  return `${count(full)} ${full === 1 ? 'hour' : 'hours'}`;
}

/** null = none has stations of its own. */
function fullestOf(nodeWork: OutboundArmReport['nodeWork']): OutboundArmReport['nodeWork'][number] | null {
  let fullest: (typeof nodeWork)[number] | null = null;
  for (const node of nodeWork) {
    if (node.loadShare === null) continue;
    if (fullest === null || node.loadShare > fullest.loadShare!) fullest = node;
  }
  return fullest;
}

/** The road is left out: nobody but the carrier can shorten it. */
function longestInside(stages: readonly StageTimes[]): StageTimes | null {
  let longest: StageTimes | null = null;
  for (const each of stages) {
    if (each.stage === 'road' || each.meanMs === null) continue;
    if (longest === null || each.meanMs > longest.meanMs!) longest = each;
  }
  return longest;
}
