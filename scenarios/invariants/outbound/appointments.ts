/**
 * Appointments of trucks at the docks, where TMS keeps them: what it has given and got back, who has come and left by what.
 *
 * 1. capacity-respected: no more appointments stand in a slot of a node than it has doors; a slot lies within the hours of its docks.
 * 2. side-effect-once: requests of a load are numbered one by one; each is answered once, and what it was given comes back once.
 * 3. appointment-kept: at most one appointment of a load stands, at the node that it leaves from. Its truck is called for that one, and
 *    what needs one does not leave without it, nor by one that it has missed, nor before its slot (as long as the core's clock is right).
 * 4. nothing-left-over: at the end no appointment stands for what has not left, but for what stands behind a person.
 * 5. Memory: an entry for each load that has asked and has not left, and the slots that are not over.
 */
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OpenBooks } from './books.ts';
import { bitOf, bitsOf } from './events.ts';
import { type Rules, violated } from './part.ts';

const LEFT = bitOf('loadDeparted');
const ENDED = bitsOf(['loadGivenUp', 'loadCancelled']);
const KEPT = 'appointment-kept';
const ONCE = 'side-effect-once';
const NONE = -1;
/** Carriers say to the minute when a truck came. */
const CLOCK_MS = 60_000;

type Judged = Pick<OutboundWorld, 'network' | 'tms' | 'faults'>;

/** Of a load; fixed once it is made. */
interface Entry {
  /** Attempt of the booking in force that needs an appointment; -1 = none does. */
  readonly booked: number;
  /** The last request, and the last that TMS has answered. */
  readonly requested: number;
  readonly answered: number;
  /** Where the slot that stands begins, and of which node; -1 = none stands. */
  readonly slotAt: number;
  readonly node: number;
  /** When the truck of that booking came; -1 = it has not. */
  readonly arrivedAt: number;
}

const NEW: Entry = { booked: NONE, requested: 0, answered: 0, slotAt: NONE, node: NONE, arrivedAt: NONE };

/** Of a node: how many appointments stand in the slot that begins then. */
type Slots = ReadonlyMap<number, number>;

export interface SavedAppointmentRules {
  readonly entries: ReadonlyMap<number, Entry>;
  readonly slots: readonly Slots[];
}

export class AppointmentRules {
  readonly rules: Rules;
  private readonly books: OpenBooks;
  private readonly world: Judged;
  private entries = new Map<number, Entry>();
  private slots: Map<number, number>[];

  constructor(books: OpenBooks, world: Judged) {
    this.books = books;
    this.world = world;
    this.slots = world.network.nodes.map(() => new Map());
    const { appointments } = world.network;
    this.rules =
      appointments === undefined
        ? {}
        : {
            pickupPlanned: (_time, load, n, _at, line) => this.booked(load, n, line, appointments.modes),
            bookingCancelled: (_time, load) => this.change(load, { booked: NONE }),
            pickupSlotRequested: (_time, load, n, _at, node) => this.requested(load, n, node),
            pickupSlotConfirmed: (time, load, n, slotAt, node) => this.confirmed(time, load, n, slotAt, node),
            pickupSlotRefused: (_time, load, n) => this.answered(load, n, 'refused'),
            pickupSlotReleased: (_time, load, n, slotAt) => this.released(load, n, slotAt),
            truckArrived: (time, load, n, _carrier, calledFor) => this.arrived(time, load, n, calledFor),
            loadDeparted: (time, load) => this.departed(time, load),
            loadCancelled: (_time, load) => this.forget(load),
            loadGivenUp: (_time, load) => this.forget(load),
          };
  }

  /** @param behind loads that stand behind a person */
  atEnd(behind: ReadonlySet<number>): void {
    for (const [load, { slotAt, node }] of this.entries) {
      if (slotAt === NONE || behind.has(load)) continue;
      violated(
        'nothing-left-over',
        `load ${load} has an appointment at node ${node} for ${iso(slotAt)} at the end, and has not left`,
      );
    }
  }

  save(): SavedAppointmentRules {
    return { entries: new Map(this.entries), slots: this.slots.map((each) => new Map(each)) };
  }

  load({ entries, slots }: SavedAppointmentRules): void {
    this.entries = new Map(entries);
    this.slots = slots.map((each) => new Map(each));
  }

  private change(load: number, changes: Partial<Entry>): void {
    const known = this.entries.get(load);
    if (known !== undefined) this.entries.set(load, { ...known, ...changes });
  }

  /** Who takes it on under way fetches it at a terminal. */
  private booked(load: number, attempt: number, line: number, modes: ReadonlySet<string>): void {
    if ((this.books.loadBits.get(load) & LEFT) !== 0) return;
    const needs = line >= 0 && modes.has(this.world.tms.lines[line]!.mode);
    if (needs)
      this.entries.set(load, { ...(this.entries.get(load) ?? NEW), booked: attempt, arrivedAt: NONE });
    else this.change(load, { booked: NONE });
  }

  private requested(load: number, n: number, node: number): void {
    const entry = this.entries.get(load) ?? NEW;
    if (n !== entry.requested + 1)
      violated(ONCE, `load ${load}: request ${n} for a slot, after request ${entry.requested}`);
    this.entries.set(load, { ...entry, requested: n, node });
  }

  private answered(load: number, n: number, how: string): Entry {
    const entry = this.entries.get(load) ?? NEW;
    if (n > entry.requested || n <= entry.answered)
      violated(
        ONCE,
        `load ${load}: request ${n} for a slot ${how}; ${entry.requested} were made, the last answered is ${entry.answered}`,
      );
    this.entries.set(load, { ...entry, answered: n });
    return entry;
  }

  private confirmed(time: number, load: number, n: number, slotAt: number, node: number): void {
    const entry = this.answered(load, n, 'confirmed');
    if (entry.slotAt !== NONE)
      violated(
        KEPT,
        `load ${load}: appointed for ${iso(slotAt)}, while that for ${iso(entry.slotAt)} stands`,
      );
    if (node !== entry.node)
      violated(KEPT, `load ${load}: appointed at node ${node}, it leaves from node ${entry.node}`);
    this.take(time, load, slotAt, node);
    this.change(load, { slotAt });
  }

  private take(time: number, load: number, slotAt: number, node: number): void {
    const { slotMs, docks } = this.world.tms.appointments!;
    const { doors } = docks[node]!;
    const slots = this.slots[node]!;
    for (const at of slots.keys()) if (at + slotMs <= time) slots.delete(at);
    const trucks = (slots.get(slotAt) ?? 0) + 1;
    const where = `load ${load}: appointed at node ${node} for ${iso(slotAt)}`;
    if (trucks > doors) violated('capacity-respected', `${where}, as no. ${trucks} at ${doors} doors`);
    if (!this.isOpen(node, slotAt, slotMs))
      violated('capacity-respected', `${where}, when its docks are not open for as long as a slot`);
    slots.set(slotAt, trucks);
  }

  /** By the hours that the core knows. */
  private isOpen(node: number, slotAt: number, slotMs: number): boolean {
    const { docks = [] } = this.world.network.nodes[node]!;
    const changes = docks.filter((at) => at > slotAt && at < slotAt + slotMs).length;
    const before = docks.filter((at) => at <= slotAt).length;
    return docks.length === 0 || (changes === 0 && (before % 2 === 1 || before === docks.length));
  }

  private released(load: number, n: number, slotAt: number): void {
    const entry = this.entries.get(load) ?? NEW;
    if (entry.slotAt !== slotAt || n > entry.answered)
      violated(
        ONCE,
        `load ${load}: the slot of ${iso(slotAt)} given back, by request ${n}, which does not stand`,
      );
    const slots = this.slots[entry.node]!;
    const trucks = slots.get(slotAt);
    if (trucks !== undefined && trucks > 1) slots.set(slotAt, trucks - 1);
    else slots.delete(slotAt);
    this.change(load, { slotAt: NONE });
    if ((this.books.loadBits.get(load) & ENDED) !== 0) this.forget(load);
  }

  /** Of the booking in force: a truck of another may come that has not heard that it is not wanted. */
  private arrived(time: number, load: number, n: number, calledFor: number): void {
    const entry = this.entries.get(load);
    if (entry === undefined || entry.booked !== n) return;
    this.change(load, { arrivedAt: time });
    if (entry.slotAt === NONE || entry.slotAt === calledFor) return;
    violated(
      KEPT,
      `load ${load}: its truck was called for ${iso(calledFor)}, its slot is that of ${iso(entry.slotAt)}`,
    );
  }

  private departed(time: number, load: number): void {
    const entry = this.entries.get(load);
    this.entries.delete(load);
    if (entry === undefined || entry.booked === NONE) return;
    if (entry.slotAt === NONE) violated(KEPT, `load ${load} left without an appointment that stands`);
    const over = entry.slotAt + this.world.tms.appointments!.slotMs + CLOCK_MS;
    if (entry.arrivedAt >= over)
      violated(
        KEPT,
        `load ${load} left by its slot of ${iso(entry.slotAt)}, and its truck came at ${iso(entry.arrivedAt)}`,
      );
    if (time < entry.slotAt && this.world.faults.clocks.length === 0)
      violated(KEPT, `load ${load} left at ${iso(time)}, before its slot of ${iso(entry.slotAt)}`);
  }

  /** It is over: as long as a slot of it stands, or may still be given, that is to come back. */
  private forget(load: number): void {
    const entry = this.entries.get(load);
    if (entry !== undefined && entry.slotAt === NONE && entry.answered === entry.requested)
      this.entries.delete(load);
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
