/** How the lists of models are written. */
import type { VerificationCase } from '../cases.ts';
import type { Entry, Model } from '../model.ts';

/** The same model for all these cases. */
export function models(
  build: (of: VerificationCase) => Model,
  ...ids: readonly string[]
): Readonly<Record<string, Entry>> {
  return Object.fromEntries(ids.map((id) => [id, { kind: 'model', build }]));
}

export function unfit(id: string, why: string): Readonly<Record<string, Entry>> {
  return { [id]: { kind: 'unfit', why } };
}
