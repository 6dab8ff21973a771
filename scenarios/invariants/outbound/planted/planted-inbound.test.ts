/** A few days of inbound in which one system lies, forgets or does too much: the run stops there, and names it. */
import { describe, expect, test } from 'vitest';
import { RECEIPT_PHASE } from '#mock-systems/wms/receiving-record';
import { DESK_ANSWER } from '#orchestrator/processes/inbound/inbound-receipt-count';
import { smallInbound } from '#testing/worlds/inbound-world';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/worlds/outbound-plants';

const SMALL = { days: 6, ordersPerDay: 60 };

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, smallInbound(SMALL))).toBe(null);
});

/** Of WMS: changes what it writes down. @returns the events that it writes instead of one */
function rewritten(wms: Inside, event: string, to: (args: number[]) => number[][]): void {
  replaced(wms.log, 'business', (right, name, owner, entity, ...args) => {
    if (name !== event) right(name, owner, entity, ...args);
    else for (const each of to(args as number[])) right(name, owner, entity, ...each);
  });
}

describe('a system that lies', () => {
  test.each<[string, string, RegExp, (systems: Inside) => void]>([
    [
      'a WMS that calls two trucks to one door',
      'capacity-respected',
      /two trucks at door \d of DC Central: those of receipts \d+ and \d+/,
      ({ wms }) => {
        const { calendar } = wms.receiving.floor.docks[0];
        calendar.isFree = () => true;
        calendar.freeDoor = () => 0;
      },
    ],
    [
      'a WMS that unloads at a door that is not',
      'capacity-respected',
      /receipt \d+ is unloaded at door 7 of DC Central, and there are 2 doors/,
      ({ wms }) => rewritten(wms, 'truckDocked', ([key, n, , node]) => [[key!, n!, 7, node!]]),
    ],
    [
      'a WMS that gives a slot away twice',
      'capacity-respected',
      /the slot of 2026-.* at door 0 of DC Central is receipt \d+'s and receipt \d+'s/,
      ({ wms }) => {
        const { calendar } = wms.receiving.floor.docks[0];
        calendar.freeDoorAt = () => 0;
        calendar.book = () => true;
      },
    ],
    [
      'a WMS that puts more away than was counted',
      'units-conserved',
      /receipt \d+: \d+ units are put away and \d+ may be picked; \d+ good ones were counted/,
      ({ wms }) =>
        replaced(wms.receiving, 'store', (right, receipt, record) => {
          record.units = record.units.map((units: number) => units + 1);
          right(receipt, record);
        }),
    ],
    [
      'a WMS that makes goods available before they are counted',
      'units-conserved',
      /DC Central: 1 units of product \d+ may be picked, and no counted receipt has them/,
      ({ wms }) =>
        replaced(wms.receiving, 'arrive', (right, truck) => {
          right(truck);
          const n = truck.receipt * 40 + truck.products[0] + 1;
          wms.log.business('goodsReceived', 'WMS', 'node', 0, n, truck.products[0], 1);
        }),
    ],
    [
      'a WMS that puts away goods that are sent back',
      'only-tabled-transitions',
      /receipt \d+: goodsSentBack after receiptPutAway/,
      ({ wms }) =>
        replaced(wms.receiving, 'store', (right, receipt, record) => {
          right(receipt, record);
          wms.receiving.sendBack(receipt, record);
        }),
    ],
    [
      'a WMS that receives into stock and says nothing',
      'units-conserved',
      /DC Central: node 0, product \d+: WMS holds \d+ units, \d+ by what came/,
      ({ wms }) =>
        replaced(wms.receiving, 'store', (right, receipt, record) => {
          wms.stock.receive(0, record.products[0], 1, 0);
          right(receipt, record);
        }),
    ],
    [
      'a WMS that loses a pallet on the dock',
      'units-conserved',
      /\d+ units have come on trucks, as counted; \d+ are accounted for by WMS/,
      ({ wms }) =>
        replaced(wms.receiving, 'count', (right, receipt, record) => {
          right(receipt, record);
          wms.receiving.own.openUnits -= 1;
        }),
    ],
    [
      'an ERP that posts a receipt twice',
      'side-effect-once',
      /receipt \d+: goodsReceiptPosted a second time/,
      ({ erp }) =>
        replaced(erp.procurement, 'postReceipt', (right, message) => {
          right(message);
          const order = erp.procurement.commitments.get(Math.floor(message.key / 8));
          order.posted = 0;
          right(message);
        }),
    ],
    [
      'an ERP that posts twice and writes it down once',
      'side-effect-once',
      /ERP's own ledger has \d+ goods receipts posted, it has written down \d+/,
      ({ erp }) =>
        replaced(erp.procurement, 'postReceipt', (right, message) => {
          right(message);
          erp.procurement.own.receipts += 1;
        }),
    ],
    [
      'an ERP that posts a receipt, and leaves its stock as it was',
      'no-drift',
      /DC Central, product P\d+: ERP believes in -?\d+ units at the end, \d+ by what has left and come/,
      ({ erp }) => {
        let received = false;
        replaced(erp.procurement, 'postReceipt', (right, message) => {
          received = true;
          right(message);
          received = false;
        });
        replaced(erp.picture, 'move', (right, ...args) => {
          if (!received) right(...args);
        });
      },
    ],
    [
      'an ERP that frees more than it committed',
      'ledger-balances',
      /(purchase order|receipt) \d+: \d+ minor units more are used and freed than were committed/,
      ({ erp }) =>
        replaced(erp.procurement, 'free', (right, key, n, minor, supplier) =>
          right(key, n, minor + 1e9, supplier),
        ),
    ],
    [
      'an ERP that closes its books with something else',
      'ledger-balances',
      /period 1 is closed with \d+ committed, \d+ by what was written down/,
      ({ erp }) =>
        replaced(erp.procurement, 'closePeriod', (right, period) => {
          erp.procurement.commitments.committedMinor += 1;
          right(period);
        }),
    ],
    [
      'a portal that ships a delivery twice',
      'side-effect-once',
      /receipt \d+: truckDeparted a second time/,
      ({ suppliers }) =>
        replaced(suppliers.office.log, 'business', (right, event, ...rest) => {
          right(event, ...rest);
          if (event === 'truckDeparted') right(event, ...rest);
        }),
    ],
    [
      'a truck of which nobody has shipped anything',
      'only-tabled-transitions',
      /receipt \d+: truckAtGate before truckDeparted/,
      ({ suppliers }) =>
        replaced(suppliers.office.log, 'business', (right, event, ...rest) => {
          if (!['truckDeparted', 'shipmentNoticed', 'arrivalDelayed'].includes(event)) right(event, ...rest);
        }),
    ],
    [
      'a truck that comes to a gate and is never seen again',
      'units-conserved',
      /\d+ units were driven to gates, \d+ have come there/,
      ({ suppliers }) => {
        let first = true;
        replaced(suppliers.office, 'finish', (right, ...args) => {
          if (first) suppliers.office.ledger.arrivedUnits += 1;
          first = false;
          right(...args);
        });
      },
    ],
    [
      'a WMS that keeps a slot of which it is told that nothing will come',
      'nothing-left-over',
      /\d+ slots are booked at the end: of receipts \d+/,
      ({ wms, suppliers }) => {
        replaced(wms.receiving, 'cancelSlot', () => {});
        for (const { profile } of suppliers.office.compiled)
          Object.assign(profile, { truck: { ...profile.truck, neverShare: 1, lateShare: 0 } });
      },
    ],
    [
      'a WMS that leaves goods on the dock',
      'nothing-left-over',
      /goods of \d+ receipts are at the dock at the end, and nobody puts them away: \d+/,
      ({ wms }) =>
        replaced(wms.receiving, 'store', (right, receipt, record) => {
          right(receipt, record);
          record.phase = RECEIPT_PHASE.counted;
        }),
    ],
    [
      'an ERP that never frees what is left',
      'nothing-left-over',
      /\d+ purchase orders are committed at the end, and nobody will free them: \d+/,
      ({ erp }) => replaced(erp.procurement, 'takeEnd', () => {}),
    ],
  ])('%s: %s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, (twin) => plant(twin.systems as Inside), smallInbound(SMALL));
  });
});

test('an ERP that posts nothing of goods that the receiving desk has sent back', () => {
  const world = smallInbound({ ...SMALL, set: ['inbound.limits.damageTolerance=0'] });
  const people = world.people.map((role) =>
    role.role === 'receiving-desk' ? { ...role, answers: { discrepancy: DESK_ANSWER.sendBack } } : role,
  );
  const plant = ({ erp }: Inside): void =>
    replaced(erp.procurement, 'postReceipt', (right, message) => {
      if (message.body.units.some((units: number) => units > 0)) right(message);
    });
  expectCaught(
    'nothing-left-over',
    /\d+ receipts are counted, and ERP has never heard of them: \d+/,
    (twin) => plant(twin.systems as Inside),
    { ...world, people },
  );
});
