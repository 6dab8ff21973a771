/**
 * Points that a search must sometimes reach: sequences that have broken orchestrations before. A search that never comes to one of them has
 * not looked there, however many runs it made.
 *
 * 1. A probe looks at what is on record, and changes nothing.
 * 2. One that a scenario has no place for is none of its probes.
 */
import { type Moment, orderOf, type ProbeHistory } from './probe-history.ts';

export interface Probe {
  readonly name: string;
  /** As a sentence. */
  readonly about: string;
  /** What it looks up at. */
  readonly on: readonly string[];
  /** Section without which it can't be reached; absent = every scenario. */
  readonly needs?: string;
  /** Absent = whenever one of `on` is on record. */
  readonly reached?: (now: Moment, past: ProbeHistory) => boolean;
}

const issued = (past: ProbeHistory, order: number): number[] =>
  past.shipmentsOf(order).filter((shipment) => past.has('shipment', shipment, 'goodsIssued'));

const ORDER_PROBES: readonly Probe[] = [
  {
    name: 'cancel-during-pick-with-a-short-pick',
    about: 'an order is cancelled while its goods are picked, and fewer are found',
    on: ['pickedShort'],
    reached: ({ key }, past) => past.has('order', orderOf(key), 'orderCancelled'),
  },
  {
    name: 'cancel-when-packed',
    about: 'an order is cancelled when a shipment of it is packed and has not left',
    on: ['orderCancelled'],
    reached: ({ key }, past) =>
      past
        .shipmentsOf(key)
        .some(
          (each) =>
            past.has('shipment', each, 'shipmentPacked') && !past.has('shipment', each, 'goodsIssued'),
        ),
  },
  {
    name: 'cancel-after-goods-issue',
    about: 'an order is cancelled when part of it has left',
    on: ['orderCancelled'],
    reached: ({ key }, past) => issued(past, key).length > 0,
  },
  {
    name: 'cancel-while-held',
    about: 'an order is cancelled while its credit is held',
    on: ['orderCancelled'],
    reached: ({ key }, past) =>
      past.has('order', key, 'orderHeld') && !past.has('order', key, 'holdReleased'),
  },
  {
    name: 'credit-released-after-cancel',
    about: 'that a credit hold is released reaches the core after the cancellation that followed it',
    on: ['message holdReleased', 'message orderCancelled'],
    reached: ({ entity, key }, past) =>
      past.lastAt(entity, key, 'message holdReleased') > past.lastAt(entity, key, 'message orderCancelled'),
  },
  {
    name: 'change-after-reservation',
    about: 'an order is changed when stock is reserved for it',
    on: ['orderChanged'],
    reached: ({ key }, past) =>
      past.shipmentsOf(key).some((each) => past.has('shipment', each, 'stockReserved')),
  },
  {
    name: 'change-and-cancel',
    about: 'an order is changed, then cancelled',
    on: ['orderCancelled'],
    reached: ({ key }, past) => past.has('order', key, 'orderChanged'),
  },
  {
    name: 'second-partial-shipment',
    about: 'a second shipment of an order leaves',
    on: ['goodsIssued'],
    reached: ({ key }, past) => issued(past, orderOf(key)).length >= 2,
  },
  {
    name: 'split-order-with-one-part-lost',
    about: 'of a split order one part is delivered and another one lost',
    on: ['loadLost', 'shipmentDelivered'],
    reached: ({ what, key }, past) => {
      const orders = what === 'loadLost' ? past.shipmentsOn(key).map(orderOf) : [orderOf(key)];
      return orders.some((order) => {
        const parts = past.shipmentsOf(order);
        const isLost = (part: number): boolean => past.has('shipment', part, 'lost');
        return parts.some(isLost) && parts.some((part) => past.has('shipment', part, 'shipmentDelivered'));
      });
    },
  },
  {
    name: 'backorder-filled',
    about: 'what was backordered is picked later',
    on: ['shipmentPicked'],
    reached: ({ key }, past) => past.has('order', orderOf(key), 'lineBackordered'),
  },
  { name: 'backorder-given-up', about: 'a line is cancelled for want of stock', on: ['lineCancelled'] },
  {
    name: 'sourced-again-after-short-pick',
    about: 'after a short pick the rest is sourced again',
    on: ['orderSourced'],
    reached: ({ key }, past) =>
      past.shipmentsOf(key).some((each) => past.has('shipment', each, 'pickedShort')),
  },
  {
    name: 'reserved-then-released',
    about: 'a reservation is given back',
    on: ['reservationReleased'],
  },
  { name: 'promise-missed', about: 'a promise is missed', on: ['promiseMissed'] },
  { name: 'credit-refused', about: 'a credit hold ends in a refusal', on: ['orderRejected'] },
];

const LOAD_PROBES: readonly Probe[] = [
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

const MESSAGE_PROBES: readonly Probe[] = [
  {
    name: 'duplicate-goods-issue',
    about: 'a goods issue is reported twice',
    on: ['fault event-duplicated', 'fault commit-unacknowledged'],
    reached: ({ detail }) => detail.includes('"goodsIssued"'),
  },
  {
    name: 'duplicate-acceptance',
    about: 'a tender is accepted twice',
    on: ['fault event-duplicated', 'fault commit-unacknowledged', 'fault duplicated'],
    reached: ({ detail }) => detail.includes('"tenderAccepted"'),
  },
  {
    name: 'release-overtaken',
    about: 'the release of an order comes after something that ERP says of it later',
    on: ['fault event-reordered'],
    reached: ({ detail }) => detail.includes('"salesOrderReleased"'),
  },
  {
    name: 'reservation-answer-lost',
    about: 'stock is reserved, and the answer to the call is lost',
    on: ['fault answer-lost'],
    reached: ({ detail }) => detail.includes('"reserveStock"'),
  },
  {
    name: 'breaker-opened',
    about: 'a breaker opens',
    on: ['audit gateMoved'],
    reached: ({ detail }) => /^tripped/.test(detail),
  },
  {
    name: 'breaker-half-open-with-a-queue',
    about: 'a breaker is half open while three or more messages wait for it',
    on: ['audit gateMoved'],
    reached: ({ detail }) => /: half-open, ([3-9]|\d\d+) asks/.test(detail),
  },
  {
    name: 'probe-failed',
    about: 'a half-open breaker opens again',
    on: ['audit gateMoved'],
    reached: ({ detail }) => /^probeFailed/.test(detail),
  },
  {
    name: 'throttled-while-half-open',
    about: 'a half-open breaker is answered by "too many"',
    on: ['audit gateMoved'],
    reached: ({ detail }) => /^throttled: open/.test(detail),
  },
  {
    name: 'late-acknowledgement',
    about: 'an answer comes after its message was settled otherwise',
    on: ['audit lateAcknowledgement'],
  },
  { name: 'dead-letter', about: 'a message dies', on: ['messageDeadLettered'] },
  { name: 'dead-letter-sent-again', about: 'a person sends a dead letter again', on: ['deadLetterResent'] },
  { name: 'dead-letter-dropped', about: 'a person drops a dead letter', on: ['deadLetterDropped'] },
  {
    name: 'dead-letter-died-again',
    about: 'a dead letter that was sent again dies a second time',
    on: ['messageDeadLettered'],
    reached: ({ key }, past) => past.times('outbound-message', key, 'messageDeadLettered') >= 2,
  },
  {
    name: 'late-input-after-the-end',
    about: 'something comes for an actor that has ended',
    on: ['exceptionOpened'],
  },
];

const CORE_PROBES: readonly Probe[] = [
  {
    name: 'crash-with-an-open-tender',
    about: 'the orchestrator dies while a tender waits for its answer',
    on: ['fault crash', 'fault crash-outage'],
    reached: (_now, past) => past.openTenders > 0,
  },
  {
    name: 'crash-with-goods-in-hand',
    about: 'the orchestrator dies while reserved goods have not left',
    on: ['fault crash', 'fault crash-outage'],
    reached: (_now, past) => past.shipmentsInHand > 0,
  },
  {
    name: 'upgrade-with-goods-in-hand',
    about: 'actors are upgraded while reserved goods have not left',
    on: ['fault upgrade'],
    reached: (_now, past) => past.shipmentsInHand > 0,
  },
  {
    name: 'stale-commit-refused',
    about: 'a zombie comes to its commit, and is refused',
    on: ['audit staleCommitRefused'],
  },
  {
    name: 'clock-jump-with-an-open-tender',
    about: "the core's clock jumps while a tender waits for its answer",
    on: ['fault clock-fast', 'fault clock-slow'],
    reached: (_now, past) => past.openTenders > 0,
  },
  {
    name: 'task-escalated',
    about: 'a person has not answered, and another one is asked',
    on: ['task taskUnanswered'],
  },
  { name: 'answered-twice', about: 'a person answers a task twice', on: ['answered-twice'] },
  {
    name: 'input-not-expected',
    about: 'something arrives that its receiver does not expect',
    on: ['audit inputNotExpected'],
  },
];

const SECTION_PROBES: readonly Probe[] = [
  {
    name: 'slot-missed',
    about: 'a truck comes to be loaded when its slot is over',
    on: ['pickupSlotMissed'],
    needs: 'systems.tms.appointments',
  },
  {
    name: 'slot-given-back',
    about: 'a load that has a slot is called off',
    on: ['pickupSlotReleased'],
    needs: 'systems.tms.appointments',
    reached: ({ key }, past) => past.has('load', key, 'loadCancelled'),
  },
  { name: 'held-at-the-border', about: 'customs hold a load', on: ['goodsHeld'], needs: 'systems.customs' },
  {
    name: 'queried-twice',
    about: 'an answer to customs is queried again',
    on: ['declarationQueried'],
    needs: 'systems.customs',
    reached: ({ key }, past) => past.times('declaration', key, 'declarationQueried') >= 2,
  },
  {
    name: 'refused-at-the-border',
    about: 'customs refuse a load',
    on: ['goodsRefused'],
    needs: 'systems.customs',
  },
  {
    name: 'quality-decided',
    about: 'goods that were too warm are decided about',
    on: ['qualityDecided'],
    needs: 'systems.telematics.coldChain',
  },
  {
    name: 'device-heard-again',
    about: 'a device that was silent is heard again',
    on: ['deviceHeardAgain'],
    needs: 'systems.telematics',
  },
  {
    name: 'return-differs',
    about: 'what comes back is not what was announced',
    on: ['returnDiffers'],
    needs: 'returns',
  },
  { name: 'return-refused', about: 'a return is refused', on: ['returnRefused'], needs: 'returns' },
  {
    name: 'complaint-escalated',
    about: 'a complaint is escalated',
    on: ['complaintEscalated'],
    needs: 'systems.crm',
  },
  {
    name: 'urgent-after-reservation',
    about: 'an order becomes urgent when stock is reserved for it',
    on: ['urgencyChanged'],
    needs: 'systems.crm',
    reached: ({ key }, past) =>
      past.shipmentsOf(key).some((each) => past.has('shipment', each, 'stockReserved')),
  },
  {
    name: 'proof-waived',
    about: 'a proof is done without, by rule',
    on: ['proofWaived'],
    needs: 'systems.proof',
  },
  {
    name: 'delivery-credited',
    about: 'units that did not arrive are credited',
    on: ['deliveryCredited'],
    needs: 'systems.proof.differences',
  },
  {
    name: 'appointment-missed',
    about: 'a truck misses its slot at the dock',
    on: ['appointmentMissed'],
    needs: 'inbound',
  },
  {
    name: 'receipt-discrepant',
    about: 'a receipt is not what was announced',
    on: ['receiptDiscrepant'],
    needs: 'inbound',
  },
  {
    name: 'given-up-at-the-gate',
    about: 'a truck is given up that is at the gate by now',
    on: ['receiptLost'],
    needs: 'inbound',
    reached: ({ key }, past) => past.has('receipt', key, 'truckAtGate'),
  },
  {
    name: 'purchase-declined',
    about: 'a supplier declines a purchase order',
    on: ['purchaseOrderDeclined'],
    needs: 'inbound',
  },
  {
    name: 'transfer-cut',
    about: 'a store is sent less than was proposed',
    on: ['transferCut'],
    needs: 'replenishment',
  },
  {
    name: 'delivery-refused-by-a-store',
    about: 'a store refuses a delivery',
    on: ['deliveryRefused', 'stopRefused'],
    needs: 'replenishment',
  },
  {
    name: 'vehicle-broke-down',
    about: 'a vehicle breaks down on its route',
    on: ['vehicleBrokeDown'],
    needs: 'replenishment.routes',
  },
  {
    name: 'order-doubled',
    about: 'a moved order is released a second time',
    on: ['orderDoubled'],
    needs: 'systems.erpMigration',
  },
  {
    name: 'moved-with-goods-in-hand',
    about: 'an order moves to the next ERP when goods are reserved for it',
    on: ['orderMoved'],
    needs: 'systems.erpMigration',
    reached: ({ key }, past) =>
      past.shipmentsOf(key).some((each) => past.has('shipment', each, 'stockReserved')),
  },
  {
    name: 'consumer-lost',
    about: 'a consumer of the broker dies',
    on: ['fault consumer-died'],
    needs: 'systems.broker',
  },
  {
    name: 'turned-away',
    about: 'a gateway answers "too many"',
    on: ['fault gateway-throttled'],
    needs: 'systems.gateway',
  },
  {
    name: 'forged-webhook',
    about: 'somebody forges an event of a carrier',
    on: ['fault forged'],
    needs: 'network.carriers.*.rest.webhook',
  },
  {
    name: 'load-rerouted',
    about: 'a load is given to another carrier on the way',
    on: ['loadRerouted'],
    needs: 'limits.rerouteMax',
  },
];

export const PROBES: readonly Probe[] = [
  ...ORDER_PROBES,
  ...LOAD_PROBES,
  ...MESSAGE_PROBES,
  ...CORE_PROBES,
  ...SECTION_PROBES,
];
