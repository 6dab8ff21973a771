/**
 * What an actor of a user's own speaks through, watched: it can say nothing that nobody takes, and nothing that it could change
 * once it is said.
 */
import { ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import type { HumanTask } from '#orchestrator/core/out';
import { OWN_SYSTEM, type OwnOut } from '#orchestrator/core/own-actor';
import { takerOf } from '#orchestrator/middleware/message-kinds';
import { frozenCopy } from './frozen.ts';
import { show } from './guard.ts';
import { notPlain } from './plain.ts';
import { isOurMeasure } from './process-names.ts';

/** What an own process has said of itself. */
interface Declared {
  /** By its system. */
  readonly takes: readonly string[];
  /** Given by its actor, by role. */
  readonly tasks: Readonly<Record<string, readonly string[]>>;
}

const NAMES: Readonly<Record<number, string>> = { [ERP]: 'ERP', [WMS]: 'WMS', [TMS]: 'TMS' };

export function guardedOut(out: OwnOut, { takes, tasks }: Declared): OwnOut {
  return {
    send(to, kind, key, a, b, body) {
      const wrong = wrongMessage(to, kind, takes) ?? wrongNumbers({ key, a, b }) ?? notPlain(body, 'body');
      if (wrong !== null) throw new Error(`send of ${show(kind)}: ${wrong}`);
      out.send(to, kind, key, a, b, frozenCopy(body));
    },
    timer: (id, at) => out.timer(id, at),
    cancel: (id) => out.cancel(id),
    task(task) {
      const wrong = wrongTask(task, tasks);
      if (wrong !== null) throw new Error(wrong);
      out.task(frozenCopy(task));
    },
    kpi(name, value, unit) {
      if (!Number.isFinite(value)) throw new Error(`kpi ${show(name)} is ${show(value)}: a number is needed`);
      if (isOurMeasure(name)) throw new Error(`kpi ${show(name)} is one of ours. Give it a name of its own`);
      out.kpi(name, value, unit);
    },
    audit: (subject, detail) => out.audit(subject, detail),
  };
}

function wrongMessage(to: number, kind: string, takes: readonly string[]): string | null {
  if (to === OWN_SYSTEM)
    return takes.includes(kind)
      ? null
      : `the system does not take it: list it in system.takes (${takes.join(', ')})`;
  const name = NAMES[to];
  if (name === undefined) return `to ${show(to)}: OWN_SYSTEM, ERP, WMS or TMS is needed`;
  const taker = takerOf(kind);
  if (taker === null) return 'no message of ours is called so';
  if (taker === name) return null;
  const wayOut = Object.values(NAMES).includes(taker)
    ? `Send it to ${taker}`
    : 'An actor of your own can speak to its own system, ERP, WMS and TMS';
  return `${name} does not take it: ${taker} ${taker.endsWith('s') ? 'do' : 'does'}. ${wayOut}`;
}

/** A role that nobody has heard of is one that nobody can be asked to fill. */
function wrongTask({ role, kind }: HumanTask, tasks: Declared['tasks']): string | null {
  if (Object.hasOwn(tasks, role) && tasks[role]!.includes(kind)) return null;
  return `task ${show(kind)} for ${show(role)} is not in actor.tasks: list it, such as { ${show(role)}: [${show(kind)}] }`;
}

/** Of a message; null = nothing is wrong. */
export function wrongNumbers(numbers: Readonly<Record<string, unknown>>): string | null {
  const wrong = Object.entries(numbers).find(
    ([, value]) => value !== undefined && !Number.isSafeInteger(value),
  );
  return wrong === undefined ? null : `${wrong[0]} is ${show(wrong[1])}: a whole number is needed`;
}
