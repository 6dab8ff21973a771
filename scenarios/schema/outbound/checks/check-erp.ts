/** What the format of `systems.erp` and `systems.erpMigration` can't say by itself: jobs run, and a migration has its place in the run. */

import { migrationTimes } from '../../../world/outbound/systems/migration-times.ts';
import { spanOf } from '../../../world/outbound/systems/warehouses.ts';
import { calendarOf, shiftsOf } from '../../../world/outbound/timetable.ts';
import type { Findings } from '../../findings.ts';
import type { ErpMigrationSection } from '../erp.ts';
import type { OutboundScenario } from '../scenario.ts';

export function checkErp(scenario: OutboundScenario, found: Findings): void {
  const { erp, erpMigration } = scenario.systems;
  for (const job of ['creditJob', 'billingJob'] as const) checkHours(scenario, job, found);
  if (erpMigration === undefined) return;
  checkInstants(scenario, erpMigration, found);
  if (erp.profile !== undefined && erp.profile !== erpMigration.from)
    found.report(
      ['systems', 'erpMigration', 'from'],
      `"${erpMigration.from}" goes, and systems.erp.profile is "${erp.profile}". Give the same, or leave the profile out`,
    );
  checkAlone(scenario, found);
}

function checkHours(scenario: OutboundScenario, name: 'creditJob' | 'billingJob', found: Findings): void {
  const hours = scenario.systems.erp[name]?.hours;
  if (hours === undefined) return;
  const path = ['systems', 'erp', name, 'hours'];
  if (hours.from === hours.to) {
    found.report(
      path,
      `they begin and end at ${hours.from}: the job never runs. Write "00:00" to "24:00" for a whole day`,
    );
    return;
  }
  const { startAt, endAt } = spanOf(scenario);
  if (shiftsOf(calendarOf(hours, scenario.demand.zone, 'ERP'), startAt, endAt).length === 0)
    found.report(path, 'the job never runs: its days are holidays, or do not come. Change days or holidays');
}

function checkInstants(scenario: OutboundScenario, migration: ErpMigrationSection, found: Findings): void {
  const path = ['systems', 'erpMigration'];
  const { startAt, endAt } = spanOf(scenario);
  const { freezeFrom, cutOverAt } = migrationTimes(migration, scenario.start);
  if (freezeFrom < startAt)
    found.report(
      [...path, 'freezeFrom'],
      `${migration.freezeFrom} is before the run begins, ${scenario.start}. Move one of them, or say the day of the week: fri 22:00`,
    );
  if (freezeFrom > cutOverAt)
    found.report(
      [...path, 'freezeFrom'],
      `${migration.freezeFrom} is after the cut-over, ${migration.cutOverAt}. Change the two`,
    );
  if (cutOverAt >= endAt)
    found.report(
      [...path, 'cutOverAt'],
      `${migration.cutOverAt} is not before the end of the run: it would never come. Make the horizon longer, or the cut-over sooner`,
    );
}

/** What else ERP may do stays where it is: two systems at it would be a fiction. */
function checkAlone({ inbound, returns, systems }: OutboundScenario, found: Findings): void {
  const others = [
    ...(inbound === undefined ? [] : ['inbound (purchasing)']),
    ...(systems.crm === undefined && returns === undefined ? [] : ['systems.crm and returns (credit notes)']),
  ];
  if (others.length > 0)
    found.report(
      ['systems', 'erpMigration'],
      `${others.join(' and ')} can't be migrated: only sales orders, stock, credit and freight are. Take out one or the other`,
    );
}
