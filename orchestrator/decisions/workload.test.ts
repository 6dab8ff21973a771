/** Levelling work between nodes: only into room that there is, as much as fits, and never where it does not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passGate } from './gate.ts';
import type { View } from './view.ts';
import { fitsThere, levelLoad, stay, type WorkloadContext, type WorkloadOption } from './workload.ts';

const context: WorkloadContext = { node: 0, waitingLines: 90, behindLines: 40, deadlineAt: 1000 };
const move = (node: number, lines: number, capacityLines: number): WorkloadOption => ({
  action: 'move',
  node,
  lines,
  capacityLines,
});
const STAY: WorkloadOption = { action: 'stay' };
const plan = (key: number, ...lines: number[]): View => ({ ...NOTHING_YET, key, state: { lines } });
const NOTHING_YET: View = { type: 'wave-plan', key: 1, ageMs: null, state: null };
const chosen = (options: readonly WorkloadOption[], views: readonly View[]): WorkloadOption =>
  options[levelLoad.recommend(context, options, views)]!;

test('as much as fits goes to the node with the most room', () => {
  const options = [STAY, move(1, 40, 50), move(1, 20, 50), move(2, 40, 60), move(2, 20, 60)];
  expect(chosen(options, [plan(1, 5), plan(2, 10)])).toEqual(move(2, 40, 60));
  expect(chosen(options, [plan(1, 5), plan(2, 30)])).toEqual(move(1, 40, 50));
  expect(chosen(options, [plan(1, 20), plan(2, 40)])).toEqual(move(1, 20, 50));
});

test('where nothing has waited yet, all of its waves are room; where all are full, everything stays', () => {
  const options = [STAY, move(1, 40, 50)];
  expect(chosen(options, [])).toEqual(move(1, 40, 50));
  expect(chosen(options, [NOTHING_YET])).toEqual(move(1, 40, 50));
  expect(chosen(options, [plan(1, 30)])).toEqual(STAY);
});

test('the baseline stays, and a hard rule takes out what never fits', () => {
  const options = [move(1, 40, 30), STAY];
  expect(stay.recommend(context, options, [])).toBe(1);
  const { chosen: index } = passGate({ context, options, rules: [fitsThere], views: [] }, levelLoad);
  expect(index).toBe(1);
});

test('no node is given more than its waves have left by its picture', () => {
  const option = fc.record({
    node: fc.nat({ max: 3 }),
    lines: fc.nat({ max: 99 }),
    room: fc.nat({ max: 99 }),
  });
  fc.assert(
    fc.property(
      fc.array(option, { maxLength: 8 }),
      fc.array(fc.nat({ max: 60 }), { minLength: 4, maxLength: 4 }),
      (options, waiting) => {
        const listed = [STAY, ...options.map(({ node, lines, room }) => move(node, lines, room))];
        const taken = chosen(
          listed,
          waiting.map((lines, node) => plan(node, lines)),
        );
        if (taken.action === 'move')
          expect(taken.lines).toBeLessThanOrEqual(taken.capacityLines - waiting[taken.node]!);
      },
    ),
  );
});
