/**
 * How long a job takes at a station.
 *
 * 1. Drawn by order, product and attempt: the same line takes as long in whatever wave or load it is.
 */
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { StationSettings } from './settings.ts';
import { attemptOf, lineIndex, type Shipment } from './shipments.ts';

/** What work is for. */
export type Job = Pick<Shipment, 'products' | 'units' | 'handlingUnits'>;

/** Streams of one step of work, the same for all nodes. */
export class StepStreams {
  readonly lines: RandomStream;
  readonly shipments: RandomStream;
  readonly handlingUnits: RandomStream;

  /** @param step `pick`, `pack`, `stage` or `load` */
  constructor(random: Random, step: string) {
    this.lines = random.stream(`wms/${step}/line`);
    this.shipments = random.stream(`wms/${step}/shipment`);
    this.handlingUnits = random.stream(`wms/${step}/handling-unit`);
  }
}

export class JobTimes {
  private readonly streams: StepStreams;
  private readonly perLine: Sampler | null;
  private readonly perShipment: Sampler | null;
  private readonly perHandlingUnit: Sampler | null;

  constructor(settings: StationSettings, streams: StepStreams, place: string) {
    this.streams = streams;
    this.perLine = compiled(settings.msPerLine, `${place}.msPerLine`);
    this.perShipment = compiled(settings.msPerShipment, `${place}.msPerShipment`);
    this.perHandlingUnit = compiled(settings.msPerHandlingUnit, `${place}.msPerHandlingUnit`);
  }

  /** Whole ms of work, >= 0. */
  of(key: number, shipment: Job, drawKey: number): number {
    const { streams, perShipment, perHandlingUnit } = this;
    let workMs = this.perLine === null ? 0 : this.ofLines(this.perLine, key, shipment, drawKey);
    const attempt = attemptOf(key);
    if (perShipment !== null) workMs += Math.max(0, perShipment.sample(streams.shipments, drawKey, attempt));
    if (perHandlingUnit !== null && shipment.handlingUnits > 0) {
      const eachMs = Math.max(0, perHandlingUnit.sample(streams.handlingUnits, drawKey, attempt));
      workMs += shipment.handlingUnits * eachMs;
    }
    return Math.round(workMs);
  }

  private ofLines(perLine: Sampler, key: number, shipment: Job, drawKey: number): number {
    const { products, units } = shipment;
    let workMs = 0;
    for (let line = 0; line < products.length; line++) {
      if (units[line] === 0) continue;
      workMs += Math.max(0, perLine.sample(this.streams.lines, drawKey, lineIndex(products[line]!, key)));
    }
    return workMs;
  }
}

function compiled(distribution: Distribution | null, place: string): Sampler | null {
  return distribution === null ? null : compile(distribution, place);
}
