/**
 * How long a job takes at a station.
 *
 * 1. Drawn by order, product and attempt: the same line takes as long in whatever wave or load it is.
 * 2. So does a scan that is misread, by the number of the scan: a better scanner misreads a part of the same ones.
 */
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { ScanSettings, StationSettings } from './settings.ts';
import { attemptOf, lineIndex, type Shipment } from './shipments.ts';

/** What work is for. */
export type Job = Pick<Shipment, 'products' | 'units' | 'handlingUnits'>;

/** Streams of one step of work, the same for all nodes. */
export class StepStreams {
  readonly lines: RandomStream;
  readonly shipments: RandomStream;
  readonly handlingUnits: RandomStream;
  readonly misreads: RandomStream;
  readonly rescans: RandomStream;

  /** @param step `pick`, `pack`, `stage` or `load` */
  constructor(random: Random, step: string) {
    this.lines = random.stream(`wms/${step}/line`);
    this.shipments = random.stream(`wms/${step}/shipment`);
    this.handlingUnits = random.stream(`wms/${step}/handling-unit`);
    this.misreads = random.stream(`wms/${step}/misread`);
    this.rescans = random.stream(`wms/${step}/rescan`);
  }
}

/** Scans of a line at most: what they are keyed by. */
const SCANS_MAX = 16;

interface Scan extends Pick<ScanSettings, 'misreadShare' | 'rescansMax'> {
  readonly again: Sampler;
  readonly keyIn: Sampler;
}

export class JobTimes {
  private readonly streams: StepStreams;
  private readonly perLine: Sampler | null;
  private readonly perShipment: Sampler | null;
  private readonly perHandlingUnit: Sampler | null;
  private readonly scan: Scan | null;
  /** Of the work on lines, what is left for people. */
  private readonly byHand: number;

  constructor(settings: StationSettings, streams: StepStreams, place: string) {
    this.streams = streams;
    this.perLine = compiled(settings.msPerLine, `${place}.msPerLine`);
    this.perShipment = compiled(settings.msPerShipment, `${place}.msPerShipment`);
    this.perHandlingUnit = compiled(settings.msPerHandlingUnit, `${place}.msPerHandlingUnit`);
    this.byHand = 1 - (settings.walkingSaved ?? 0);
    this.scan = settings.scan === undefined ? null : scanOf(settings.scan, place);
  }

  /** Whole ms of work, >= 0. */
  of(key: number, shipment: Job, drawKey: number): number {
    const { streams, perShipment, perHandlingUnit } = this;
    let workMs = this.perLine === null ? 0 : this.ofLines(this.perLine, key, shipment, drawKey);
    if (this.scan !== null) workMs += this.ofScans(this.scan, key, shipment, drawKey);
    const attempt = attemptOf(key);
    if (perShipment !== null) workMs += Math.max(0, perShipment.sample(streams.shipments, drawKey, attempt));
    if (perHandlingUnit !== null && shipment.handlingUnits > 0) {
      const eachMs = Math.max(0, perHandlingUnit.sample(streams.handlingUnits, drawKey, attempt));
      workMs += shipment.handlingUnits * eachMs;
    }
    return Math.round(workMs);
  }

  /** What misread scans add. */
  private ofScans(scan: Scan, key: number, { products, units }: Job, drawKey: number): number {
    const { misreads, rescans } = this.streams;
    let addedMs = 0;
    for (let line = 0; line < products.length; line++) {
      if (units[line] === 0) continue;
      const index = lineIndex(products[line]!, key) * SCANS_MAX;
      let no = 0;
      while (misreads.unit(drawKey, index + no) < scan.misreadShare) {
        no += 1;
        const by = no > scan.rescansMax ? scan.keyIn : scan.again;
        addedMs += Math.max(0, by.sample(rescans, drawKey, index + no));
        if (no > scan.rescansMax) break;
      }
    }
    return addedMs;
  }

  private ofLines(perLine: Sampler, key: number, shipment: Job, drawKey: number): number {
    const { products, units } = shipment;
    let workMs = 0;
    for (let line = 0; line < products.length; line++) {
      if (units[line] === 0) continue;
      workMs += Math.max(0, perLine.sample(this.streams.lines, drawKey, lineIndex(products[line]!, key)));
    }
    return workMs * this.byHand;
  }
}

function scanOf({ misreadShare, rescanMs, rescansMax, keyInMs }: ScanSettings, place: string): Scan {
  const again = compile(rescanMs, `${place}.scan.rescanMs`);
  return { misreadShare, again, rescansMax, keyIn: compile(keyInMs, `${place}.scan.keyInMs`) };
}

function compiled(distribution: Distribution | null, place: string): Sampler | null {
  return distribution === null ? null : compile(distribution, place);
}
