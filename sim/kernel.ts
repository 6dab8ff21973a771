/**
 * The discrete-event kernel: one calendar, one clock, typed events.
 *
 * 1. Events happen in the order (time, priority, insertion). `now` never moves back.
 * 2. A typed event is data: (handler, two numbers, an immutable payload). Handlers are registered by name
 *    before the run; state lives in components that save and load it. So a run can be copied and branched.
 * 3. A callback (`call`) is for convenience. While one is pending, `snapshot()` fails with its name.
 * 4. `digest` takes in every event in order, always.
 * 5. A handler that throws stops the run at that event; the error names it. Nothing continues after a fault: the state is
 *    that of half an event. Only `restore` makes the kernel usable again.
 * 6. The kernel reads no wall clock and draws no random number.
 *
 * Time is a float64 in a unit of the model's choice (the twin uses integer ms since the Unix epoch, UTC).
 */
import { AssertionError, assert } from './assert.ts';
import { Calendar, type CalendarSnapshot } from './calendar/ladder-calendar.ts';
import { codeOf, OrderedDigest } from './digest.ts';
import { checkOptions, describe } from './options.ts';

/** Virtual time in the model's unit. */
export type SimTime = number;
/** A registered handler; small integer. */
export type HandlerNo = number;
/** Names one scheduled event for ever: slot and generation. */
export type EventHandle = number;

export type EventHandler = (a: number, b: number, payload: unknown) => void;

/** State that is part of a snapshot: plain data, structured-cloneable, not shared with the running model. */
export interface Component {
  save(): unknown;
  load(state: unknown): void;
}

/** Told of every event just before it is dispatched: a recorder, a tracer. */
export interface EventObserver {
  event(n: number, time: SimTime, handler: string, priority: number, a: number, b: number): void;
}

/** Of an event in a log: time, number of the handler, priority, a, b. */
export const EVENT_CELLS = 5;

/**
 * Where the kernel writes every event down just before it is dispatched, where a call an event would be too dear: its cells go to
 * `used`, which is counted up, and `full` is called when there is no room for another.
 */
export interface EventLog {
  readonly cells: Float64Array;
  used: number;
  /** Makes room: it takes what is there away and sets `used` to 0. */
  full(): void;
}

export interface RunOptions {
  /** Events up to and including this time happen; `now` ends there if it is reached. Default: no limit. */
  readonly until?: SimTime;
  /** At most this many events. */
  readonly events?: number;
  /** Asked after each event; true ends the run. Costs a call an event. */
  readonly stopWhen?: () => boolean;
}

/** Why a run returned: the calendar ran empty, the time or count was reached, the condition held, `pause()`. */
export type RunEnd = 'empty' | 'until' | 'events' | 'condition' | 'paused';

export interface KernelSnapshot {
  readonly version: 1;
  readonly now: SimTime;
  readonly events: number;
  readonly digest: readonly number[];
  readonly handlers: readonly string[];
  readonly calendar: CalendarSnapshot;
  /** By slot, up to the last one ever used. */
  readonly handlerOf: Uint16Array;
  /** Two a slot. */
  readonly numbers: Float64Array;
  /** Slots of the pending events that carry a payload, and their payloads. */
  readonly payloadSlots: Int32Array;
  readonly payloads: readonly unknown[];
  readonly components: Readonly<Record<string, unknown>>;
}

/** An event handler threw: the run stands still at that event. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

/** A piece of work that holds code: its name is what `snapshot()` complains of. */
export interface Callback {
  readonly name: string;
  work(): void;
}

const CALLBACK: HandlerNo = 0;
const HANDLERS_MAX = 0xffff;
const NAMES_SHOWN = 5;
const RUN_OPTIONS: readonly (keyof RunOptions)[] = ['until', 'events', 'stopWhen'];

export class Kernel {
  /** Virtual time of the event under way, or of the last one. A double from the first: else each write makes an object. */
  now: SimTime = Number.NaN;
  /** Events dispatched since the start of the run (or of the run it was restored from). */
  events = 0;
  readonly digest = new OrderedDigest();

  private readonly calendar = new Calendar({});
  private readonly handlers: EventHandler[] = [];
  private readonly names: string[] = [];
  private readonly nameCodes: number[] = [];
  private readonly components = new Map<string, Component>();
  private handlerOf: Uint16Array<ArrayBuffer> = new Uint16Array(0);
  private numbers: Float64Array<ArrayBuffer> = new Float64Array(0);
  private payloads: unknown[] = [];
  private callbacks = 0;
  private pauseAsked = false;
  private failure: Error | null = null;
  /** What stopped the run for good. */
  private fault: Error | null = null;
  private running = false;
  private observer: EventObserver | null = null;
  private eventLog: EventLog | null = null;
  private readonly hindrances: (() => readonly string[])[] = [];
  private readonly guards: ((run: () => RunEnd) => RunEnd)[] = [];
  /** Slot data of the event under way, for error messages. */
  private atHandler = -1;
  private atCallback = '';
  private readonly atNumbers = new Float64Array(2);

  constructor(options: { readonly start?: SimTime } = {}) {
    const start = options.start ?? 0;
    assert(Number.isFinite(start), `start must be a finite time, got ${start}`);
    this.now = start;
    this.handler('kernel.call', (_a, _b, payload) => {
      const callback = payload as Callback;
      this.callbacks -= 1;
      this.atCallback = callback.name;
      callback.work();
    });
    this.growTo(this.calendar.capacity);
  }

  /** Pending events. */
  get pending(): number {
    return this.calendar.size;
  }

  /** Time of the last event; -Infinity before the first. `now` may have gone on, to where a run was to end. */
  get lastEventTime(): SimTime {
    return this.calendar.poppedTime;
  }

  /** Time of the next event; Infinity when there is none. */
  get nextTime(): SimTime {
    return this.calendar.peekTime();
  }

  /**
   * Registers a handler of typed events. The name is its identity in snapshots and digests: unique, stable
   * across versions, `component.event` by custom.
   */
  handler(name: string, work: EventHandler): HandlerNo {
    assert(name !== '', 'a handler needs a name');
    assert(!this.names.includes(name), `handler registered twice: "${name}"`);
    assert(this.handlers.length < HANDLERS_MAX, `too many handlers: ${HANDLERS_MAX} at most`);
    const code = codeOf(name);
    const twin = this.nameCodes.indexOf(code);
    assert(twin < 0, `handler "${name}" has the digest code of "${this.names[twin]}": name it otherwise`);
    this.handlers.push(work);
    this.names.push(name);
    this.nameCodes.push(code);
    return this.handlers.length - 1;
  }

  /** Registers state that belongs into snapshots. */
  component(name: string, component: Component): void {
    assert(!this.components.has(name), `component registered twice: "${name}"`);
    this.components.set(name, component);
  }

  /** One observer of all events, or none. It must not schedule. */
  observe(observer: EventObserver | null): void {
    this.observer = observer;
  }

  /** One log of all events, or none; an observer may stand beside it. */
  log(log: EventLog | null): void {
    this.eventLog = log;
  }

  /** Names of the handlers by their numbers; grows while handlers are registered. */
  get handlerNames(): readonly string[] {
    return this.names;
  }

  /**
   * Registers what a snapshot can't hold, beside pending callbacks: asked for names at each `snapshot` and `restore`, which
   * fail with them if there are any.
   */
  uncopyable(names: () => readonly string[]): void {
    this.hindrances.push(names);
  }

  /** Wraps every `run` (the RxJS error trap uses this). */
  guard(around: (run: () => RunEnd) => RunEnd): void {
    this.guards.push(around);
  }

  /**
   * Schedules a typed event. Cost O(1) amortised.
   * @param at absolute time, >= now
   * @param payload immutable once scheduled
   * @param priority integer in -128..127, lower first among events of one time
   */
  schedule(handler: HandlerNo, at: SimTime, a = 0, b = 0, payload: unknown = undefined, priority = 0): void {
    if (!(handler > CALLBACK && handler < this.handlers.length)) this.refuseHandler(handler);
    this.insert(handler, at, a, b, payload, priority);
  }

  /** As `schedule`; the handle cancels it. */
  scheduleCancellable(
    handler: HandlerNo,
    at: SimTime,
    a = 0,
    b = 0,
    payload: unknown = undefined,
    priority = 0,
  ): EventHandle {
    if (!(handler > CALLBACK && handler < this.handlers.length)) this.refuseHandler(handler);
    return this.calendar.handleOf(this.insert(handler, at, a, b, payload, priority));
  }

  /**
   * As `schedule`, for who knows while it is pending: answers its slot, of which `handleOf` makes a handle.
   * @internal Half the cost of a handle that may never be used.
   */
  scheduleSlot(handler: HandlerNo, at: SimTime, a: number): number {
    return this.insert(handler, at, a, 0, undefined, 0);
  }

  /** @internal Handle of the event that is pending in a slot. */
  handleOf(slot: number): EventHandle {
    return this.calendar.handleOf(slot);
  }

  /**
   * Schedules a closure. While it is pending the run can't be copied: `snapshot()` fails with `name`.
   */
  call(at: SimTime, work: () => void, name = 'callback', priority = 0): EventHandle {
    return this.callback(at, { name, work }, priority);
  }

  /** As `call`, for work that is an object already. */
  callback(at: SimTime, callback: Callback, priority = 0): EventHandle {
    const slot = this.insert(CALLBACK, at, codeOf(callback.name), 0, callback, priority);
    this.callbacks += 1;
    return this.calendar.handleOf(slot);
  }

  /** Cancels a pending event. A handle whose event has happened or was cancelled is a fault: see `cancelIfPending`. */
  cancel(handle: EventHandle): void {
    if (!this.cancelIfPending(handle)) {
      throw new AssertionError(
        `stale cancel: the event of handle ${handle} has happened or was cancelled before (${this.place()}). ` +
          'Use cancelIfPending() where that is normal',
      );
    }
  }

  /** Cancels an event if it is still pending; says whether it was. Never touches another event. */
  cancelIfPending(handle: EventHandle): boolean {
    const slot = handle % 0x1000000;
    if (!this.calendar.cancel(handle)) return false;
    if (this.handlerOf[slot] === CALLBACK) this.callbacks -= 1;
    if (slot < this.payloads.length) this.payloads[slot] = undefined;
    return true;
  }

  /** When a pending event will happen. */
  timeOf(handle: EventHandle): SimTime {
    const time = this.calendar.timeOf(handle);
    if (Number.isNaN(time))
      throw new AssertionError(`the event of handle ${handle} is not pending (${this.place()})`);
    return time;
  }

  /** Runs until the calendar is empty or one of the options ends it. Not re-entrant. */
  run(options: RunOptions = {}): RunEnd {
    this.assertBetweenEvents('run');
    checkRunOptions(options);
    let run = (): RunEnd => this.loop(options);
    for (const around of this.guards) {
      const inner = run;
      run = () => around(inner);
    }
    this.running = true;
    try {
      return run();
    } finally {
      this.running = false;
      this.atHandler = -1;
    }
  }

  /** One event; false when there was none. */
  step(): boolean {
    const before = this.events;
    this.run({ events: 1 });
    return this.events > before;
  }

  /** Makes `run` return after the event under way; between runs, makes the next one return at once. */
  pause(): void {
    this.pauseAsked = true;
  }

  /**
   * Ends the run at the event under way with this error, even where what called the kernel swallows throws (RxJS does).
   * Between runs it ends the next one before its first event.
   */
  fail(error: Error): void {
    this.failure ??= error;
    this.pauseAsked = true;
  }

  /** The whole state of the run as one transferable value. Throws, naming it, while a callback is pending. */
  snapshot(): KernelSnapshot {
    this.assertBetweenEvents('snapshot');
    this.assertCopyable('snapshot');
    const slots: number[] = [];
    const payloads: unknown[] = [];
    if (this.payloads.length > 0) {
      this.calendar.forEachPending((slot) => {
        const payload = this.payloads[slot];
        if (payload === undefined) return;
        slots.push(slot);
        payloads.push(payload);
      });
    }
    const components: Record<string, unknown> = {};
    for (const [name, component] of this.components) components[name] = component.save();
    const used = this.calendar.slotsUsed;
    return {
      version: 1,
      now: this.now,
      events: this.events,
      digest: this.digest.save(),
      handlers: [...this.names],
      calendar: this.calendar.snapshot(),
      handlerOf: this.handlerOf.slice(0, used),
      numbers: this.numbers.slice(0, 2 * used),
      payloadSlots: Int32Array.from(slots),
      payloads,
      components,
    };
  }

  /**
   * Takes over a snapshot. This kernel must have the same handlers and components registered, in any order, and no
   * callback pending: somebody would wait for it for ever. Handles given out before the snapshot stay good; those given
   * out after it must not be used any more. A snapshot that does not fit this model is refused before anything has
   * changed; after a component's own `load` has thrown, nothing runs until another snapshot is restored.
   */
  restore(snapshot: KernelSnapshot): void {
    assert(!this.running, `restore() called from inside a handler (${this.place()})`);
    assert(snapshot.version === 1, `unknown snapshot version: ${snapshot.version}`);
    this.assertCopyable('restore');
    const numbering = this.handlerNumbers(snapshot.handlers);
    for (const name of Object.keys(snapshot.components)) {
      assert(this.components.has(name), `snapshot holds component "${name}", which this model does not have`);
    }
    for (const name of this.components.keys())
      assert(name in snapshot.components, `component "${name}" is not in the snapshot`);
    this.failure = null;
    this.pauseAsked = false;
    // Until all is loaded.
    this.fault = new AssertionError('restore() did not come to its end');
    this.restoreEvents(snapshot, numbering);
    this.callbacks = 0;
    this.now = snapshot.now;
    this.events = snapshot.events;
    this.digest.load(snapshot.digest);
    for (const [name, component] of this.components) component.load(snapshot.components[name]);
    this.fault = null;
  }

  /** Into the arrays that are there, where they are large enough. */
  private restoreEvents(snapshot: KernelSnapshot, numbering: readonly HandlerNo[]): void {
    const { calendar, handlerOf, numbers, payloadSlots, payloads } = snapshot;
    this.payloads.fill(undefined, 0, this.calendar.slotsUsed);
    this.calendar.load(calendar);
    if (this.handlerOf.length < this.calendar.capacity) this.growTo(this.calendar.capacity);
    this.handlerOf.set(handlerOf);
    if (numbering.some((no, old) => no !== old))
      for (let slot = 0; slot < handlerOf.length; slot++)
        this.handlerOf[slot] = numbering[handlerOf[slot]!] ?? CALLBACK;
    this.numbers.set(numbers);
    if (payloads.length > 0 && this.payloads.length < this.handlerOf.length)
      this.payloads = new Array<unknown>(this.handlerOf.length).fill(undefined);
    for (let i = 0; i < payloads.length; i++) this.keepPayload(payloadSlots[i]!, payloads[i]);
  }

  private handlerNumbers(saved: readonly string[]): HandlerNo[] {
    return saved.map((name) => {
      const no = this.names.indexOf(name);
      assert(no >= 0, `snapshot holds handler "${name}", which this model does not have`);
      return no;
    });
  }

  private insert(
    handler: HandlerNo,
    at: SimTime,
    a: number,
    b: number,
    payload: unknown,
    priority: number,
  ): number {
    // Written so that NaN fails, and fractions of a priority. All refusals are functions of their own: what is left is
    // short enough for V8 to inline.
    if (!(at >= this.now && at < Infinity)) this.refuseTime(handler, at);
    if ((priority << 24) >> 24 !== priority) this.refusePriority(priority);
    const slot = this.calendar.insert(at, priority);
    if (slot >= this.handlerOf.length) this.growTo(this.calendar.capacity);
    this.handlerOf[slot] = handler;
    this.numbers[2 * slot] = a;
    this.numbers[2 * slot + 1] = b;
    if (payload !== undefined) this.keepPayload(slot, payload);
    return slot;
  }

  private loop(options: RunOptions): RunEnd {
    const until = options.until ?? Infinity;
    const limit = this.events + (options.events ?? Infinity);
    const stopWhen = options.stopWhen ?? null;
    try {
      while (true) {
        if (this.pauseAsked) return this.endPaused();
        if (this.events >= limit) return 'events';
        const slot = this.calendar.popUntil(until);
        if (slot < 0) return this.endAt(until, this.pending > 0 ? 'until' : 'empty');
        this.dispatch(slot);
        if (stopWhen !== null && !this.pauseAsked && stopWhen()) return 'condition';
      }
    } catch (error) {
      if (this.atHandler < 0) throw error;
      this.fault = new EventError(
        `${error instanceof Error ? error.message : String(error)} (${this.place()})`,
        { cause: error },
      );
      throw this.fault;
    }
  }

  private dispatch(slot: number): void {
    const time = this.calendar.poppedTime;
    const handler = this.handlerOf[slot]!;
    const a = plain(this.numbers[2 * slot]!);
    const b = plain(this.numbers[2 * slot + 1]!);
    let payload: unknown;
    if (slot < this.payloads.length) {
      payload = this.payloads[slot];
      this.payloads[slot] = undefined;
    }
    this.now = time;
    this.events += 1;
    this.atHandler = handler;
    this.atNumbers[0] = a;
    this.atNumbers[1] = b;
    this.digest.event(time, this.nameCodes[handler]!, a, b);
    if (this.observer !== null) this.tellObserver(this.observer);
    if (this.eventLog !== null) this.writeDown(this.eventLog, time, handler, a, b);
    this.handlers[handler]!(a, b, payload);
  }

  private tellObserver(observer: EventObserver): void {
    const name = this.names[this.atHandler]!;
    observer.event(
      this.events,
      this.now,
      name,
      this.calendar.poppedPriority,
      this.atNumbers[0]!,
      this.atNumbers[1]!,
    );
  }

  private writeDown(log: EventLog, time: SimTime, handler: HandlerNo, a: number, b: number): void {
    const { cells, used } = log;
    cells[used] = time;
    cells[used + 1] = handler;
    cells[used + 2] = this.calendar.poppedPriority;
    cells[used + 3] = a;
    cells[used + 4] = b;
    log.used = used + EVENT_CELLS;
    if (log.used === cells.length) log.full();
  }

  /** Paused, or stopped by `fail`. */
  private endPaused(): RunEnd {
    this.pauseAsked = false;
    if (this.failure === null) return 'paused';
    const error = this.failure;
    this.failure = null;
    throw error;
  }

  private endAt(until: SimTime, end: RunEnd): RunEnd {
    if (until !== Infinity && until > this.now) this.now = until;
    return end;
  }

  private growTo(capacity: number): void {
    // `transfer` frees the old memory at once, not at the next collection.
    this.handlerOf = new Uint16Array(this.handlerOf.buffer.transfer(2 * capacity));
    this.numbers = new Float64Array(this.numbers.buffer.transfer(16 * capacity));
  }

  /** Number 0 is the kernel's own, for callbacks. */
  private refuseHandler(handler: HandlerNo): never {
    throw new AssertionError(`no handler has number ${handler} (${this.place()})`);
  }

  private refusePriority(priority: number): never {
    throw new AssertionError(`priority must be an integer in -128..127, got ${priority} (${this.place()})`);
  }

  private assertBetweenEvents(what: string): void {
    if (this.running) throw new AssertionError(`${what}() called from inside a handler (${this.place()})`);
    if (this.fault !== null) {
      throw new AssertionError(
        `${what}() after the run was stopped by a fault: build the model again, or restore a snapshot (where processes live, into a model built anew)`,
        { cause: this.fault },
      );
    }
  }

  private keepPayload(slot: number, payload: unknown): void {
    if (slot >= this.payloads.length) this.growPayloads();
    this.payloads[slot] = payload;
  }

  /** Kept without holes: a sparse array would turn into a hash table. */
  private growPayloads(): void {
    for (let i = this.payloads.length; i < this.handlerOf.length; i++) this.payloads.push(undefined);
  }

  /** Where the run is, for messages. */
  private place(): string {
    if (this.atHandler < 0) return `between events, at time ${this.now}`;
    const what =
      this.atHandler === CALLBACK
        ? `callback "${this.atCallback}"`
        : `${this.names[this.atHandler]}(${this.atNumbers[0]}, ${this.atNumbers[1]})`;
    return `event ${this.events}, ${what} at time ${this.now}`;
  }

  private refuseTime(handler: HandlerNo, at: SimTime): never {
    const what = Number.isFinite(at) ? `in the past: ${at} < ${this.now}` : `not a finite time: ${at}`;
    throw new AssertionError(`"${this.names[handler] ?? handler}" scheduled ${what} (${this.place()})`);
  }

  private assertCopyable(what: string): void {
    const names = new Set(this.hindrances.flatMap((list) => list()));
    if (this.callbacks > 0) {
      this.calendar.forEachPending((slot) => {
        if (this.handlerOf[slot] === CALLBACK)
          names.add(`callback "${(this.payloads[slot] as Callback).name}"`);
      });
    }
    if (names.size === 0) return;
    throw new AssertionError(
      `${what}() at time ${this.now}: code that waits can't be copied: ${firstFew([...names])}. ` +
        'Use typed events, or branch by running again to this instant',
    );
  }
}

function checkRunOptions(options: RunOptions): void {
  checkOptions(options, RUN_OPTIONS, 'run');
  const { until, events } = options;
  if (until !== undefined && (typeof until !== 'number' || Number.isNaN(until)))
    throw new AssertionError(`run: until is ${describe(until)}, which is no time`);
  if (events !== undefined && !(events >= 0))
    throw new AssertionError(`run: events must be >= 0, got ${describe(events)}`);
}

/** The first names of a list, for a message. */
function firstFew(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return names.slice(0, NAMES_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/**
 * An integer out of a typed array of doubles, as the integer it is. An engine that hands it on as a double makes every field
 * it is ever written to a double, which costs an object each.
 */
function plain(value: number): number {
  const whole = value | 0;
  return whole === value ? whole : value;
}
