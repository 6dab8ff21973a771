/**
 * What must hold: each way in which a parser can break is found, on parsers that are planted with one each, with the seed and the
 * smallest input; a parser that keeps its word is not complained of. What is long only because something comes again and again is put
 * together as it was.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { keptInputs } from './corpus.ts';
import { type FuzzTarget, search } from './fuzz-target.ts';
import { judge } from './judge.ts';
import { within } from './within.ts';

const textOf = (input: Uint8Array): string => Buffer.from(input).toString();

const LIMITS = { budgetMs: 0, hangMs: 30_000 };

function planted(take: FuzzTarget['take']): FuzzTarget {
  return { name: 'planted', samples: ['{"name":"bolt","weight":12}'], take, inputs: 2_000 };
}

function parsed(input: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(input));
  } catch {
    return null;
  }
}

/** Copies keys as they come. */
function careless(target: object, from: unknown): object {
  if (typeof from !== 'object' || from === null) return target;
  for (const key of Object.keys(from)) {
    const at = target as Record<string, unknown>;
    const value = (from as Record<string, unknown>)[key];
    if (typeof value !== 'object' || value === null) at[key] = value;
    else {
      at[key] ??= {};
      careless(at[key] as object, value);
    }
  }
  return target;
}

afterEach(() => {
  delete (Object.prototype as { polluted?: unknown }).polluted;
});

describe('a parser that', () => {
  test('keeps its word is not complained of', () => {
    search(planted(parsed), LIMITS);
  });

  test('throws is found, with the smallest input and what leads there', () => {
    const target = planted((input) => JSON.parse(textOf(input)));
    expect(() => search(target, LIMITS)).toThrow(
      /planted breaks at ".*" \(seed -?\d+, path [\d:]+\)\nSyntaxError/,
    );
  });

  test('looks up a name where there are others is found', () => {
    const codes: Readonly<Record<string, string>> = { bolt: 'B' };
    const target = planted((input) => {
      const name = (parsed(input) as { readonly name?: unknown } | null)?.name;
      return typeof name === 'string' ? codes[name]?.toLowerCase() : null;
    });
    expect(() => search(target, LIMITS)).toThrow('toLowerCase is not a function');
  });

  test('does not come back is stopped', () => {
    const take = (): never => {
      for (;;) {}
    };
    expect(() => search(planted(take), { budgetMs: 0, hangMs: 50 })).toThrow(
      /planted breaks at ".*"\n.*has not come back/,
    );
    const blanks = Buffer.from(`${' '.repeat(1_000_000)}x`);
    const trimmed = () => textOf(blanks).replace(/ +$/, '');
    expect(() => within(50, trimmed)).toThrow('has not come back within 0.05 s');
  });

  test('makes much of little is found', () => {
    const take = () => Array.from({ length: 3_000_000 }, () => 0);
    expect(() => judge(take, Buffer.from('x'))).toThrow('1 bytes became more than');
  });

  test('changes what every object has is found', () => {
    const bad = Buffer.from('{"__proto__":{"polluted":1}}');
    expect(() => judge((input) => careless({}, parsed(input)), bad)).toThrow(
      'a built-in prototype has changed: polluted',
    );
    const original = Object.prototype.valueOf;
    const overwrites = Buffer.from('{"__proto__":{"valueOf":1}}');
    try {
      expect(() => judge((input) => careless({}, parsed(input)), overwrites)).toThrow('has changed: valueOf');
    } finally {
      Object.assign(Object.prototype, { valueOf: original });
    }
  });
});

test('parts of a kept input are put together', () => {
  const blanks = keptInputs('x12').find(({ name }) => name === 'blanks-in-element.parts.json');
  const text = textOf(blanks!.bytes);
  expect(text).toContain(`*LOAD17${' '.repeat(300_000)}x**A~`);
});
