/**
 * What the formats of `systems.crm`, `returns` and `systems.erp.wrongBills` can't say by themselves: their classes exist, their bench opens,
 * what comes back and what is billed wrong fits.
 */

import { hoursOf, spanOf } from '../../../world/outbound/systems/warehouses.ts';
import { calendarOf, shiftsOf } from '../../../world/outbound/timetable.ts';
import type { Findings } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { DisputesSection, ReturnsSection } from '../crm.ts';
import type { WrongBillsSection } from '../erp.ts';
import type { OutboundScenario } from '../scenario.ts';

/** Shares are written in decimals. */
const SHARES_SLACK = 1e-9;

export function checkCrm(scenario: OutboundScenario, found: Findings): void {
  const { systems, returns, network } = scenario;
  const known = network.customers.classes.map(({ name }) => name);
  if (systems.crm !== undefined)
    checkClasses(systems.crm.classes, ['systems', 'crm', 'classes'], known, found);
  if (systems.crm?.disputes !== undefined) checkDisputes(systems.crm.disputes, systems.crm.afterCare, found);
  if (systems.erp.wrongBills !== undefined) checkWrongBills(systems.erp.wrongBills, found);
  if (returns === undefined) return;
  checkClasses(returns.classes, ['returns', 'classes'], known, found);
  if (systems.crm === undefined)
    found.report(
      ['returns'],
      'nobody could ask for a return: customers speak through CRM. Add systems.crm, or take it out',
    );
  else checkKept(returns, systems.crm.afterCare, found);
  checkShares(returns, found);
  checkBench(scenario, returns, found);
}

function checkClasses(
  classes: readonly { readonly class: string }[],
  path: readonly string[],
  known: readonly string[],
  found: Findings,
): void {
  found.unique(
    path,
    'class of customers',
    classes.map((each) => each.class),
    'class',
  );
  classes.forEach((each, i) => {
    found.oneOf([...path, i, 'class'], 'class of customers', each.class, known);
  });
}

/** Who asks in time must find somebody who remembers. */
function checkKept({ within }: ReturnsSection, afterCare: string | undefined, found: Findings): void {
  if (durationMs(afterCare ?? '30 d') < durationMs(within))
    found.report(
      ['returns', 'within'],
      `a done order is kept for ${afterCare ?? '30 d'}, and may be returned for ${within}. Make systems.crm.afterCare as long at least`,
    );
}

/** As with returns: of a forgotten order nobody knows what was due. */
function checkDisputes({ within }: DisputesSection, afterCare: string | undefined, found: Findings): void {
  if (durationMs(afterCare ?? '30 d') < durationMs(within))
    found.report(
      ['systems', 'crm', 'disputes', 'within'],
      `a done order is kept for ${afterCare ?? '30 d'}, and its bill may be disputed for ${within}. Make systems.crm.afterCare as long at least`,
    );
}

function checkWrongBills(section: WrongBillsSection, found: Findings): void {
  const { price = 0, quantity = 0, freight = 0, twice = 0 } = section;
  const path = ['systems', 'erp', 'wrongBills'];
  const all = price + quantity + freight + twice;
  if (all > 1 + SHARES_SLACK)
    found.report(path, `price, quantity, freight and twice are ${all} of all bills: 1 at most. Lower one`);
  if (price > 0 && section.priceFactor === undefined)
    found.report(
      [...path, 'price'],
      'nobody says what a wrong price is. Add priceFactor, such as { constant: 1.1 }',
    );
  if (freight > 0 && section.freightCharge === undefined)
    found.report([...path, 'freight'], 'nobody says how much freight is billed. Add freightCharge');
  if (quantity === 0 && section.quantityUnits !== undefined)
    found.report(
      [...path, 'quantityUnits'],
      'no bill has a wrong quantity. Give quantity a share, or take it out',
    );
}

function checkShares({ classes }: ReturnsSection, found: Findings): void {
  classes.forEach(({ part = 0, tooMany = 0, never = 0, strange = 0, reasons }, i) => {
    const path = ['returns', 'classes', i];
    if (part + tooMany > 1)
      found.report([...path, 'part'], `part and tooMany are ${part + tooMany} of all requests: 1 at most`);
    if (never + strange > 1)
      found.report([...path, 'never'], `never and strange are ${never + strange} of all returns: 1 at most`);
    if (Object.values(reasons).every((weight) => weight === 0))
      found.report([...path, 'reasons'], 'no reason has a weight: a return has one. Give at least one');
  });
}

function checkBench(scenario: OutboundScenario, { bench }: ReturnsSection, found: Findings): void {
  const { startAt, endAt } = spanOf(scenario);
  scenario.network.nodes.forEach((section) => {
    const hours = bench.hours ?? hoursOf(section);
    const zone = scenario.network.places.find(({ name }) => name === section.place)?.zone;
    if (hours === undefined || zone === undefined) return;
    const never =
      hours.from === hours.to || shiftsOf(calendarOf(hours, zone, section.name), startAt, endAt).length === 0;
    if (never)
      found.report(
        ['returns', 'bench'],
        `the bench of "${section.name}" never opens in the run. Change its hours, or those of the node`,
      );
  });
}
