/**
 * How goods that are picked come to the packers of a node: along a belt, or carried by robots that go along with the pickers.
 *
 * 1. Ends of what is begun are worked out when it begins, as at stations: nothing is scheduled for stops, charging or repair.
 * 2. A belt takes a tote a gap, in the order in which they come, and gives them off in that order; where it stands, all on it stand.
 * 3. A robot is with one shipment from the pick to the packers and back; a picker who finds none waits for the first that is free. A
 *    robot that has worked for its run time drives to its charger when it is back; one that breaks down keeps its picker until it works again.
 * 4. Stops are keyed by belt, breakdowns by robot, both by number: they come when they come, whatever work there is.
 */
import type { Random, RandomStream } from '#sim/random/random';
import { Breakdowns, finishOf } from './open-time.ts';
import type { CarriageSettings, ConveyorSettings, RobotSettings, StationSettings } from './settings.ts';
import type { Station } from './station.ts';

/** A belt runs whatever the hours of the people beside it. */
const ALWAYS: StationSettings['shifts'] = [];

type SavedBreakdowns = readonly [no: number, downAt: number, upAt: number];

/** Of a belt or a fleet; plain numbers. */
export interface CarriageState {
  /** When the last tote went onto the belt; by robot, when it is free again. */
  readonly at: readonly number[];
  /** By robot: how long it still works until it must charge, ms. */
  readonly leftMs: readonly number[];
  readonly breakdowns: readonly (SavedBreakdowns | null)[];
}

export class Conveyor {
  private readonly travelMs: number;
  private readonly gapMs: number;
  private readonly stops: Breakdowns | null;
  private enteredAt = Number.NEGATIVE_INFINITY;

  constructor({ travelMs, gapMs }: ConveyorSettings, stops: Breakdowns | null) {
    this.travelMs = travelMs;
    this.gapMs = gapMs;
    this.stops = stops;
  }

  /** A tote is put on the belt. @returns when it is with the packers */
  arrivalOf(now: number): number {
    this.enteredAt = Math.max(now, this.enteredAt + this.gapMs);
    return finishOf(ALWAYS, this.stops, this.enteredAt, this.travelMs);
  }

  save(): CarriageState {
    return { at: [this.enteredAt], leftMs: [], breakdowns: [this.stops?.save() ?? null] };
  }

  load({ at, breakdowns }: CarriageState): void {
    this.enteredAt = at[0]!;
    restore(this.stops, breakdowns[0]!);
  }
}

export class RobotFleet {
  private readonly settings: RobotSettings;
  private readonly breakdowns: readonly (Breakdowns | null)[];
  private freeAt: number[];
  private leftMs: number[];

  constructor(settings: RobotSettings, breakdowns: readonly (Breakdowns | null)[]) {
    this.settings = settings;
    this.breakdowns = breakdowns;
    this.freeAt = breakdowns.map(() => Number.NEGATIVE_INFINITY);
    this.leftMs = breakdowns.map(() => settings.runMs);
  }

  /**
   * A picker begins, with the robot that is free first. O(robots).
   * @param workMs of the picker, >= 0
   * @returns when the pick is done; Infinity when the shifts end before
   */
  pick(station: Station, now: number, workMs: number): number {
    const robot = this.first();
    const { driveMs, chargeMs, runMs } = this.settings;
    const from = Math.max(now, this.freeAt[robot]!);
    const doneAt = station.finishWith(this.breakdowns[robot]!, from, workMs);
    const left = this.leftMs[robot]! - workMs - 2 * driveMs;
    const mustCharge = left <= 0;
    this.leftMs[robot] = mustCharge ? runMs : left;
    this.freeAt[robot] = doneAt + 2 * driveMs + (mustCharge ? chargeMs : 0);
    return doneAt;
  }

  /** What was picked just now is on its way. @returns when it is with the packers */
  arrivalOf(now: number): number {
    return now + this.settings.driveMs;
  }

  save(): CarriageState {
    return {
      at: this.freeAt.slice(),
      leftMs: this.leftMs.slice(),
      breakdowns: this.breakdowns.map((each) => each?.save() ?? null),
    };
  }

  load({ at, leftMs, breakdowns }: CarriageState): void {
    this.freeAt = at.slice();
    this.leftMs = leftMs.slice();
    for (const [robot, saved] of breakdowns.entries()) restore(this.breakdowns[robot]!, saved);
  }

  private first(): number {
    let first = 0;
    for (let robot = 1; robot < this.freeAt.length; robot++)
      if (this.freeAt[robot]! < this.freeAt[first]!) first = robot;
    return first;
  }
}

export type Carriage = Conveyor | RobotFleet;

/** Robots of a node at most: what their breakdowns are keyed by. */
export const ROBOTS_MAX = 1024;

/** @param node whose it is */
export function carriageOf(
  settings: CarriageSettings | null | undefined,
  node: number,
  random: Random,
  startAt: number,
): Carriage | null {
  if (settings === null || settings === undefined) return null;
  const { kind, breakdowns } = settings;
  const ups: RandomStream = random.stream(`wms/${kind}-up`);
  const downs: RandomStream = random.stream(`wms/${kind}-down`);
  const of = (no: number): Breakdowns | null =>
    breakdowns === null ? null : new Breakdowns(breakdowns, ups, downs, no, startAt);
  if (kind === 'conveyor') return new Conveyor(settings, of(node));
  const robots = Array.from({ length: settings.robots }, (_, robot) => of(node * ROBOTS_MAX + robot));
  return new RobotFleet(settings, robots);
}

function restore(breakdowns: Breakdowns | null, saved: SavedBreakdowns | null): void {
  if (saved !== null) breakdowns?.load(saved);
}
