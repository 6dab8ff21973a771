/** A border: whoever comes stands there until customs says so, and each word is an event of its own. */
import { expect, test } from 'vitest';
import { Kernel } from '#sim/kernel';
import { BORDER_WORD, Border } from './border.ts';

function border() {
  const kernel = new Kernel();
  const made = new Border(kernel, [0, 0, 1, 2], [true, true, false]);
  const seen: number[][] = [];
  const heard: number[][] = [];
  made.connectCustoms((...at) => seen.push(at));
  made.connectCarrier(4, (...word) => heard.push(word));
  return { kernel, border: made, seen, heard };
}

test('lies between places of two countries, where the second stops what comes in', () => {
  const { border: made } = border();
  expect(
    [
      [0, 1],
      [0, 2],
      [2, 0],
      [0, 3],
      [3, 2],
    ].map(([from, to]) => made.onTheWay(from!, to!)),
  ).toEqual([-1, 1, 0, -1, 1]);
});

test('shows customs each load once, after it has come', () => {
  const { kernel, border: made, seen } = border();
  made.arrive(80, 1, 4);
  expect([seen, made.loads()]).toEqual([[], [80]]);
  kernel.run();
  expect(seen).toEqual([[80, 1, 4]]);
  expect(() => made.arrive(80, 1, 4)).toThrow(/load 80 stands at the border already/);
});

test('keeps a load that is to wait, and lets it go once it may', () => {
  const { kernel, border: made, heard } = border();
  made.arrive(80, 1, 4);
  made.tell(80, BORDER_WORD.wait);
  kernel.run();
  expect([heard, made.loads()]).toEqual([[[80, BORDER_WORD.wait]], [80]]);
  made.tell(80, BORDER_WORD.goOn);
  kernel.run();
  expect([heard.at(-1), made.loads()]).toEqual([[80, BORDER_WORD.goOn], []]);
});

test('has nobody to tell anything of a load that is not there', () => {
  const { kernel, border: made } = border();
  made.tell(80, BORDER_WORD.goBack);
  expect(() => kernel.run()).toThrow(/load 80 is told 2 at the border, and is not there/);
});

test('goes on from a copy with the loads that stand there', () => {
  const source = border();
  source.border.arrive(80, 1, 4);
  const copy = border();
  copy.kernel.restore(source.kernel.snapshot());
  copy.kernel.run();
  copy.border.tell(80, BORDER_WORD.goOn);
  copy.kernel.run();
  expect([copy.seen, copy.heard, source.border.loads()]).toEqual([
    [[80, 1, 4]],
    [[80, BORDER_WORD.goOn]],
    [80],
  ]);
});
