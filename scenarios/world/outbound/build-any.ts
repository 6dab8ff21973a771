/** From a checked scenario of either form, and its data files, to the world of a run. Never throws for what the user gave. */
import { suggestion } from '#sim/nearest';
import {
  type AnyOutboundScenario,
  isRecorded,
  type OutboundScenario,
  type RecordedScenario,
} from '../../schema/outbound/scenario.ts';
import type { Problem, SourceFiles } from '../../schema/source-files.ts';
import { durationMs } from '../../schema/units.ts';
import { type BrunelData, readBrunel } from '../brunel/brunel.ts';
import { buildBrunelWorld } from '../brunel/build.ts';
import type { Reject } from '../brunel/data-set.ts';
import { promiseOf } from '../brunel/promise.ts';
import type { OutboundWorld } from '../outbound-world.ts';
import { buildOutboundWorld } from './build.ts';
import { readHistory } from './history/read-history.ts';
import { withHistory } from './history/with-history.ts';
import { timeOfDayMs } from './timetable.ts';

/** What was read of an order list. rowsRead = orders + rejects + leftOut. */
export interface DemandInput {
  readonly rowsRead: number;
  readonly orders: number;
  readonly rejects: readonly Reject[];
  /** Orders that `maxOrders` or `exclude` leave out. */
  readonly leftOut: number;
  /** What the data says and does not say, as sentences. */
  readonly facts: readonly string[];
}

export type OutboundBuilt =
  | {
      readonly ok: true;
      readonly world: OutboundWorld;
      /** null where orders are made. */
      readonly input: DemandInput | null;
      /** What is odd beside the data. */
      readonly warnings: readonly Problem[];
      /** As it is on its history of orders; absent = as it was given. */
      readonly onHistory?: OutboundScenario;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function buildAnyOutbound(
  scenario: AnyOutboundScenario,
  seed: string | number,
  sources: SourceFiles,
): OutboundBuilt {
  if (!isRecorded(scenario)) return builtOutbound(scenario, seed, sources);
  const startAt = Date.parse(scenario.start);
  const data = readBrunel(
    scenario.demand,
    {
      startAt,
      endAt: startAt + durationMs(scenario.horizon),
      releaseMs: timeOfDayMs(scenario.demand.releaseAt),
    },
    sources,
  );
  if (!('orders' in data)) return { ok: false, problems: data };
  const { problems, warnings } = misfits(scenario, data);
  if (problems.length > 0) return { ok: false, problems };
  const { orders, rowsRead, rejects, facts } = data;
  const leftOut = rowsRead - rejects.length - orders.length;
  return {
    ok: true,
    world: buildBrunelWorld(scenario, data, seed),
    input: { rowsRead, orders: orders.length, rejects, leftOut, facts },
    warnings,
  };
}

function builtOutbound(
  scenario: OutboundScenario,
  seed: string | number,
  sources: SourceFiles,
): OutboundBuilt {
  if (scenario.demand.history === undefined)
    return { ok: true, world: buildOutboundWorld(scenario, seed), input: null, warnings: [] };
  const history = readHistory(scenario, sources);
  if (!('columns' in history)) return { ok: false, problems: history };
  const { rowsRead, rowsOutside } = history;
  const warnings: Problem[] = [];
  if (rowsOutside > 0)
    warnings.push({
      ...{ file: scenario.demand.history.file, line: 0, column: 0 },
      message: `${rowsOutside} of ${rowsRead} rows are of orders released before start, or after the ${scenario.demand.days} days of the demand: left out`,
    });
  return {
    ...{ ok: true, input: null, warnings },
    world: buildOutboundWorld(scenario, seed, history),
    onHistory: withHistory(scenario, history),
  };
}

/** What a scenario says that its data does not bear out. */
function misfits(
  scenario: RecordedScenario,
  data: BrunelData,
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const { name, faults } = scenario;
  const problems: Problem[] = [];
  const at = (path: string, message: string): Problem => ({
    ...{ file: `scenario ${name}`, line: 0, column: 0 },
    message: `${path}: ${message}`,
  });
  const promised = promiseOf(scenario, data);
  if (promised.kind === 'never') problems.push(at('promise.within', promised.says));
  const known = ['ERP', 'WMS', 'TMS', ...data.names.carriers.list];
  faults?.written?.forEach((fault, i) => {
    if (!('partner' in fault) || fault.partner === undefined || known.includes(fault.partner)) return;
    problems.push(
      at(
        `faults.written[${i}].partner`,
        `unknown partner: "${fault.partner}".${suggestion(fault.partner, known)}`,
      ),
    );
  });
  return {
    problems,
    warnings: promised.kind === 'seldom' ? [at('promise.within', promised.says)] : [],
  };
}
