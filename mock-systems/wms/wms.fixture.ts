/** A WMS by itself, with the test in the core's place. */
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToWms } from '#orchestrator/contracts/wms';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { linesInto, noteSaid, type Said } from '../bench.fixture.ts';
import type { StationSettings, WmsNode, WmsSettings } from './settings.ts';
import { stockFault } from './stock-audit.ts';
import { WmsSystem } from './wms-system.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
export const START = 1_767_571_200_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

export function station(
  workers: number,
  minutes: number,
  more: Partial<StationSettings> = {},
): StationSettings {
  return {
    workers,
    msPerLine: null,
    msPerShipment: { kind: 'constant', value: minutes * MINUTE_MS },
    msPerHandlingUnit: null,
    shifts: [],
    breakdowns: null,
    ...more,
  };
}

/** 100 units of each of three products; nothing takes time. */
export function node(more: Partial<WmsNode> = {}): WmsNode {
  return {
    unitCostMinor: 52.5,
    stock: {
      lots: [0, 1, 2].map((product) => ({ product, units: 100, expiresAt: null })),
      replenishment: [],
      cycleCounts: null,
    },
    work: { kind: 'stations', pick: null, pack: null, stage: null, load: null },
    packing: { unitsPerHandlingUnit: 10, weightGramsPerHandlingUnit: null, tareGramsPerHandlingUnit: 500 },
    shortPickShare: null,
    feed: null,
    ...more,
  };
}

export function settingsOf(nodes: readonly WmsNode[], more: Partial<WmsSettings> = {}): WmsSettings {
  return {
    startAt: START,
    until: START + 30 * 24 * HOUR_MS,
    products: [1000, 250.5, 40].map((unitWeightGrams) => ({ unitWeightGrams, shelfLifeMs: null })),
    nodes,
    rememberMs: 90 * 24 * HOUR_MS,
    ...more,
  };
}

export type Line = readonly [product: number, units: number];

/** Commands as the core gives them. */
export class WmsBench {
  readonly kernel = new Kernel({ start: START });
  readonly sent: Said[] = [];
  readonly log: string[] = [];
  readonly settings: WmsSettings;
  readonly wms: WmsSystem;
  private counter = 0;

  constructor(settings: WmsSettings, seed = 1, keyOf: (order: number) => number = (order) => order) {
    this.settings = settings;
    trapRxErrors(this.kernel);
    const log = linesInto(this.log);
    this.wms = new WmsSystem({ kernel: this.kernel, log }, new Random(seed), settings, keyOf);
    noteSaid(this.wms, this.sent, this.kernel, START);
  }

  reserve(key: number, lines: readonly Line[], at = 0, b = 0): void {
    this.tell('reserveStock', key, at, b, { lines: lines.map(([product, units]) => ({ product, units })) });
  }

  wave(shipments: readonly number[], at = 0, n = 1): void {
    this.tell('releaseWave', at * 65_536 + n, at, n, { shipments });
  }

  load(key: number, shipments: readonly number[], at = 0): void {
    this.tell('loadTruck', key, at, 0, { shipments });
  }

  cancel(key: number, at = 0): void {
    this.tell('cancelShipment', key, at, 0, null);
  }

  /** @param no of the reduction */
  reduce(key: number, units: readonly number[], no = 1, at = 0): void {
    this.tell('reduceReservation', key, at, no, { units });
  }

  takeBack(key: number, units: readonly number[], b: number, at = 0): void {
    this.tell('returnToStock', key, at, b, { units });
  }

  overage(key: number, units: readonly number[], at = 0): void {
    this.tell('postOverage', key, at, units[0]!, { units });
  }

  /** A command is told at an instant from `START`, after what happens then. */
  until(ms: number): this {
    this.kernel.run({ until: START + ms });
    return this;
  }

  /** The answers since the last call, without bodies. */
  take(): (readonly [kind: string, key: number, a: number, b: number, at: number])[] {
    return this.sent.splice(0).map(({ kind, key, a, b, at }) => [kind, key, a, b, at] as const);
  }

  /** Commands are numbered on from here: in a copy, from where those before the snapshot ended. */
  numberFrom(given: number): void {
    this.counter = given;
  }

  /** What does not hold of the stock, at any node. */
  faults(): string[] {
    const faults: string[] = [];
    for (const n of this.settings.nodes.keys()) {
      for (const product of this.settings.products.keys()) {
        const fault = stockFault(this.wms.stock, n, product);
        if (fault !== null) faults.push(fault);
        const { reserved } = this.wms.stock.balance(n, product);
        const held = this.wms.heldUnits(n, product);
        if (held !== reserved)
          faults.push(`node ${n}, product ${product}: ${reserved} reserved, ${held} held`);
      }
    }
    return faults;
  }

  private tell(kind: CoreToWms['kind'], key: number, a: number, b: number, body: unknown): void {
    this.counter += 1;
    const message: Envelope = envelope(
      kind,
      8,
      key,
      PARTNER,
      this.wms.partner,
      CORE_SENDER,
      this.counter,
      key,
      a,
      b,
      body,
    );
    this.wms.input.next(message);
  }
}

/** A shipment's key: the order's `n`th sourcing. */
export function shp(order: number, n = 0): number {
  return order * 8 + n;
}
