/** What a model is to an entity depends on nothing but the rollout and the entity. */
import { expect, test } from 'vitest';
import { partOf } from './rollout.ts';

const canary = (canaryShare: number, salt = 'm') => ({ mode: 'canary', canaryShare, salt }) as const;
const KEYS = Array.from({ length: 20_000 }, (_, i) => i);
const obeyed = (share: number, salt?: string): ReadonlySet<number> =>
  new Set(KEYS.filter((key) => partOf(canary(share, salt), key) === 'obeyed'));

test('off, shadow and active are the same for everybody', () => {
  for (const [mode, part] of [
    ['off', 'unasked'],
    ['shadow', 'shadowed'],
    ['active', 'obeyed'],
  ] as const)
    expect(KEYS.slice(0, 100).every((key) => partOf({ ...canary(0.5), mode }, key) === part)).toBe(true);
});

test('canary: about the share asked for, and a larger share keeps those of a smaller', () => {
  const tenth = obeyed(0.1);
  const half = obeyed(0.5);
  // Four standard deviations of a draw of 20,000.
  expect(Math.abs(tenth.size - 2000)).toBeLessThan(170);
  expect(Math.abs(half.size - 10_000)).toBeLessThan(283);
  expect([...tenth].every((key) => half.has(key))).toBe(true);
  expect([obeyed(0).size, obeyed(1).size]).toEqual([0, KEYS.length]);
});

test('canary: another salt is another draw', () => {
  const other = obeyed(0.5, 'other');
  const both = [...obeyed(0.5)].filter((key) => other.has(key));
  expect(Math.abs(both.length - 5000)).toBeLessThan(245);
});

test('canary: frozen', () => {
  expect([...obeyed(0.0005)].slice(0, 5)).toEqual([544, 939, 2949, 6492, 7386]);
});
