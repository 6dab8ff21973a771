/** Of what only some scenarios have, each with the section that it needs. */
import type { Probe } from './probe.ts';

export const SECTION_PROBES: readonly Probe[] = [
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
