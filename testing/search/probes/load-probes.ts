/** Of a load: its tenders and booking, its truck and the road, its freight bill. */
import type { Probe } from './probe.ts';
import { orderOf } from './probe-history.ts';

export const LOAD_PROBES: readonly Probe[] = [
  {
    name: 'late-acceptance-after-re-tender',
    about: 'a carrier accepts when the load has been offered to another one',
    on: ['lateAcceptance'],
    reached: ({ key }, past) => past.times('load', key, 'tenderOffered') >= 2,
  },
  {
    name: 'accepted-after-counter',
    about: 'a load on which a carrier has made a counter-offer is accepted',
    on: ['tenderAccepted'],
    reached: ({ key }, past) => past.has('load', key, 'tenderCountered'),
  },
  {
    name: 'accepted-after-withdrawal',
    about: 'a load is accepted on which a tender has been withdrawn',
    on: ['tenderAccepted'],
    reached: ({ key }, past) => past.has('load', key, 'tenderWithdrawn'),
  },
  {
    name: 'booking-refused-after-acceptance',
    about: 'a carrier has accepted, and the booking is refused',
    on: ['bookingRefused'],
    needs: 'network.carriers.*.loadsPerWeek',
    reached: ({ key }, past) => past.has('load', key, 'tenderAccepted'),
  },
  {
    name: 'no-carrier-left',
    about: 'every carrier has been asked, and a planner is',
    on: ['task loadWithoutCarrier'],
  },
  { name: 'truck-no-show', about: 'a booked truck does not come', on: ['truckNoShow'] },
  {
    name: 'load-lost',
    about: 'a load is lost on the way',
    on: ['loadLost'],
  },
  {
    name: 'claim-answered',
    about: 'a claim is opened, and the carrier answers it',
    on: ['claimAnswered'],
  },
  {
    name: 'departed-with-a-cancelled-order',
    about: 'a load leaves with goods of an order that has been cancelled',
    on: ['loadDeparted'],
    reached: ({ key }, past) =>
      past.shipmentsOn(key).some((shipment) => past.has('order', orderOf(shipment), 'orderCancelled')),
  },
  {
    name: 'load-given-up-as-lost-and-delivered',
    about: 'a load is delivered that was given up as lost',
    on: ['loadDelivered', 'loadGivenUpAsLost'],
    reached: ({ key }, past) => past.has('load', key, 'loadDelivered', 'loadGivenUpAsLost'),
  },
  {
    name: 'invoice-disputed-and-settled',
    about: 'a freight bill is disputed, corrected and paid',
    on: ['freightPaid'],
    reached: ({ key }, past) => past.has('load', key, 'invoiceCorrected'),
  },
  {
    name: 'dispute-lost',
    about: 'a freight bill is disputed, not corrected, and paid all the same',
    on: ['freightPaid'],
    reached: ({ key }, past) =>
      past.has('freight-invoice', key, 'freightDisputed') && !past.has('load', key, 'invoiceCorrected'),
  },
  {
    name: 'freight-billed-twice',
    about: 'a freight bill comes twice',
    on: ['freightBilled'],
    reached: ({ n }) => n >= 2,
  },
  {
    name: 'freight-written-off',
    about: 'an accrual is written off, since no bill comes',
    on: ['freightWrittenOff'],
  },
];
