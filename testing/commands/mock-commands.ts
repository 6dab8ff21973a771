/**
 * Model-based tests of a mock system: commands that a core may give it, repeats, time, what happens around it, and copies, in any order.
 * The model is the simplest books there are: what was told, said and written down so far.
 *
 * 1. Of every system it holds: a repeat is answered "already done" and does nothing; a business event is written once, and by its owner; what
 *    it sends is numbered without a gap; it comes to an end; a copy goes on as the run never copied.
 * 2. Each kind of what it says has a rule: what must have been told before, or have happened. A kind without one is an error.
 */
import fc from 'fast-check';
import { IDEMPOTENCY_MS, type MockContext, type MockSystem } from '#mock-systems/mock-system';
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { AssertionError, assert } from '#sim/assert';
import { Kernel } from '#sim/kernel';
import { trapRxErrors } from '#sim/rx/error-trap';

/** 2026-01-05T00:00:00Z, a Monday. */
export const START = 1_767_571_200_000;
const CORE = 8;
/** Far more than any list of commands makes. */
const EVENTS_MAX = 200_000;
const COMMANDS_MAX = 30;

/** What the core tells. */
export interface Told {
  readonly kind: string;
  readonly key: number;
  readonly a: number;
  readonly b: number;
  readonly body: unknown;
}

/** What the system says to the core. */
export type Said = Told;

export interface Written {
  readonly event: string;
  readonly owner: string;
  readonly type: string;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
}

/** The books: all that was told, done, said and written, in its order. */
export interface Books {
  readonly told: Told[];
  /** What was done around the system, by its words. */
  readonly happened: string[];
  readonly said: Said[];
  readonly written: Written[];
}

/** One of what can be done. */
export type Step<World> =
  | { readonly tell: Told }
  /** Around the system: a truck comes, ERP writes something down. */
  | { readonly does: string; readonly act: (world: World) => void };

export interface SystemModel<World> {
  /** The system in a world of its own. All state of the world that counts is in the kernel. */
  readonly make: (context: MockContext) => { readonly system: MockSystem<unknown>; readonly world: World };
  /** Once, before the first command. */
  readonly start?: (world: World) => void;
  /** In whose name it writes. */
  readonly owner: string;
  /** Who else writes in its world: that is not judged. */
  readonly around?: readonly string[];
  readonly steps: readonly fc.Arbitrary<Step<World>>[];
  /** Whether a step may be taken now; absent = always. */
  readonly may?: (step: Step<World>, books: Books) => boolean;
  /** By kind of what it says. */
  readonly says: Readonly<Record<string, (said: Said, books: Books) => boolean>>;
  /** After every command: throws where something is not conserved. */
  readonly holds?: (books: Books, world: World, system: MockSystem<unknown>) => void;
}

/** Runs the commands, once with copies and once without, and holds both to the model. @param seed for shrinking: `fc.assert` gives it */
export function systemProperty<World>(
  model: SystemModel<World>,
): fc.IPropertyWithHooks<[Iterable<Command<World>>]> {
  return fc.property(commandsOf(model), (commands) => {
    const ends = [true, false].map((copies) => {
      const real = new Rig(model, copies);
      fc.modelRun(() => ({ model: real.books, real }), commands);
      real.finish();
      return real;
    });
    const [copied, straight] = ends as [Rig<World>, Rig<World>];
    same('digest', copied.digest(), straight.digest());
    same('messages', copied.books.said, straight.books.said);
    same('business events', copied.books.written, straight.books.written);
  });
}

function same(what: string, copied: unknown, straight: unknown): void {
  const [one, other] = [JSON.stringify(copied), JSON.stringify(straight)];
  if (one !== other)
    throw new AssertionError(`a copy went on to another ${what}: ${one}, without copies: ${other}`);
}

type Command<World> = fc.Command<Books, Rig<World>>;

function commandsOf<World>(model: SystemModel<World>): fc.Arbitrary<Iterable<Command<World>>> {
  const step = fc.oneof(...model.steps).map((each) => new Take(each, model));
  const wait = fc
    .oneof(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 2 * 86_400_000 }))
    .map((ms) => new Wait<World>(ms));
  const again = fc.nat(COMMANDS_MAX).map((which) => new Again<World>(which));
  const copy = fc.constant(null).map(() => new Copy<World>());
  // Steps weigh as all else does.
  return fc.commands<Books, Rig<World>>([step, step, step, wait, again, copy], { maxCommands: COMMANDS_MAX });
}

class Take<World> implements Command<World> {
  private readonly step: Step<World>;
  private readonly model: SystemModel<World>;

  constructor(step: Step<World>, model: SystemModel<World>) {
    this.step = step;
    this.model = model;
  }

  check(books: Readonly<Books>): boolean {
    return this.model.may?.(this.step, books) ?? true;
  }

  run(_books: Books, real: Rig<World>): void {
    if ('tell' in this.step) real.tell(this.step.tell);
    else real.act(this.step.does, this.step.act);
  }

  toString(): string {
    if ('does' in this.step) return this.step.does;
    const { kind, key, a, b, body } = this.step.tell;
    return `${kind}(${key}, ${a}, ${b}, ${JSON.stringify(body)})`;
  }
}

class Wait<World> implements Command<World> {
  private readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  check(): boolean {
    return true;
  }

  run(_books: Books, real: Rig<World>): void {
    real.wait(this.ms);
  }

  toString(): string {
    return `wait(${this.ms} ms)`;
  }
}

class Again<World> implements Command<World> {
  private readonly which: number;

  constructor(which: number) {
    this.which = which;
  }

  check({ told }: Readonly<Books>): boolean {
    return told.length > 0;
  }

  run({ told }: Books, real: Rig<World>): void {
    real.repeat(this.which % told.length);
  }

  toString(): string {
    return `again(${this.which})`;
  }
}

class Copy<World> implements Command<World> {
  check(): boolean {
    return true;
  }

  run(_books: Books, real: Rig<World>): void {
    real.copy();
  }

  toString(): string {
    return 'copy';
  }
}

/** A system with the core's side played, and its books kept. */
class Rig<World> {
  readonly books: Books = { told: [], happened: [], said: [], written: [] };
  private readonly model: SystemModel<World>;
  private readonly copies: boolean;
  private readonly envelopes: { readonly message: Envelope; readonly at: number }[] = [];
  private readonly events = new Set<string>();
  private fault: string | null = null;
  private kernel!: Kernel;
  private system!: MockSystem<unknown>;
  private world!: World;

  constructor(model: SystemModel<World>, copies: boolean) {
    this.model = model;
    this.copies = copies;
    this.make();
    model.start?.(this.world);
  }

  tell({ kind, key, a, b, body }: Told): void {
    const { system, books, envelopes } = this;
    books.told.push({ kind, key, a, b, body });
    const counter = books.told.length;
    const message = envelope(kind, CORE, key, PARTNER, system.partner, CORE_SENDER, counter, key, a, b, body);
    envelopes.push({ message, at: this.kernel.now });
    const status = system.take(message);
    assert(status === 200, `${kind} ${key} was answered ${status}: it had not been told before`);
    this.judge();
  }

  act(does: string, act: (world: World) => void): void {
    this.books.happened.push(does);
    act(this.world);
    this.judge();
  }

  wait(ms: number): void {
    this.kernel.run({ until: this.kernel.now + ms, events: EVENTS_MAX });
    this.judge();
  }

  /** As a partner may send it whose answer was lost; later than partners remember, nobody repeats. */
  repeat(which: number): void {
    const { message, at } = this.envelopes[which]!;
    if (this.kernel.now - at > IDEMPOTENCY_MS) return;
    const { said, written } = this.books;
    const before = [said.length, written.length];
    const status = this.system.take(message);
    assert(status === 409, `${message.kind} ${message.key} was told again and answered ${status}`);
    assert(
      said.length === before[0] && written.length === before[1],
      `${message.kind} ${message.key} was told again, and something happened`,
    );
  }

  copy(): void {
    if (!this.copies) return;
    const snapshot = structuredClone(this.kernel.snapshot());
    this.make();
    this.kernel.restore(snapshot);
  }

  finish(): void {
    const end = this.kernel.run({ events: EVENTS_MAX });
    assert(end === 'empty', `it is not at its end after ${EVENTS_MAX} events`);
    this.judge();
  }

  digest(): string {
    return this.kernel.digest.hex();
  }

  private make(): void {
    const kernel = new Kernel({ start: START });
    trapRxErrors(kernel);
    const { system, world } = this.model.make({ kernel, log: this.log() });
    system.output.subscribe((message) => this.hear(message));
    this.kernel = kernel;
    this.system = system;
    this.world = world;
  }

  private log(): BusinessLog {
    return {
      business: (event, owner, type, key, n, a, b) => {
        if (this.model.around?.includes(owner)) return;
        this.expect(owner === this.model.owner, `${event} ${key} is written in the name of ${owner}`);
        const name = `${event} ${type} ${key}#${n}`;
        this.expect(!this.events.has(name), `${name} is written down twice`);
        this.events.add(name);
        this.books.written.push({ event, owner, type, key, n, a, b });
      },
    };
  }

  private hear({ kind, key, counter, a, b, body }: Envelope): void {
    const { books, model } = this;
    const said = { kind, key, a, b, body };
    this.expect(
      counter === books.said.length + 1,
      `${kind} ${key} has number ${counter} after ${books.said.length}`,
    );
    const rule = model.says[kind];
    this.expect(rule !== undefined, `${kind} ${key}: the model has no rule for it`);
    const fits = rule === undefined || rule(said, books);
    this.expect(fits, `${kind} ${key} (${a}, ${b}) is said, and nothing gave reason to`);
    books.said.push(said);
  }

  /** Inside of a delivery a throw would come late. */
  private expect(holds: boolean, otherwise: string): void {
    if (!holds) this.fault ??= otherwise;
  }

  private judge(): void {
    if (this.fault !== null) throw new AssertionError(this.fault);
    this.model.holds?.(this.books, this.world, this.system);
  }
}

/** Whether something of that kind and key was told, for which more holds. */
export function wasTold(
  { told }: Books,
  kind: string,
  key: number,
  holds: (told: Told) => boolean = () => true,
): boolean {
  return told.some((each) => each.kind === kind && each.key === key && holds(each));
}

/** How often an event was written of a key. */
export function timesWritten({ written }: Books, event: string, key: number): number {
  return written.filter((each) => each.event === event && each.key === key).length;
}

/** A command of the core, drawn by its parts. */
export function telling<World>(
  kind: string,
  parts: {
    readonly key: fc.Arbitrary<number>;
    readonly a?: fc.Arbitrary<number>;
    readonly b?: fc.Arbitrary<number>;
    readonly body?: fc.Arbitrary<unknown>;
  },
): fc.Arbitrary<Step<World>> {
  const { key, a = fc.constant(0), b = fc.constant(0), body = fc.constant(null) } = parts;
  return fc.record({ kind: fc.constant(kind), key, a, b, body }).map((tell) => ({ tell }));
}
