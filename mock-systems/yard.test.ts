import { expect, test } from 'vitest';
import { Kernel } from '#sim/kernel';
import { type Truck, Yard } from './yard.ts';

const truck: Truck = { receipt: 8, node: 0, products: [3], units: [10], damaged: [1], handlingUnits: 1 };

function yard(): { readonly kernel: Kernel; readonly yard: Yard; readonly taken: Truck[] } {
  const kernel = new Kernel();
  const made = new Yard(kernel);
  const taken: Truck[] = [];
  made.connect((each) => taken.push(each));
  return { kernel, yard: made, taken };
}

test('a truck is taken once, by an event after it has driven in', () => {
  const { kernel, yard: gate, taken } = yard();
  gate.driveIn(truck);
  expect([taken.length, gate.waiting]).toEqual([0, 1]);
  kernel.run();
  expect([taken, gate.waiting]).toEqual([[truck], 0]);
});

test('a truck that stands there can not come again', () => {
  const { yard: gate } = yard();
  gate.driveIn(truck);
  expect(() => gate.driveIn(truck)).toThrow(/receipt 8 stands at the gate already/);
});

test('a copy made while a truck stands at the gate has it, too', () => {
  const source = yard();
  source.yard.driveIn(truck);
  const snapshot = source.kernel.snapshot();
  source.kernel.run();
  const copy = yard();
  copy.kernel.restore(snapshot);
  copy.kernel.run();
  expect(copy.taken).toEqual([truck]);
});
