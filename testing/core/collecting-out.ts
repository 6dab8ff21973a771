/**
 * An emitter that keeps effects as plain values: for tests of actors, where a collector is passed in.
 *
 * 1. It refuses a timer that a host would refuse: one that is set for an instant before the step's.
 */
import type { Out } from '#orchestrator/core/out';

/** One effect, as a test states it. `body` is left out where it is null. */
export type Effect =
  | {
      readonly tell: string;
      readonly type: number;
      readonly key: number;
      readonly a: number;
      readonly b: number;
      readonly body?: unknown;
    }
  | {
      readonly send: string;
      readonly partner: number;
      readonly key: number;
      readonly a: number;
      readonly b: number;
      readonly body?: unknown;
    }
  | { readonly transmit: string; readonly counter: number; readonly attempt: number }
  | { readonly timer: number; readonly at: number }
  | { readonly cancel: number }
  | {
      readonly ask: string;
      readonly attempt: number;
      readonly context: unknown;
      readonly options: readonly unknown[];
      readonly views: readonly (readonly [type: number, key: number])[];
    }
  | { readonly task: string; readonly role: string; readonly no: number; readonly dueAt: number | null }
  | { readonly event: string; readonly n: number; readonly a: number; readonly b: number }
  | { readonly post: string; readonly amountMinor: number }
  | { readonly kpi: string; readonly value: number; readonly unit: string }
  | { readonly audit: string; readonly detail: string };

/** The first question among effects; fails where nothing is asked. */
export function questionIn(effects: readonly Effect[]): Extract<Effect, { readonly ask: string }> {
  for (const effect of effects) if ('ask' in effect) return effect;
  throw new Error('nothing is asked');
}

export class CollectingOut implements Out {
  readonly effects: Effect[] = [];
  /** Instant of the step. */
  now: number;

  constructor(now: number) {
    this.now = now;
  }

  readonly tell: Out['tell'] = (type, key, kind, a, b, body) => {
    this.effects.push({ tell: kind, type, key, a, b, ...(body === null ? {} : { body }) });
  };

  readonly send: Out['send'] = (partner, kind, key, a, b, body) => {
    this.effects.push({ send: kind, partner, key, a, b, ...(body === null ? {} : { body }) });
  };

  readonly transmit: Out['transmit'] = ({ kind, counter }, attempt) => {
    this.effects.push({ transmit: kind, counter, attempt });
  };

  readonly timer: Out['timer'] = (timer, at) => {
    if (!(Number.isSafeInteger(at) && at >= this.now))
      throw new RangeError(`timer ${timer} set for ${at}, now is ${this.now}: no host takes it`);
    this.effects.push({ timer, at });
  };

  readonly cancel: Out['cancel'] = (cancel) => {
    this.effects.push({ cancel });
  };

  readonly ask: Out['ask'] = (request, views) => {
    const { point, attempt, context, options } = request;
    this.effects.push({
      ask: point,
      attempt,
      context,
      options,
      views: views.map((v) => [v.type, v.key] as const),
    });
  };

  readonly task: Out['task'] = ({ kind, role, no, dueAt }) => {
    this.effects.push({ task: kind, role, no, dueAt });
  };

  readonly event: Out['event'] = (event, n, a, b) => {
    this.effects.push({ event, n, a, b });
  };

  readonly post: Out['post'] = (post, amountMinor) => {
    this.effects.push({ post, amountMinor });
  };

  readonly kpi: Out['kpi'] = (kpi, value, unit) => {
    this.effects.push({ kpi, value, unit });
  };

  readonly audit: Out['audit'] = (audit, detail) => {
    this.effects.push({ audit, detail });
  };
}
