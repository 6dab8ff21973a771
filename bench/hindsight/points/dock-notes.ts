/**
 * Trucks at docks that give slots (`dock-slot`): how long they waited at the gate, and the least that they could have, whoever had given whom which slot.
 *
 * 1. When a truck comes, and what it brings, is the run's own. One that has not stood at a door by the end is left out of both.
 * 2. How long a door was held is known where each door has a crew of its own that does not break down; else it counts as no time.
 */
import type { ReceivingSettings } from '#mock-systems/wms/settings';
import type { Recorder } from '#scenarios/recording/recorder';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import {
  type DockPlace,
  type DockTruck,
  leastWaiting,
  waitingByShortest,
  workedBetween,
} from './dock-bound.ts';
import type { PointFacts, PointNotes } from './point-facts.ts';

interface NotedTruck {
  readonly node: number;
  readonly cameAt: number;
  /** -1 = it has not yet. */
  dockedAt: number;
  countedAt: number;
}

export class DockNotes implements PointNotes {
  private readonly world: OutboundWorld;
  private readonly trucks = new Map<number, NotedTruck>();
  private asked = false;

  constructor(world: OutboundWorld) {
    this.world = world;
  }

  readonly hears: Partial<Recorder> = {
    decision: (...cells) => {
      this.asked ||= cells[1] === 'dock-slot';
    },
    business: (time, event, _owner, _type, receipt, _n, a) => {
      if (event === 'truckAtGate')
        this.trucks.set(receipt, { node: a, cameAt: time, dockedAt: -1, countedAt: -1 });
      else if (event === 'truckDocked') this.note(receipt, 'dockedAt', time);
      else if (event === 'receiptCounted') this.note(receipt, 'countedAt', time);
    },
  };

  facts(): Promise<PointFacts | null> {
    const sum = { decisions: 0, came: 0, bound: 0, open: 0 };
    for (const [node, { receiving }] of this.world.wms.nodes.entries()) {
      const own = [...this.trucks.values()].filter((truck) => truck.node === node && truck.dockedAt >= 0);
      if (receiving === undefined || own.length === 0) continue;
      const place = placeOf(receiving);
      const trucks = own.map((truck) => ({ cameAt: truck.cameAt, holdMs: heldMs(truck, receiving) }));
      const came = own.reduce((all, { cameAt, dockedAt }) => all + dockedAt - cameAt, 0);
      const bound = leastWaiting(trucks, place);
      sum.decisions += own.length;
      sum.came += came;
      sum.bound += bound;
      sum.open += openOf(trucks, place, came) - bound;
    }
    const known = this.asked && sum.decisions > 0;
    return Promise.resolve(known ? { point: 'dock-slot', unit: 'ms', ...sum } : null);
  }

  private note(receipt: number, what: 'dockedAt' | 'countedAt', time: number): void {
    const truck = this.trucks.get(receipt);
    if (truck !== undefined) truck[what] = time;
  }
}

/** The best that was found: by rule, or what the run itself came to. */
function openOf(trucks: readonly DockTruck[], place: DockPlace, came: number): number {
  return Math.min(came, waitingByShortest(trucks, place));
}

/** A truck is called within its slot, or while those without one are. */
function placeOf({ doors, slots, slotMs, open, unload, offeredMax }: ReceivingSettings): DockPlace {
  const ofSlots = offeredMax > 0 ? slots.map((from) => [from, from + slotMs] as const) : [];
  const called = open.length === 0 ? [] : [...open, ...ofSlots].sort((x, y) => x[0] - y[0]);
  return { doors, called, shifts: unload.shifts };
}

function heldMs({ dockedAt, countedAt }: NotedTruck, { doors, unload }: ReceivingSettings): number {
  const known = countedAt >= 0 && unload.workers >= doors && unload.breakdowns === null;
  return known ? workedBetween(unload.shifts, dockedAt, countedAt) : 0;
}
