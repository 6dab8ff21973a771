/**
 * A name that stands for nothing, or stands there twice, is told with its place and what was likely meant. Shown on the
 * library's file with a text replaced.
 */
import { describe, expect, test } from 'vitest';
import { distributorWith, type Edit, problemsIn } from '#testing/worlds/library-scenario';
import { PLACED } from './check.fixture.ts';

describe('names', () => {
  test.each<[string, Edit, RegExp]>([
    [
      'a node in no place',
      ['      place: Reno\n', '      place: Renno\n'],
      /unknown place: "Renno"\. Did you mean "Reno"/,
    ],
    [
      'a tariff of nobody',
      ['{ carrier: Kestrel Air, service: n', '{ carrier: Kestrl Air, service: n'],
      /carrier: "Kestrl Air"\. Did you mean "Kestrel Air"/,
    ],
    [
      'a mode that emits nothing known',
      [', OCEAN: 0.012 }', ' }'],
      /no factor for OCEAN, which tariffs go by: add "OCEAN/,
    ],
    [
      'a guide with a stranger',
      ['[Swallow Parcel, C', '[Swalow Parcel, C'],
      /carrier: "Swalow Parcel"\. Did you mean "Swallow Parcel"/,
    ],
    [
      'a sourcing policy',
      ['policies: [cheapest-in-', 'policies: [cheapest-in'],
      /policy: "cheapest-instock"\. Did you mean "cheapest-in-stock"/,
    ],
    [
      'a policy for recorded orders',
      ['fastest-feasible]', 'as-recorded]'],
      /"as-recorded" follows an order list/,
    ],
    [
      'a policy for carriers',
      ['carrierPolicy: guide-', 'carrierPolicy: gide-'],
      /for carriers: "gide-order"\. Did you mean "guide-order"/,
    ],
    [
      'a policy for delays',
      ['delayPolicy: expedite-', 'delayPolicy: expedit-'],
      /for delays: "expedit-where-worth"\. Did you mean/,
    ],
    [
      'a policy twice',
      ['fastest-feasible]', 'cheapest-in-stock]'],
      /policy "cheapest-in-stock" is there twice/,
    ],
    ['a place twice', ['{ name: Seattle,', '{ name: Reno,'], /place "Reno" is there twice/],
    [
      'a carrier twice',
      ['{ name: Magpie Logistics, p', '{ name: Heron Freight, p'],
      /carrier "Heron Freight" is there twice/,
    ],
    ['a class twice', ['{ name: plant,', '{ name: trade,'], /class "trade" is there twice/],
    [
      'a profile',
      ['profile: truckload', 'profile: truckloud'],
      /"truckloud" is none of .*Did you mean "truckload"/,
    ],
    ['a role', ['role: planner,', 'role: planer,'], /unknown role: "planer"\. Did you mean "planner"/],
    [
      'a kind of task',
      ['answers: { disputedB', 'answers: { disputdB'],
      /freight-auditor: "disputdBill"\. Did you mean "disputedBill"/,
    ],
    [
      'a licence for no place',
      ['{ country: DE, units', '{ country: FR, units'],
      /no place is in "FR": the licence is for nobody/,
    ],
    ['another currency', ['expediteMax: 120 USD', 'expediteMax: 120 EUR'], /"120 EUR" is not in USD/],
    ['another currency in a tariff', ['perKm: 1.35 USD', 'perKm: 1.35 CAD'], /"1\.35 CAD" is not in USD/],
    [
      'a KPI',
      ['delayPolicy:', 'thresholds: [{ kpi: otiff, atLeast: 0.9 }]\ndelayPolicy:'],
      /KPI: "otiff"\. Did you mean "otif"/,
    ],
    [
      'a bound in per cent',
      ['delayPolicy:', 'thresholds: [{ kpi: otif, atLeast: 90 }]\ndelayPolicy:'],
      /90 is no share: write 95 % as 0\.95/,
    ],
    [
      'no bound',
      ['delayPolicy:', 'thresholds: [{ kpi: otif }]\ndelayPolicy:'],
      /a bound is needed: atLeast or atMost/,
    ],
    [
      'a key',
      ['ordersPerDay: 2740', 'orderPerDay: 2740'],
      /unknown key "orderPerDay" in demand\. Did you mean "ordersPerDay"/,
    ],
  ])('%s', (_what, edit, says) => {
    const problems = problemsIn(distributorWith(edit));
    expect(problems).toContainEqual(expect.stringMatching(says));
    for (const problem of problems) expect(problem).toMatch(PLACED);
  });
});
