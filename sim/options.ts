/**
 * Options as they come: from JavaScript, or past a type-checker that nobody ran. A misspelt one would silently be its default.
 */
import { AssertionError } from './assert.ts';
import { suggestion } from './nearest.ts';

/**
 * Fails unless `options` is an object that holds nothing but these names.
 * @param what whose they are, for messages: `resource "dock"`
 */
export function checkOptions(options: object, names: readonly string[], what: string): void {
  if (typeof options !== 'object' || options === null)
    throw new AssertionError(
      `${what}: options are needed, such as { ${names[0]}: ... }, got ${describe(options)}`,
    );
  for (const name in options) {
    if (names.includes(name)) continue;
    throw new AssertionError(`${what}: unknown option "${name}".${suggestion(name, names)}`);
  }
}

/** Fails unless the value is one of a few words. */
export function checkWord(value: string, words: readonly string[], what: string): void {
  if (words.includes(value)) return;
  throw new AssertionError(`${what} must be one of ${words.join(', ')}, got ${describe(value)}`);
}

/** A value for a message, in a few words. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  if ('next' in value && 'throw' in value) return 'an activity';
  const name = value.constructor?.name ?? 'Object';
  return name === 'Object' ? 'an object' : `a ${name}`;
}
