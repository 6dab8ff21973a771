/** Which slot each rule of thumb takes, and which none may. */
import { expect, test } from 'vitest';
import {
  afterArrival,
  type DockSlotContext,
  type DockSlotOption,
  firstSlot,
  slotReachable,
} from './dock-slot.ts';
import { passGate } from './gate.ts';

const context: DockSlotContext = {
  node: 0,
  supplier: 0,
  estimatedAt: 1_000,
  dueAt: 5_000,
  handlingUnits: 4,
  units: 120,
  bufferMs: 500,
};
const slot = (from: number, door = 0): DockSlotOption => ({ door, from, until: from + 300 });

test.each([
  ['begins at the arrival', [slot(800), slot(1_000), slot(1_600)], 1, 2],
  ['is the earliest, though not offered first', [slot(2_000), slot(1_100, 1), slot(1_500, 2)], 1, 2],
  ['is the first offered of two at one time', [slot(1_600, 3), slot(1_600, 1)], 0, 0],
  ['leaves the buffer, else is the last', [slot(1_100), slot(1_400)], 0, 1],
  ['is none before the arrival', [slot(800)], -1, 0],
] as const)('the slot chosen %s', (_name, options, first, after) => {
  expect(firstSlot.recommend(context, options, [])).toBe(first);
  expect(afterArrival.recommend(context, options, [])).toBe(after);
});

test('without a slot there is nothing to recommend', () => {
  for (const policy of [firstSlot, afterArrival]) expect(policy.recommend(context, [], [])).toBe(-1);
});

test('a slot that is over when the truck comes is never chosen, whoever decides', () => {
  const takesFirst = { name: 'takes-first', summary: '', recommend: () => 0 };
  const options = [slot(600), slot(700), slot(1_200)];
  const question = { context, options, rules: [slotReachable], views: [] };
  expect(passGate(question, takesFirst)).toMatchObject({ chosen: 2, removed: 2 });
  expect(passGate({ ...question, options: options.slice(0, 2) }, firstSlot).chosen).toBe(-1);
});
