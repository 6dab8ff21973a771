/** Watches a run for probes: hands what is on record to those that look up at it. Costs nothing where no run is given one. */
import type { Recorder } from '#scenarios/recording/recorder';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { plainOf, valuesAt } from '../tree.ts';
import type { Probe } from './probe.ts';
import { type Moment, ProbeHistory } from './probe-history.ts';
import { PROBES } from './probes.ts';

/** Kinds of message that probes look up at. */
const MESSAGES = new Set(
  PROBES.flatMap(({ on }) =>
    on.flatMap((what) => (what.startsWith('message ') ? [what.slice('message '.length)] : [])),
  ),
);
const BY_WHAT: ReadonlyMap<string, readonly Probe[]> = byWhat();

/** Probes that a scenario has a place for. */
export function probesOf(scenario: AnyOutboundScenario): readonly Probe[] {
  const tree = plainOf(scenario);
  return PROBES.filter(({ needs }) => needs === undefined || valuesAt(tree, needs).length > 0);
}

export class ProbeWatch {
  /** Names of those reached so far. */
  readonly reached = new Set<string>();
  readonly ears: Partial<Recorder>;
  private readonly past = new ProbeHistory();

  constructor() {
    this.ears = {
      business: (time, event, _owner, entity, key, n, a, b) =>
        this.hear({ what: event, time, entity, key, n, a, b, detail: '' }),
      fault: (time, kind, place, key, detail) =>
        this.hear(moment(`fault ${kind}`, time, place, key ?? 0, JSON.stringify(detail) ?? '')),
      audit: (now, subject, entity, key, detail) =>
        this.hear(moment(`audit ${subject}`, now, entity, key, detail)),
      message: (_sentAt, dueAt, kind, fromType, _fromKey, _toType, _toKey, _sender, _counter, key) => {
        if (MESSAGES.has(kind)) this.hear(moment(`message ${kind}`, dueAt, fromType, key, ''));
      },
      task: (now, _role, entity, key, kind, _dueAt, state, body) =>
        this.task(now, entity, key, kind, state, body),
    };
  }

  private hear(now: Moment): void {
    this.past.note(now);
    // A load that is lost says nothing of its shipments itself.
    if (now.what === 'loadLost')
      for (const key of this.past.shipmentsOn(now.key))
        this.past.note({ ...now, what: 'lost', entity: 'shipment', key });
    for (const { name, reached } of BY_WHAT.get(now.what) ?? [])
      if (!this.reached.has(name) && (reached === undefined || reached(now, this.past)))
        this.reached.add(name);
  }

  private task(now: number, entity: string, key: number, kind: string, state: string, body: unknown): void {
    if (state === 'open') this.hear(moment(`task ${kind}`, now, entity, key, ''));
    if (state !== 'answered') return;
    const { no } = body as { readonly no: number };
    const answer = `answer ${no}`;
    if (this.past.has(entity, key, answer)) this.hear(moment('answered-twice', now, entity, key, ''));
    this.past.note(moment(answer, now, entity, key, ''));
  }
}

function moment(what: string, time: number, entity: string, key: number, detail: string): Moment {
  return { what, time, entity, key, n: 0, a: 0, b: 0, detail };
}

function byWhat(): Map<string, Probe[]> {
  const found = new Map<string, Probe[]>();
  for (const probe of PROBES)
    for (const what of probe.on) found.set(what, [...(found.get(what) ?? []), probe]);
  return found;
}
