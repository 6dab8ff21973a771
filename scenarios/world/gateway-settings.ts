/**
 * Limits of an API gateway, in front of the core and in front of partners, as plain data of a world.
 *
 * 1. A message is a request, or as many as its lines fill.
 * 2. Times are integer ms. A limit that is null does not limit.
 */
import type { RateLimit } from '#orchestrator/middleware/policy';

export interface GatewayLimits {
  readonly rate: RateLimit | null;
  /** Requests that are served at a time; each takes `serviceMs`. */
  readonly concurrent: number | null;
  readonly serviceMs: number;
  readonly linesPerRequest: number | null;
  /** Of a day from midnight UTC. */
  readonly perDay: number | null;
  /** Whether "too many" (429) comes with Retry-After. */
  readonly tellsWhen: boolean;
}

export interface GatewaySettings {
  /** Of the core's own way in: for each partner by itself, and for all of them together. */
  readonly each: GatewayLimits | null;
  readonly all: RateLimit | null;
  /** Partners that don't come by it: by files, or a broker. */
  readonly passBy: readonly number[];
  /** Of partners' APIs, by partner number. */
  readonly out: readonly (readonly [partner: number, limits: GatewayLimits])[];
  /** The core knows partners' rates, and keeps to them by itself. */
  readonly paced: boolean;
}
