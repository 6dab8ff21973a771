/** Whether a value is plain data, as states and messages must be: what is none can be neither recorded nor taken back. */
import { copyJson } from '#scenarios/host/copy-json';
import { AssertionError } from '#sim/assert';

/** @param path what it is called in the answer @returns where it holds what is no plain data; null = nowhere */
export function notPlain(value: unknown, path: string): string | null {
  try {
    copyJson(value, path);
    return noNumber(value, path);
  } catch (error) {
    // What holds itself has no end.
    if (error instanceof RangeError) return `${path} holds itself`;
    if (!(error instanceof AssertionError)) throw error;
    return `${error.message}. Keep numbers, texts, lists and plain objects`;
  }
}

/** Where it holds NaN or an infinity: JSON has none, and whatever is counted with it becomes one. */
function noNumber(value: unknown, path: string): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${path} is ${value}: no number`;
  if (typeof value !== 'object' || value === null) return null;
  const isList = Array.isArray(value);
  for (const [key, each] of Object.entries(value)) {
    const found = noNumber(each, isList ? `${path}[${key}]` : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
