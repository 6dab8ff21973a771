/** The stations of all nodes, each with what a job takes there. */
import type { Random } from '#sim/random/random';
import { JobTimes, StepStreams } from './job-times.ts';
import { Breakdowns } from './open-time.ts';
import type { StationSettings, WmsSettings } from './settings.ts';
import { Station } from './station.ts';

export const STEPS = ['pick', 'pack', 'stage', 'load'] as const;

export interface WorkPlace {
  readonly station: Station;
  readonly times: JobTimes;
}

/** node x 4 + step; null = takes no time */
export function workPlaces(settings: WmsSettings, random: Random): (WorkPlace | null)[] {
  const streams = STEPS.map((step) => new StepStreams(random, step));
  const ups = random.stream('wms/breakdown-up');
  const downs = random.stream('wms/breakdown-down');
  return settings.nodes.flatMap(({ work }, node) =>
    STEPS.map((step, i) => {
      const station: StationSettings | null = work.kind === 'stations' ? work[step] : null;
      if (station === null) return null;
      const no = node * STEPS.length + i;
      const { breakdowns } = station;
      return {
        station: new Station(
          station,
          breakdowns === null ? null : new Breakdowns(breakdowns, ups, downs, no, settings.startAt),
        ),
        times: new JobTimes(station, streams[i]!, `wms.nodes[${node}].work.${step}`),
      };
    }),
  );
}
