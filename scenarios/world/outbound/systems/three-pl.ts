/** The third party of a scenario -> the line that its warehouses are reached by, and how often they advise their stock. */
import type { WmsNode } from '#mock-systems/wms/settings';
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import type { OutboundWorld } from '../../outbound-world.ts';
import type { FilesLine } from '../../partner-settings.ts';
import { upperQuantile } from '../../upper-quantile.ts';
import { filesLineOf } from './partners.ts';

/** What is drawn counts as the value that no more draws pass. */
const LATE_TAIL = 1e-6;

/**
 * Files that an order's longest chain may take: it is asked for and answered at each node, released, picked, packed, issued, cancelled and
 * given back. Source: assumption, a generous count.
 */
const FILES = 2 * SHIPMENTS_MAX + 8;

/** Absent where a scenario has none. */
export function threePlOf({
  systems,
  network,
}: OutboundScenario): Pick<OutboundWorld, 'threePl' | 'postingDelayMs'> {
  const { threePl } = systems;
  if (threePl === undefined) return {};
  const { nodes: names = network.nodes.map(({ name }) => name) } = threePl;
  const nodes = names.map((each) => network.nodes.findIndex(({ name }) => name === each));
  const line = filesLineOf(threePl);
  return { threePl: { nodes, ...line }, postingDelayMs: lineMsMax(line, LATE_TAIL) };
}

/** So long a message may take on a line of files; Infinity = some never come. @param tail what is rarer is not counted; in (0, 1) */
function lineMsMax(
  { cutoffEveryMs, pollEveryMs, receiptTimeoutMs, faults }: FilesLine,
  tail: number,
): number {
  const { lost, halfWritten, overtaken, late, recordSpoilt, cutoffMissed, delayMs } = faults;
  const ofFiles = lost + halfWritten + overtaken + late + recordSpoilt;
  const astray = ofFiles + cutoffMissed - ofFiles * cutoffMissed;
  const lateMs = late > 0 ? upperQuantile(delayMs, tail) : 0;
  const againMs = receiptTimeoutMs + cutoffEveryMs + pollEveryMs + lateMs;
  let longestMs = cutoffEveryMs + pollEveryMs;
  for (let share = astray; share > tail; share *= astray) {
    if (share >= 1) return Infinity;
    longestMs += againMs;
  }
  return longestMs;
}

/** What an order may wait for files of the third party, in all. @param tail as of `lineMsMax` */
export function filesMsOf({ systems }: OutboundScenario, tail: number): number {
  return systems.threePl === undefined ? 0 : FILES * lineMsMax(filesLineOf(systems.threePl), tail);
}

/** The warehouses as their third party has them speak of their stock: each advice says all of it. */
export function withAdvices(nodes: readonly WmsNode[], scenario: OutboundScenario): readonly WmsNode[] {
  const { stockEvery } = scenario.systems.threePl ?? {};
  const { threePl } = threePlOf(scenario);
  if (stockEvery === undefined || threePl === undefined) return nodes;
  const periodMs = durationMs(stockEvery);
  return nodes.map((node, no) =>
    node.feed === null || !threePl.nodes.includes(no)
      ? node
      : { ...node, feed: { ...node.feed, periodMs, fullEvery: 1 } },
  );
}
