/**
 * Folds what the own fleet drives: legs from point to point, whatever tour they are part of. A stop is late when it is reached after the
 * store's window has closed.
 *
 * 1. Kept: where each vehicle under way is, and two numbers a leg that was driven.
 */
import { LEGS_MAX, type Leg, type Tours } from './network-flows.ts';

interface Driven {
  drives: number;
  late: number;
}

export class ToursFold {
  private readonly nodes: number;
  private readonly points: number;
  /** By store; -1 = it is on no map. */
  private readonly pointOf: readonly number[];
  /** By route under way: the point that it was at last, and the node that it is of. */
  private readonly under = new Map<number, { at: number; readonly home: number }>();
  private readonly legs = new Map<number, Driven>();
  private routes = 0;
  private stops = 0;
  private late = 0;

  /** @param destinationOf by store; -1 = none */
  constructor(nodes: number, destinations: number, destinationOf: readonly number[]) {
    this.nodes = nodes;
    this.points = nodes + destinations;
    this.pointOf = destinationOf.map((to) => (to < 0 ? -1 : nodes + to));
  }

  route(event: string, key: number, a: number, b: number): void {
    switch (event) {
      case 'routeDeparted':
        if (a < 0 || a >= this.nodes) return;
        this.routes += 1;
        this.under.set(key, { at: a, home: a });
        return;
      case 'stopArrived':
        this.stops += 1;
        if (b > 0) this.late += 1;
        this.drive(key, this.pointOf[a] ?? -1, b > 0 ? 1 : 0);
        return;
      case 'routeReturned':
        this.drive(key, this.under.get(key)?.home ?? -1, 0);
        this.under.delete(key);
    }
  }

  /** null = nothing was driven. */
  result(): Tours | null {
    const { routes, stops, late } = this;
    if (routes === 0) return null;
    const legs = [...this.legs]
      .sort(([x, some], [y, others]) => others.drives - some.drives || x - y)
      .map(([key, { drives, late: tardy }]): Leg => {
        return { from: Math.floor(key / this.points), to: key % this.points, drives, late: tardy };
      });
    const restDrives = legs.slice(LEGS_MAX).reduce((sum, { drives }) => sum + drives, 0);
    return { routes, stops, late, legs: legs.slice(0, LEGS_MAX), restDrives };
  }

  private drive(key: number, to: number, late: number): void {
    const vehicle = this.under.get(key);
    if (vehicle === undefined || to < 0) return;
    const from = vehicle.at;
    vehicle.at = to;
    if (from === to) return;
    const leg = from * this.points + to;
    const driven = this.legs.get(leg);
    if (driven === undefined) this.legs.set(leg, { drives: 1, late });
    else {
      driven.drives += 1;
      driven.late += late;
    }
  }
}
