/**
 * Hears a run of a failing case, and tells it step by step: who said what to whom, which state an actor was in before and after, what was
 * made to go wrong.
 *
 * 1. A message of a partner is a step where an actor takes it; one that nobody ever took is a step where it was sent.
 * 2. What only passes through the middleware is no step: an acknowledgement of a message that was taken, a message on its way to its lane.
 */
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { CaseStep } from '#reports/html/qa/failure-case';
import type { Recorder } from '#scenarios/recording/recorder';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutsideNames } from './outside-names.ts';
import { laneOf, MIDDLEWARE, orderOfActor, PEOPLE } from './step-lanes.ts';

type Open = { -readonly [Key in keyof CaseStep]: CaseStep[Key] } & { wrote: string[] };

/** An actor that says its state. */
interface Stated {
  readonly status?: unknown;
}

/** Types of actors there may be. */
const TYPES_MAX = 256;
/** Status of a message that its partner has taken. */
const TAKEN = 200;

export class CaseSteps {
  readonly ears: Partial<Recorder>;
  private readonly steps: Open[] = [];
  private readonly names: OutsideNames;
  private types: ReadonlyMap<string, ActorTypeNo> = new Map();
  private twin: OutboundTwin | null = null;
  /** Messages of partners on their way, by sender and counter. */
  private readonly onTheWay = new Map<string, Open>();
  private readonly taken = new Set<Open>();
  /** The step that is being taken, with the state that it changes in place. */
  private current: { readonly step: Open; readonly state: Stated | null } | null = null;
  private readonly decided = new Map<string, string>();

  constructor(names: OutsideNames) {
    this.names = names;
    this.ears = {
      input: (now, type, key, n, kind, fromType, fromKey, sender, counter, _business, a, b) => {
        this.close();
        if (fromType === 'partner') this.fromPartner(now, type, key, n, kind, `${sender} ${counter}`, b);
        else this.inside(now, type, key, n, kind, fromType, fromKey, a);
      },
      message: (sentAt, _due, kind, fromType, fromKey, toType, _toKey, sender, counter, key) =>
        this.message(sentAt, kind, fromType, fromKey, toType, `${sender} ${counter}`, key),
      business: (time, event, owner, type, key) => this.business(time, event, owner, type, key),
      decision: (_now, point, type, key, _attempt, policy, _digest, _mode, candidates, removed, chosen) => {
        const which = chosen < 0 ? 'none' : `option ${chosen + 1}`;
        const left = removed === 0 ? '' : `, ${removed} ruled out`;
        this.decided.set(`${type} ${key}`, `${point}: ${which} of ${candidates}${left} (${policy})`);
      },
      task: (now, role, type, key, kind, _due, state) => {
        if (state !== 'open') return;
        this.put({
          at: now,
          lane: PEOPLE,
          from: laneOf(type),
          what: `${kind} for ${role}`,
          kind: 'task',
          type,
          key,
        });
      },
      fault: (time, kind, place, key, detail) => this.fault(time, kind, place, key, detail),
    };
  }

  /** Before it starts: whose actors are asked for their states. */
  watch(twin: OutboundTwin): void {
    this.twin = twin;
    const numbers = Array.from({ length: TYPES_MAX }, (_, no) => no as ActorTypeNo);
    // A number that no actor has is called the core.
    this.types = new Map(
      numbers.map((no) => [twin.host.nameOf(no), no] as const).filter(([name]) => name !== 'core'),
    );
  }

  /** Once the run is over. */
  told(): readonly CaseStep[] {
    this.close();
    return this.steps.filter((step) => !this.taken.has(step));
  }

  private fromPartner(
    now: number,
    type: string,
    key: number,
    n: number,
    kind: string,
    id: string,
    status: number,
  ): void {
    const sent = this.onTheWay.get(id);
    if (kind === 'acknowledged' && status === TAKEN) return;
    const from = sent?.from ?? (kind === 'acknowledged' ? null : laneOf('partner'));
    const what = kind === 'acknowledged' ? `answered ${status}` : kind;
    if (sent !== undefined) this.taken.add(sent);
    this.onTheWay.delete(id);
    this.take(now, type, key, n, { from, what, kind: 'message' });
  }

  private inside(
    now: number,
    type: string,
    key: number,
    n: number,
    kind: string,
    fromType: string,
    fromKey: number,
    a: number,
  ): void {
    // A message of an actor to a partner is told where it is sent.
    if (type === 'partner-lane' && laneOf(fromType) !== MIDDLEWARE && kind !== 'timer') return;
    const self = fromType === type && fromKey === key;
    const id = `${type} ${key}`;
    const choice = kind === 'decided' ? this.decided.get(id) : undefined;
    const what = choice ?? (kind === 'taskAnswered' ? `answers ${a}` : kind);
    const from = kind === 'taskAnswered' ? PEOPLE : self ? null : laneOf(fromType);
    const isTask = kind === 'taskAnswered';
    this.take(now, type, key, n, {
      from: from === laneOf(type) ? null : from,
      what,
      kind: choice !== undefined ? 'decision' : isTask ? 'task' : 'inside',
    });
  }

  /** An actor takes it: its state now is the one before. */
  private take(
    at: number,
    type: string,
    key: number,
    n: number,
    said: Pick<CaseStep, 'from' | 'what' | 'kind'>,
  ): void {
    const step = this.put({ at, lane: laneOf(type), type, key, ...said });
    const state = this.stateOf(type, key);
    step.before = n === 1 ? null : statusOf(state);
    this.current = { step, state };
  }

  private stateOf(type: string, key: number): Stated | null {
    const no = this.types.get(type);
    if (no === undefined || this.twin === null) return null;
    return this.twin.host.state<Stated>(no, key) ?? null;
  }

  /** The step before is through: its state is the one after. */
  private close(): void {
    const { current } = this;
    if (current === null) return;
    current.step.after = statusOf(current.state);
    this.current = null;
  }

  private message(
    at: number,
    what: string,
    fromType: string,
    fromKey: number,
    toType: string,
    id: string,
    key: number,
  ): void {
    if (toType === 'core') {
      const from = laneOf(fromType);
      // The lane of the actor is known when one takes it.
      const sent = this.put({ at, lane: from, from, what, kind: 'undelivered', type: '', key });
      sent.about = `about ${key}`;
      this.onTheWay.set(id, sent);
    } else
      this.put({
        at,
        lane: laneOf(toType),
        from: laneOf(fromType),
        what,
        kind: 'message',
        type: fromType,
        key: fromKey,
      });
  }

  private business(at: number, event: string, owner: string, type: string, key: number): void {
    if (owner === 'core') {
      this.current?.step.wrote.push(event);
      return;
    }
    const lane = laneOf(owner);
    const last = this.steps.at(-1);
    const outside = this.names.ofBusiness(event, type, key);
    if (
      last?.kind === 'business' &&
      last.at === at &&
      last.lane === lane &&
      last.about === `${type} ${key}`
    ) {
      // What comes from outside stands in front: a picture may have no room for the rest.
      last.what =
        outside === null
          ? `${last.what}, ${event}`
          : last.what.replace(/^[^,]+/, (first) => `${first}, ${event}`);
      last.outside = joined(last.outside, outside);
    } else this.put({ at, lane, from: null, what: event, kind: 'business', type, key }).outside = outside;
  }

  private fault(at: number, kind: string, place: string, key: number | null, detail: unknown): void {
    const said = detail as { readonly kind?: string; readonly attempt?: number } | null;
    const [, from, to] = /^(.+?) to (.+?)(?:,|$)/.exec(place) ?? [];
    const ends = [from, to].map((name) =>
      name === undefined || name === 'core' ? MIDDLEWARE : laneOf(name),
    );
    const again = said?.attempt === undefined || said.attempt === 1 ? '' : ` (attempt ${said.attempt})`;
    const what = `${kind}${said?.kind === undefined ? '' : `: ${said.kind}`}${again}`;
    const step = this.put({
      at,
      lane: ends[1]!,
      from: from === undefined ? null : ends[0]!,
      what,
      kind: 'fault',
      type: '',
      key: key ?? -1,
    });
    step.about = key === null ? '' : `about ${key}`;
    step.outside = this.names.ofFault(kind, place, said?.kind, key);
  }

  private put({
    type,
    key,
    ...step
  }: Pick<CaseStep, 'at' | 'lane' | 'from' | 'what' | 'kind'> & { type: string; key: number }): Open {
    const open: Open = {
      ...step,
      about: type === '' ? '' : `${type} ${key}`,
      order: orderOfActor(type, key),
      before: null,
      after: null,
      wrote: [],
      outside: null,
    };
    this.steps.push(open);
    return open;
  }
}

function statusOf(state: Stated | null): string | null {
  return typeof state?.status === 'string' ? state.status : null;
}

function joined(one: string | null, other: string | null): string | null {
  return one === null ? other : other === null ? one : `${one}, ${other}`;
}
