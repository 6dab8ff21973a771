/** The library's delay model, as `tools/train-delay-model.ts` has written it down. */
import { readFileSync } from 'node:fs';
import type { DelayModel } from './delay-model.ts';

export const LATE_LOADS_FILE = new URL('late-loads.json', import.meta.url);

export function lateLoads(): DelayModel {
  return JSON.parse(readFileSync(LATE_LOADS_FILE, 'utf8')) as DelayModel;
}
