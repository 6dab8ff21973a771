/**
 * Vehicles under way: what a device that rides along can tell of where it is. It sees loads leave and arrive as carriers write that
 * down, and asks the carrier's own picture how far they have come; no message says so.
 *
 * 1. Where a vehicle is is its carrier's alone to say: it is read, never changed.
 * 2. That one has left, or come, is a calendar event of its own, so that nothing is re-entered.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { HandlerNo, Kernel } from '#sim/kernel';

/** A load on its carrier's vehicle. */
export interface Ride {
  readonly lane: number;
  /** -1 = it follows no timetable. */
  readonly cutoff: number;
  readonly mode: string;
  readonly departedAt: number;
  /** When its carrier planned to be there. */
  readonly plannedAt: number;
}

/** What a carrier's vehicles tell. */
export interface Vehicles {
  /** Null = it has none of that load. */
  rideOf(load: number): Ride | null;
  /** Share of the way, 0 to 1; -1 = nobody could see it. */
  progressOf(load: number): number;
}

/** Why a ride is over. */
export const RIDE_END = { arrived: 0, lost: 1, handedOver: 2 } as const;

export interface RideListener {
  departed(load: number, carrier: number): void;
  /** @param how `RIDE_END` */
  ended(load: number, how: number): void;
  /** Whether the goods of a load were out of their limits, as a device on it has recorded. */
  wasTooWarm(load: number): boolean;
}

export class UnderWay {
  private readonly kernel: Kernel;
  private readonly onDeparted: HandlerNo;
  private readonly onEnded: HandlerNo;
  private readonly vehicles = new Map<number, Vehicles>();
  private listener: RideListener | null = null;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.onDeparted = kernel.handler('under-way.departed', (load, carrier) =>
      this.listener?.departed(load, carrier),
    );
    this.onEnded = kernel.handler('under-way.ended', (load, how) => this.listener?.ended(load, how));
  }

  /** Whoever has the devices, and hears of each ride once. */
  connect(listener: RideListener): void {
    this.listener = listener;
  }

  connectCarrier(carrier: number, vehicles: Vehicles): void {
    this.vehicles.set(carrier, vehicles);
  }

  rideOf(load: number, carrier: number): Ride | null {
    return this.vehicles.get(carrier)?.rideOf(load) ?? null;
  }

  progressOf(load: number, carrier: number): number {
    return this.vehicles.get(carrier)?.progressOf(load) ?? -1;
  }

  /** What is on the recorder that comes with the goods: nobody disputes it. */
  wasTooWarm(load: number): boolean {
    return this.listener?.wasTooWarm(load) ?? false;
  }

  /** What carriers write down goes on to `log`, and is seen. */
  watching(log: BusinessLog): BusinessLog {
    return {
      business: (event, owner, entityType, entityKey, entityN, a, b) => {
        log.business(event, owner, entityType, entityKey, entityN, a, b);
        if (entityType === 'load') this.see(event, entityKey, a);
      },
    };
  }

  private see(event: string, load: number, carrier: number): void {
    const { kernel } = this;
    switch (event) {
      case 'loadDeparted':
        kernel.schedule(this.onDeparted, kernel.now, load, carrier);
        return;
      case 'loadDelivered':
        kernel.schedule(this.onEnded, kernel.now, load, RIDE_END.arrived);
        return;
      case 'loadLost':
        kernel.schedule(this.onEnded, kernel.now, load, RIDE_END.lost);
        return;
      case 'loadHandedOver':
        kernel.schedule(this.onEnded, kernel.now, load, RIDE_END.handedOver);
    }
  }
}
