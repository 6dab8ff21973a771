import { expect, test } from 'vitest';
import { FinishedKeys } from './finished-keys.ts';

function due(finished: FinishedKeys, now: number): number[] {
  const keys: number[] = [];
  for (let key = finished.next(now); key !== -1; key = finished.next(now)) keys.push(key);
  return keys;
}

test('keys are handed out once, in order, when they have been over for longer than they are kept', () => {
  const finished = new FinishedKeys(100);
  finished.add(7, 0);
  finished.add(5, 10);
  expect(due(finished, 100)).toEqual([]);
  expect(due(finished, 101)).toEqual([7]);
  expect(due(finished, 111)).toEqual([5]);
  expect(due(finished, 10_000)).toEqual([]);
});

test('a copy goes on where the original was, and memory does not grow with what has been handed out', () => {
  const finished = new FinishedKeys(10);
  for (let key = 0; key < 5000; key++) {
    finished.add(key, key);
    due(finished, key);
  }
  expect(finished.save().keys.length).toBe(11);
  const copy = new FinishedKeys(10);
  copy.load(finished.save());
  expect(due(copy, 5005)).toEqual(due(finished, 5005));
});
