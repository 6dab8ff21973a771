/** What stands at the core's door, where a world has it: gateway, broker, and tickets for what can't be read. */
import type { TaskForPerson } from '#orchestrator/contracts/tasks';
import type { Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { SimulatedHost } from '../host/simulated-host.ts';
import type { Recorder } from '../recording/recorder.ts';
import { entryPartnerName } from '../world/outbound/systems/entry-partners.ts';
import type { OutboundWorld } from '../world/outbound-world.ts';
import { Broker } from './broker/broker.ts';
import type { CoreEnd, EntryWatch } from './core-end.ts';
import { Gateway } from './gateway/gateway.ts';
import { HandWork } from './ways/hand-work.ts';
import { DESK_ROLE, TicketDesk } from './ways/ticket-desk.ts';

/** What was forgotten in a tray is come across after this, ms. Source: assumption. */
const FOUND_AFTER_MS = 4 * 3_600_000;

export interface EntryOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly random: Random;
  readonly world: OutboundWorld;
  readonly desk: TicketDesk | null;
  readonly watch: EntryWatch | null;
  readonly gateway: Gateway | null;
}

export interface Entry {
  /** The core as links and channels see it. */
  before(end: CoreEnd): CoreEnd;
  /** Puts the first events on the calendar; not after a restore. */
  start(): void;
  readonly broker: Broker | null;
}

export function entryOf({ world, gateway, ...context }: EntryOptions): Entry {
  const broker = world.broker === undefined ? null : new Broker({ ...context, settings: world.broker });
  return {
    broker,
    before: (end) => {
      const inner = broker?.before(end) ?? end;
      return gateway?.before(inner) ?? inner;
    },
    start: () => broker?.start(),
  };
}

/** null where nobody has limits. */
export function gatewayOf(
  kernel: Kernel,
  recorder: Recorder,
  { gateway, names }: OutboundWorld,
  watch: EntryWatch | null,
): Gateway | null {
  if (gateway === undefined) return null;
  const nameOf = (partner: number): string => entryPartnerName(partner, names.carriers);
  return new Gateway({ kernel, recorder, settings: gateway, watch, nameOf });
}

/** Things wait at the door by design: nothing is too late. */
export function hasEntryFaults({ broker, gateway }: OutboundWorld): boolean {
  return broker !== undefined || gateway !== undefined;
}

export interface DeskOptions {
  readonly kernel: Kernel;
  readonly world: OutboundWorld;
  /** Of a phase; it is used here, too. */
  readonly hand: HandWork | null;
  /** Once it is there. */
  readonly host: () => SimulatedHost;
  take(type: number, key: number, task: TaskForPerson, ref: number): boolean;
}

export interface DeskWork {
  readonly desk: TicketDesk | null;
  readonly hand: HandWork | null;
}

/** null where nothing can be unreadable, or nobody would see to it. */
export function deskOf({ kernel, world, hand, host, take }: DeskOptions): DeskWork {
  const needed = world.broker?.faults.poison != null || world.partners.some(needsTickets);
  if (!needed || !world.people.some(({ role }) => role === DESK_ROLE)) return { desk: null, hand };
  const work =
    hand ??
    new HandWork({
      kernel,
      foundAfterMs: FOUND_AFTER_MS,
      give: take,
      given: ({ role, kind, type, key }, no) =>
        host().books.task(kernel.now, role, host().nameOf(type), key, kind, no, kernel.now, ''),
      answered: ({ type, key }, no, answer, by) =>
        host().books.taskAnswered(kernel.now, by, host().nameOf(type), key, no, answer),
    });
  return { desk: new TicketDesk(work), hand: work };
}

/** Events of it may lack what they must have, or be signed with a secret that is no longer good. */
function needsTickets(partner: OutboundWorld['partners'][number]): boolean {
  if (partner.protocol !== 'rest') return false;
  return partner.faults.renamedField + partner.faults.missingField > 0 || partner.rotation !== undefined;
}
