/** A few days with customers who are heard, in which one system lies, forgets or does too much: the run stops there, and names it. */
import { describe, expect, test } from 'vitest';
import { RETURN_ORDER } from '#orchestrator/core/actor-types';
import { smallCare } from '#testing/worlds/care-world';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  violationOf,
} from '#testing/worlds/outbound-plants';

const SMALL = smallCare({
  days: 2,
  ordersPerDay: 60,
  set: [
    'returns.classes=[{ class: trade, share: 0.3, after: { exponential: { mean: 5 d } }, part: 0.4, ' +
      'reasons: { unwanted: 2, damaged: 1, wrong: 1, defective: 1 }, worn: 0.2, ' +
      'pack: { exponential: { mean: 2 d } }, transit: { constant: 3 d } }]',
  ],
});

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, SMALL)).toBe(null);
});

/** Changes what a system writes down. */
function rewritten(system: Inside, event: string, to: (args: number[]) => number[][]): void {
  replaced(system.log, 'business', (right, name, owner, entity, ...args) => {
    if (name !== event) right(name, owner, entity, ...args);
    else for (const each of to(args as number[])) right(name, owner, entity, ...each);
  });
}

/** Steps of the core's actor of this type are followed by another's wish. */
function misled(twin: Inside, type: number, by: (draft: Inside, input: Inside) => void): void {
  replaced(twin.host.actors.of(type).actor, 'step', (right, draft, input, now, out) => {
    right(draft, input, now, out);
    by(draft, input);
  });
}

/** One parcel is never opened. */
function keeping(wms: Inside): void {
  replaced(wms.bench, 'work', (right, bench, key) => {
    wms.bench.kept ??= key;
    if (key !== wms.bench.kept) right(bench, key);
    else bench.station.free();
  });
}

describe('a system that lies', () => {
  test.each<[string, string, RegExp, (systems: Inside) => void]>([
    [
      'a CRM that posts more than it asked for',
      'units-conserved',
      /return of shipment \d+ \(order \d+\): \d+ units posted, \d+ asked for/,
      ({ crm }) =>
        rewritten(crm.office, 'returnSent', ([key, n, units, node]) => [[key!, n!, units! + 99, node!]]),
    ],
    [
      'a CRM that complains without saying so',
      'side-effect-once',
      /CRM's own ledger has \d+ complaints said, it has written down \d+/,
      ({ crm }) =>
        replaced(crm.complaints, 'say', (right, key) => {
          right(key);
          crm.office.ledger.complaintsSaid += 1;
        }),
    ],
    [
      'a WMS that takes back less than was posted',
      'units-conserved',
      /return of shipment \d+ \(order \d+\): WMS has taken back \d+ units, \d+ were posted/,
      ({ wms }) =>
        replaced(wms.bench, 'takeIn', (right, parcel) =>
          right({ ...parcel, units: parcel.units.map(() => 0), worn: parcel.units.map(() => 0) }),
        ),
    ],
    [
      'a WMS that puts scrapped goods into stock',
      'units-conserved',
      /node \d+, product \d+: WMS holds \d+ units, \d+ by what came, left and was adjusted/,
      ({ wms }) =>
        replaced(wms.stock, 'scrap', (_right, node, product, units) =>
          wms.stock.takeBack(node, product, units, 0),
        ),
    ],
    [
      'a WMS that grades what it has not taken back',
      'units-conserved',
      /return of shipment \d+ \(order \d+\): \d+ good and \d+ scrapped units of \d+ taken back/,
      ({ wms }) =>
        rewritten(wms.bench, 'returnGraded', ([key, n, good, worn]) => [[key!, n!, good! + 1, worn!]]),
    ],
    [
      'a WMS that keeps a parcel for ever',
      'settles',
      /nothing more can happen, and \d+ returns wait for no person: \d+ \(at-bench\)/,
      ({ wms }) => keeping(wms),
    ],
    [
      'a WMS that keeps a parcel, and has told nobody that it is there',
      'nothing-left-over',
      /parcels of customers lie at the benches at the end, and nobody opens them/,
      ({ wms }) => {
        keeping(wms);
        wms.bench.tell.arrived = () => {};
      },
    ],
    [
      'an ERP that credits a return twice',
      'side-effect-once',
      /return \d+: creditNoteIssued a second time/,
      ({ erp }) =>
        replaced(erp.credits, 'note', (right, key, minor) => {
          right(key, minor);
          right(key, minor);
        }),
    ],
    [
      'an ERP that credits more than it has billed',
      'invoice-settled-once',
      /return of shipment \d+ \(order \d+\): \d+ credited, \d+ billed/,
      ({ erp }) => replaced(erp.credits, 'note', (right, key, minor) => right(key, minor + 1e7)),
    ],
    [
      'an ERP that credits and writes less down',
      'side-effect-once',
      /ERP's own ledger has \d+ minor units credited for returns, it has written down \d+/,
      ({ erp }) =>
        rewritten(erp.credits, 'creditNoteIssued', ([key, n, minor, order]) => [
          [key!, n!, minor! - 1, order!],
        ]),
    ],
    [
      'an ERP that gives goodwill away',
      'authority-kept',
      /order \d+: \d+ credited by goodwill, the limit is 4000/,
      ({ erp }) => replaced(erp.credits, 'grant', (right, key, minor) => right(key, minor + 4_000)),
    ],
    [
      'an ERP that tells the core of less than it has credited',
      'ledger-balances',
      /customerCredited in the ledger is \d+, ERP has credited \d+/,
      ({ erp }) =>
        replaced(erp.credits, 'answer', (right, kind, key, minor) =>
          right(kind, key, kind === 'creditNoteIssued' ? Math.max(1, minor - 1) : minor),
        ),
    ],
  ])('%s', (_name, invariant, message, plant) => {
    expectCaught(invariant, message, (twin) => plant(twin.systems), SMALL);
  });
});

describe('a core that is wrong', () => {
  test.each<[string, string, RegExp, Plant]>([
    [
      'and answers a complaint twice',
      'side-effect-once',
      /complaint \d+: answered, and it is not open: never opened, or answered before/,
      (twin, saboteur) => {
        saboteur.act = (event, key) => {
          if (event === 'complaintAnswered') write(twin, 'complaintAnswered', 'complaint', key);
        };
      },
    ],
    [
      'and opens one that nobody has raised',
      'side-effect-once',
      /complaint 1: opened, and nobody has raised it/,
      (twin, saboteur) => {
        saboteur.act = (event) => {
          if (event === 'orderHurried') write(twin, 'complaintOpened', 'complaint', 1);
        };
      },
    ],
    [
      'and authorises what it has refused',
      'only-tabled-transitions',
      /return-order \d+: returnRefused after returnAuthorised/,
      (twin, saboteur) => {
        saboteur.act = (event, key) => {
          if (event === 'returnAuthorised') write(twin, 'returnRefused', 'return-order', key);
        };
      },
    ],
    [
      'and forgets a return',
      'settles',
      /nothing more can happen, and \d+ returns wait for no person: \d+ \(awaiting-goods\)/,
      (twin) =>
        misled(twin, RETURN_ORDER, (draft, input) => {
          if (input.kind === 'returnReceived') draft.status = 'awaiting-goods';
        }),
    ],
  ])('%s', (_name, invariant, message, plant) => {
    expectCaught(invariant, message, plant, SMALL);
  });

  function write(twin: Inside, event: string, entity: string, key: number): void {
    const { saboteur } = twin;
    // Not again for what it writes itself.
    if (saboteur === event) return;
    twin.saboteur = event;
    twin.host.books.business(twin.kernel.now, event, 'core', entity, key, 1, 0, 0);
    twin.saboteur = undefined;
  }
});
