/**
 * What trucks waited is noted by dock, of those that stood at a door; a door is held for as long as its own crew worked, and a dock that is asked nothing
 * says nothing. Shown by events told one by one; and by a run, in which no rule betters the bound.
 */
import { describe, expect, test } from 'vitest';
import { nullRecorder } from '#scenarios/recording/recorder';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { decisionCells } from '#testing/runs/decision-cells';
import { inboundTwin, smallInbound } from '#testing/worlds/inbound-world';
import { DockNotes } from './dock-notes.ts';

const MINUTE = 60_000;
const NODE = 0;
const WORLD = smallInbound({ days: 1, ordersPerDay: 10 });

interface Dock {
  readonly doors?: number;
  readonly workers?: number;
  /** Minutes. */
  readonly open?: readonly (readonly [number, number])[];
  readonly slots?: readonly number[];
}

/** One dock: no shifts, no breakdowns, slots of 10 minutes. */
function worldOf({ doors = 1, workers = doors, open = [], slots = [] }: Dock): OutboundWorld {
  const settings = WORLD.wms.nodes.find(({ receiving }) => receiving !== undefined)!;
  const receiving = {
    ...settings.receiving!,
    ...{ doors, slotMs: 10 * MINUTE, offeredMax: slots.length },
    slots: slots.map((at) => at * MINUTE),
    open: open.map(([from, until]) => [from * MINUTE, until * MINUTE] as const),
    unload: { ...settings.receiving!.unload, workers, shifts: [], breakdowns: null },
  };
  return { ...WORLD, wms: { ...WORLD.wms, nodes: [{ ...settings, receiving }] } };
}

/** Of each truck: when it came, stood at a door, was counted; minutes. */
type Truck = readonly [came: number, docked?: number, counted?: number];

function factsOf(dock: Dock, trucks: readonly Truck[], { asked = true } = {}) {
  const notes = new DockNotes(worldOf(dock));
  const { business, decision } = notes.hears;
  const told = (event: string, receipt: number, minute: number | undefined): void => {
    if (minute !== undefined) business!(minute * MINUTE, event, 'wms', 'receipt', receipt, 1, NODE, 0);
  };
  if (asked) decision!(...decisionCells({ point: 'dock-slot' }));
  trucks.forEach(([came, docked, counted], receipt) => {
    told('truckAtGate', receipt, came);
    told('truckDocked', receipt, docked);
    told('receiptCounted', receipt, counted);
  });
  return notes.facts();
}

describe('trucks at a dock', () => {
  test('wait for whoever holds the one door: the shortest first is the least', async () => {
    const trucks: Truck[] = [
      [0, 0, 30],
      [0, 30, 40],
      [50, 50, 60],
    ];
    expect(await factsOf({}, trucks)).toEqual({
      ...{ point: 'dock-slot', unit: 'ms', decisions: 3 },
      ...{ came: 30 * MINUTE, bound: 10 * MINUTE, open: 0 },
    });
  });

  test('count when they have stood at a door, and as holding it for no time where that is not known', async () => {
    const trucks: Truck[] = [[0, 0, 30], [0, 30, 40], [5]];
    expect(await factsOf({}, trucks)).toMatchObject({ decisions: 2, bound: 10 * MINUTE });
    // Fewer crews than doors: who is at a door may wait there.
    expect(await factsOf({ doors: 2, workers: 1 }, trucks)).toMatchObject({ decisions: 2, bound: 0 });
    expect(
      await factsOf({}, [
        [0, 0],
        [0, 30, 40],
      ]),
    ).toMatchObject({ came: 30 * MINUTE, bound: 0 });
  });

  test('wait for the dock to open, or for a slot', async () => {
    const early: Truck[] = [[0, 100, 110]];
    expect(await factsOf({ open: [[100, 200]] }, early)).toMatchObject({ bound: 100 * MINUTE, open: 0 });
    expect(await factsOf({ open: [[100, 200]], slots: [60] }, early)).toMatchObject({
      came: 100 * MINUTE,
      bound: 60 * MINUTE,
    });
  });

  test('are no matter of a point that was not asked', async () => {
    expect(await factsOf({}, [[0, 10, 20]], { asked: false })).toBeNull();
    expect(await factsOf({}, [])).toBeNull();
  });
});

test.each(['first-slot', 'after-arrival'])(
  'no trucks of a run wait less than the bound: %s',
  async (policy) => {
    const world = smallInbound({ days: 3, set: [`inbound.dockPolicy=${policy}`] });
    const notes = new DockNotes(world);
    const twin = inboundTwin(world, { recorder: Object.assign(Object.create(nullRecorder), notes.hears) });
    twin.start();
    expect(twin.run()).toBe('empty');
    const { decisions, came, bound, open } = (await notes.facts())!;
    expect(decisions).toBeGreaterThan(5);
    expect(came).toBeGreaterThanOrEqual(bound);
    expect(open).toBeGreaterThanOrEqual(0);
    expect(came).toBeGreaterThan(0);
  },
);
