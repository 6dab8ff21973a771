/**
 * An emitter that passes on what an actor says and notes in it what an exception shows in.
 *
 * 1. Everything is passed on as it is said, but a task that somebody else than a person may answer: that is kept back.
 * 2. What was noted is of one step. Nothing here outlives it.
 */
import { NEXT_ROLE } from '../../core/open-task.ts';
import type { HumanTask, Out } from '../../core/out.ts';
import { remediesFor } from './remedies.ts';
import type { Sign, Watch } from './watch.ts';

interface Meaning {
  /** Place of the rule in the watch. */
  readonly rule: number;
  readonly hasSince: boolean;
  readonly means: (b: number) => boolean;
}

/** A rule whose signal was seen: its place, since when (-1 = now). */
export interface Noted {
  readonly rule: number;
  readonly since: number;
  /** null = none, or one that a person has by now. */
  readonly task: HumanTask | null;
  /** The task was kept back. */
  readonly isKept: boolean;
}

const always = (): boolean => true;
const UNEXPECTED = 'inputNotExpected';

export class NotingOut implements Out {
  readonly noted: Noted[] = [];
  /** The actor has found the input not to be expected. */
  refused = false;
  /** It has given the next role a task. */
  escalated = false;
  private readonly meanings: Readonly<Record<Sign, ReadonlyMap<string, readonly Meaning[]>>>;
  private real!: Out;

  constructor({ rules }: Watch) {
    const of = (wanted: Sign): ReadonlyMap<string, readonly Meaning[]> => {
      const found = new Map<string, Meaning[]>();
      rules.forEach(({ signals, means = always }, rule) => {
        for (const [sign, name, since] of signals)
          if (sign === wanted)
            found.set(name, [...(found.get(name) ?? []), { rule, hasSince: since === 'a', means }]);
      });
      return found;
    };
    this.meanings = {
      event: of('event'),
      tell: of('tell'),
      send: of('send'),
      audit: of('audit'),
      task: of('task'),
    };
  }

  begin(out: Out): void {
    this.real = out;
    this.noted.length = 0;
    this.refused = false;
    this.escalated = false;
  }

  readonly tell: Out['tell'] = (type, key, kind, a, b, body) => {
    this.real.tell(type, key, kind, a, b, body);
    this.note('tell', kind, a, b);
  };

  readonly send: Out['send'] = (partner, kind, key, a, b, body) => {
    this.real.send(partner, kind, key, a, b, body as never);
    this.note('send', kind, a, b);
  };

  readonly event: Out['event'] = (name, n, a, b) => {
    this.real.event(name, n, a, b);
    this.note('event', name, a, b);
  };

  readonly audit: Out['audit'] = (subject, detail) => {
    this.real.audit(subject, detail);
    if (subject === UNEXPECTED) this.refused = true;
    this.note('audit', subject, 0, 0);
  };

  readonly task: Out['task'] = (task) => {
    const meaning = this.meanings.task.get(task.kind)?.[0];
    if (task.role === NEXT_ROLE || meaning === undefined) {
      this.escalated ||= task.role === NEXT_ROLE;
      this.real.task(task);
      return;
    }
    const isKept = remediesFor(task.kind).length > 0;
    if (!isKept) this.real.task(task);
    this.noted.push({ rule: meaning.rule, since: -1, task, isKept });
  };

  readonly transmit: Out['transmit'] = (message, attempt) => this.real.transmit(message, attempt);
  readonly timer: Out['timer'] = (id, at) => this.real.timer(id, at);
  readonly cancel: Out['cancel'] = (id) => this.real.cancel(id);
  readonly ask: Out['ask'] = (request, views) => this.real.ask(request, views);
  readonly post: Out['post'] = (posting, amountMinor) => this.real.post(posting, amountMinor);
  readonly kpi: Out['kpi'] = (name, value, unit) => this.real.kpi(name, value, unit);

  /** What a rule says shows in the input itself. */
  noteRule(rule: number): void {
    this.noted.push({ rule, since: -1, task: null, isKept: false });
  }

  private note(sign: Sign, name: string, a: number, b: number): void {
    const meanings = this.meanings[sign].get(name);
    if (meanings === undefined) return;
    for (const { rule, hasSince, means } of meanings)
      if (means(b)) this.noted.push({ rule, since: hasSince ? a : -1, task: null, isKept: false });
  }
}
