/**
 * The next version of an actor, for an upgrade in mid-process: it does the same, and keeps its state otherwise.
 *
 * 1. The version that goes leaves states as text, in a layout of its own (names apart from values, in another order); nothing but
 *    `migrate` of the version that comes can read that. So what a state holds beside plain JSON does not survive.
 * 2. States that are older still go on to the actor's own `migrate`.
 */
import type { Actor } from '#orchestrator/core/actor';
import { assert } from '#sim/assert';

/** Of the version that goes. */
interface Stored {
  readonly version: number;
  readonly names: readonly string[];
  /** Each a text, the last one first. */
  readonly values: readonly string[];
}

export function nextVersion(actor: Actor): Actor {
  return {
    ...actor,
    version: actor.version + 1,
    migrate: (old, from) =>
      from === actor.version ? stateOf(JSON.parse(old as string) as Stored) : actor.migrate(old, from),
  };
}

/** The state as the actor leaves it for its next version. */
export function stored({ name, version }: Actor, state: unknown): string {
  const fields = Object.entries(state as object);
  const values = fields.map(([field, value]) => textOf(value, `${field} of ${name}`)).reverse();
  return JSON.stringify({ version, names: fields.map(([field]) => field), values } satisfies Stored);
}

function textOf(part: unknown, where: string): string {
  return JSON.stringify(part, (_field, value: unknown) => {
    const isLost = value === undefined || (typeof value === 'number' && !Number.isFinite(value));
    assert(!isLost, `${where} holds ${String(value)}, which JSON can't`);
    return value;
  });
}

function stateOf({ names, values }: Stored): unknown {
  const last = names.length - 1;
  return Object.fromEntries(names.map((name, i) => [name, JSON.parse(values[last - i]!)]));
}
