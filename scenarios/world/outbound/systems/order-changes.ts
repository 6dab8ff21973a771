/** `systems.erp.changes` -> which changes customers ask ERP for. */
import type { DemandSettings, ErpSettings } from '#mock-systems/erp/settings';
import type { Distribution } from '#sim/random/distributions';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { drawnCount, drawnDays, drawnMs } from '../../draws.ts';
import { timeOfDayMs } from '../timetable.ts';

/** Source: assumption. */
export const CHANGES_MOST = 3;

/** Of what is not asked for. */
const NOTHING: Distribution = { kind: 'constant', value: 0 };

/** Days on which customers take goods in: Monday to Friday. */
export function deliveryDays({
  deliveryDayEnd,
}: OutboundScenario['demand']): Pick<DemandSettings, 'deliveryWeekdays' | 'deliveryDayEndMs'> {
  return {
    deliveryWeekdays: [true, true, true, true, true, false, false],
    deliveryDayEndMs: timeOfDayMs(deliveryDayEnd),
  };
}

/** @param placeOf each customer, but for stores */
export function changesOf(
  { systems, demand, network }: OutboundScenario,
  placeOf: readonly number[],
): Pick<ErpSettings, 'changes'> {
  const section = systems.erp.changes;
  if (section === undefined) return {};
  const { more = 0, less = 0, date = 0, place = 0, again = 0, most = CHANGES_MOST, sooner = 0 } = section;
  const { after, moreFactor, lessFactor, dateBy } = section;
  const served = [...new Set(placeOf)].sort((x, y) => x - y);
  return {
    changes: {
      customers: placeOf.length,
      shares: { more, less, date, place },
      againShare: again,
      most,
      afterMs: drawnMs(after),
      moreFactor: moreFactor === undefined ? NOTHING : drawnCount(moreFactor),
      lessFactor: lessFactor === undefined ? NOTHING : drawnCount(lessFactor),
      dateDays: dateBy === undefined ? NOTHING : drawnDays(dateBy),
      soonerShare: sooner,
      days: { zone: demand.zone, ...deliveryDays(demand) },
      placesNear: network.places.map(({ country }, from) =>
        served.filter((other) => other !== from && network.places[other]!.country === country),
      ),
    },
  };
}
