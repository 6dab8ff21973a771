/**
 * What an actor of a user's own speaks through, watched: it can say nothing that nobody takes, and nothing that it could change
 * once it is said.
 */
import { ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import { OWN_SYSTEM, type OwnOut } from '#orchestrator/core/own-actor';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { frozenCopy } from './frozen.ts';
import { show } from './guard.ts';
import { notPlain } from './plain.ts';

/** @param takes what the own system takes */
export function guardedOut(out: OwnOut, takes: readonly string[]): OwnOut {
  return {
    send(to, kind, key, a, b, body) {
      const wrong = wrongMessage(to, kind, takes) ?? wrongNumbers({ key, a, b }) ?? notPlain(body, 'body');
      if (wrong !== null) throw new Error(`send of ${show(kind)}: ${wrong}`);
      out.send(to, kind, key, a, b, frozenCopy(body));
    },
    timer: (id, at) => out.timer(id, at),
    cancel: (id) => out.cancel(id),
    task: (task) => out.task(frozenCopy(task)),
    kpi(name, value, unit) {
      if (!Number.isFinite(value)) throw new Error(`kpi ${show(name)} is ${show(value)}: a number is needed`);
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
  if (to !== ERP && to !== WMS && to !== TMS) return `to ${show(to)}: OWN_SYSTEM, ERP, WMS or TMS is needed`;
  return MESSAGE_KINDS.some((ours) => ours === kind) ? null : 'no message of ours is called so';
}

/** Of a message; null = nothing is wrong. */
export function wrongNumbers(numbers: Readonly<Record<string, unknown>>): string | null {
  const wrong = Object.entries(numbers).find(
    ([, value]) => value !== undefined && !Number.isSafeInteger(value),
  );
  return wrong === undefined ? null : `${wrong[0]} is ${show(wrong[1])}: a whole number is needed`;
}
