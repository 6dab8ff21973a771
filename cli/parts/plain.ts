/** Whether a value is plain data, as states and messages must be: what is none can be neither recorded nor taken back. */
import { copyJson } from '#scenarios/host/copy-json';
import { AssertionError } from '#sim/assert';

/** @param path what it is called in the answer @returns where it holds what is no plain data; null = nowhere */
export function notPlain(value: unknown, path: string): string | null {
  try {
    copyJson(value, path);
    return null;
  } catch (error) {
    // What holds itself has no end.
    if (error instanceof RangeError) return `${path} holds itself`;
    if (!(error instanceof AssertionError)) throw error;
    return `${error.message}. Keep numbers, texts, lists and plain objects`;
  }
}
