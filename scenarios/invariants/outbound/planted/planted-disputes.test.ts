/** A few days with disputed bills, in which one system credits too much, twice or for nothing, or bills too much: the run stops there. */
import { expect, test } from 'vitest';
import { COMPLAINT, kindOfComplaint } from '#orchestrator/contracts/complaint-key';
import { DISPUTED_BILLS } from '#testing/runs/disputes';
import { smallCare } from '#testing/worlds/care-world';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/worlds/outbound-plants';

const SMALL = smallCare({ days: 2, ordersPerDay: 60, set: DISPUTED_BILLS });

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, SMALL)).toBe(null);
});

/** ERP's credits for disputed bills, done otherwise. */
function crediting(erp: Inside, by: (grant: Inside, key: number, minor: number) => void): void {
  replaced(erp.credits, 'grant', (right, key, minor) => {
    if (kindOfComplaint(key) === COMPLAINT.bill && minor > 0) by(right, key, minor);
    else right(key, minor);
  });
}

test.each<[string, string, RegExp, (systems: Inside) => void]>([
  [
    'an ERP that credits a dispute more than it has billed',
    'invoice-settled-once',
    /dispute of shipment \d+ \(order \d+\): \d+ credited, \d+ billed/,
    ({ erp }) => crediting(erp, (grant, key, minor) => grant(key, minor + 1e7)),
  ],
  [
    'an ERP that credits a dispute twice',
    'invoice-settled-once',
    /complaint \d+: \d+ credited of a bill, and it is credited already/,
    ({ erp }) =>
      crediting(erp, (grant, key, minor) => {
        grant(key, minor);
        grant(key, minor);
      }),
  ],
  [
    'an ERP that credits a bill that nobody disputes',
    'invoice-settled-once',
    /complaint \d+: \d+ credited of a bill, and it is no open dispute/,
    ({ erp }) => crediting(erp, (grant, key, minor) => grant(key + 8, minor)),
  ],
  [
    'an ERP that credits and writes nothing down',
    'side-effect-once',
    /ERP's own ledger has \d+ credits of disputed bills, it has written down \d+/,
    ({ erp }) =>
      replaced(erp.credits.log, 'business', (right, event, ...rest) => {
        if (event !== 'billCredited') right(event, ...rest);
      }),
  ],
  [
    'an ERP that tells the core of more than it has credited',
    'ledger-balances',
    /billCorrected in the ledger is \d+, ERP has credited \d+/,
    ({ erp }) =>
      replaced(erp.credits, 'answer', (right, kind, key, minor) =>
        right(kind, key, kindOfComplaint(key) === COMPLAINT.bill && minor > 0 ? minor + 1 : minor),
      ),
  ],
  [
    'an ERP that bills too high by more than it has written down',
    'invoice-settled-once',
    /shipment \d+ \(order \d+\): billed \d+, \d+ are due/,
    ({ erp }) =>
      replaced(erp.log, 'business', (right, event, owner, entity, key, n, minor, b) =>
        right(event, owner, entity, key, n, event === 'billMistaken' ? minor - 1 : minor, b),
      ),
  ],
])('%s', (_name, invariant, message, plant) => {
  expectCaught(invariant, message, (twin) => plant(twin.systems), SMALL);
});
