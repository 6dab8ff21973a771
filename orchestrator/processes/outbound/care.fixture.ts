/** A small network whose customers are heard. */
import type { CareLimits } from '../../model/care.ts';
import type { Network } from '../../model/network.ts';
import { smallNetwork } from './network.fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const CARE: CareLimits = {
  afterCareMs: 30 * DAY_MS,
  answerWithinMs: DAY_MS,
  lateCreditShare: 0.1,
  lateCreditMinorMax: 500,
  disputes: { withinMs: 30 * DAY_MS, creditMinorMax: 300 },
  returns: { withinMs: 14 * DAY_MS, neverCameMs: 21 * DAY_MS, answerWithinMs: DAY_MS },
};

export function caringNetwork(changes: Partial<CareLimits> = {}): Network {
  return { ...smallNetwork(), care: { ...CARE, ...changes } };
}
