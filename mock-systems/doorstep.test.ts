/** The doorstep: each thing is seen by the one whose order it is, once; what is lost is seen by nobody. */
import { expect, test } from 'vitest';
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { LADING_EXCEPTION } from '#orchestrator/contracts/carriers';
import { Kernel } from '#sim/kernel';
import { Doorstep, type DoorstepListener } from './doorstep.ts';

const SILENT: BusinessLog = { business: () => {} };

function doorstep() {
  const kernel = new Kernel({ start: 0 });
  const step = new Doorstep(kernel);
  const seen: unknown[][] = [];
  const listener = (who: string): DoorstepListener => ({
    placed: ({ order, customer }) => seen.push([who, 'placed', order, customer]),
    withdrawn: (order) => seen.push([who, 'withdrawn', order]),
    changed: (order) => seen.push([who, 'changed', order]),
    delivered: ({ shipment }, condition) => seen.push([who, 'delivered', shipment, condition]),
  });
  step.connect(listener('stores'), (order) => order >= 1000);
  step.connect(listener('customers'));
  return { kernel, step, seen, log: step.watching(SILENT) };
}

test('an order is seen by the first that it is for, in all that happens to it', () => {
  const { kernel, step, seen, log } = doorstep();
  for (const order of [7, 1000]) {
    log.business('orderReleased', 'ERP', 'order', order, 1, 5, 100);
    log.business('orderPromised', 'ERP', 'order', order, 1, 900, 3);
    log.business('orderChanged', 'ERP', 'order', order, 1, 0, 2);
    log.business('orderCancelled', 'ERP', 'order', order, 1, 0, 0);
    step.send({ shipment: order * 8, node: 0, products: [1], units: [5] });
    log.business('shipmentDelivered', 'carrier', 'shipment', order * 8, 1, 0, 0);
  }
  kernel.run();
  const story = (who: string, order: number): unknown[][] => [
    [who, 'placed', order, 3],
    [who, 'changed', order],
    [who, 'withdrawn', order],
    [who, 'delivered', order * 8, 0],
  ];
  expect(seen).toEqual([...story('customers', 7), ...story('stores', 1000)]);
});

test('what is lost or taken back is seen by nobody, and nothing is left on the way', () => {
  const { kernel, step, seen, log } = doorstep();
  for (const shipment of [56, 57, 58]) step.send({ shipment, node: 0, products: [1], units: [5] });
  expect(step.onTheWay).toBe(3);
  log.business('shipmentDelivered', 'carrier', 'shipment', 56, 1, 0, 3);
  step.takeBack(57);
  log.business('shipmentDelivered', 'carrier', 'shipment', 58, 1, 0, 1);
  log.business('shipmentDelivered', 'carrier', 'shipment', 58, 1, 0, 1);
  kernel.run();
  expect(seen).toEqual([['customers', 'delivered', 58, 1]]);
  expect(step.onTheWay).toBe(0);
});

test('a box holds what its carrier has counted: not what is missing or damaged, nor what is too many', () => {
  const kernel = new Kernel({ start: 0 });
  const step = new Doorstep(kernel);
  const boxes: (readonly number[])[] = [];
  const nobody = { placed: () => {}, withdrawn: () => {}, changed: () => {} };
  step.connect({ ...nobody, delivered: ({ units }) => boxes.push(units) });
  const log = step.watching(SILENT);
  const loaded = { shipment: 56, node: 0, products: [1, 2, 3], units: [5, 4, 9] };
  step.send(loaded);
  const { short, damaged, over } = LADING_EXCEPTION;
  log.business('deliveryExcepted', 'carrier', 'shipment', 56, 1, 2, short);
  log.business('deliveryExcepted', 'carrier', 'shipment', 56, 2, 1, damaged);
  log.business('deliveryExcepted', 'carrier', 'shipment', 56, 3, 4, over);
  log.business('deliveryExcepted', 'carrier', 'shipment', 64, 1, 2, short);
  log.business('shipmentDelivered', 'carrier', 'shipment', 56, 1, 0, 0);
  kernel.run();
  expect(boxes).toEqual([[3, 3, 9]]);
  expect(loaded.units).toEqual([5, 4, 9]);
});
