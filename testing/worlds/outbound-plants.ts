/** Runs of a small day of the distributor with something planted in it, to the violation that stops them. */
import { expect } from 'vitest';
import type { BusinessWatcher } from '#scenarios/host/signals';
import { InvariantViolation } from '#scenarios/invariants/invariant-violation';
import type { OutboundTwin, OutboundTwinOptions } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { distributorTwin, smallDistributor } from './outbound-world.ts';

export const SMALL_DAY = smallDistributor({ days: 1, ordersPerDay: 60 });

// biome-ignore lint/suspicious/noExplicitAny: plants reach into what is private
export type Inside = any;

/** Does something when an event is written, after the invariants have seen it. */
export class Saboteur implements BusinessWatcher {
  readonly name = 'saboteur';
  act: (event: string, key: number, a: number, b: number, n: number) => void = () => {};

  business(...[, event, , , key, n, a, b]: Parameters<BusinessWatcher['business']>): void {
    this.act(event, key, a, b, n);
  }

  save(): null {
    return null;
  }

  load(): void {}
}

export type Plant = (twin: OutboundTwin, saboteur: Saboteur) => void;

/** Runs to the end, or to the world's, with a plant. @returns what stopped it; null = nothing did */
export function violationOf(
  plant: Plant,
  of: OutboundWorld = SMALL_DAY,
  options: Partial<OutboundTwinOptions> = {},
): InvariantViolation | null {
  const saboteur = new Saboteur();
  const twin = distributorTwin(of, { watchers: [saboteur], ...options });
  plant(twin, saboteur);
  twin.start();
  try {
    expect(twin.run()).toBe('empty');
    return null;
  } catch (error) {
    let cause = error;
    while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
    if (cause instanceof InvariantViolation) return cause;
    throw error;
  }
}

/** Expects the run to stop at this invariant, named, for this reason. */
export function expectCaught(
  invariant: string,
  message: RegExp,
  ...run: Parameters<typeof violationOf>
): void {
  const violation = violationOf(...run);
  expect({ invariant: violation?.invariant, message: violation?.message }).toEqual({
    invariant,
    message: expect.stringMatching(message),
  });
}

/** Replaces a method of a system, which may call the right one. */
export function replaced(
  object: Inside,
  method: string,
  by: (right: Inside, ...args: Inside[]) => unknown,
): void {
  const right = object[method].bind(object);
  object[method] = (...args: Inside[]) => by(right, ...args);
}

/** Does something of which nothing is written down and nobody is told. */
export function quietly(system: Inside, say: string, act: () => void): void {
  const { log } = system;
  const said = system[say];
  system.log = { business: () => {} };
  system[say] = () => {};
  act();
  system.log = log;
  system[say] = said;
}
