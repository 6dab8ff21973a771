/** The docks of a WMS by themselves: the test in the core's place, and in the suppliers'. */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToReceiving } from '#orchestrator/contracts/receiving';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { Yard } from '../yard.ts';
import type { ReceivingSettings } from './settings.ts';
import { HOUR_MS, MINUTE_MS, node, START, settingsOf, station } from './wms.fixture.ts';
import { WmsSystem } from './wms-system.ts';

const EVERY_HOUR = Array.from({ length: 240 }, (_, i) => START + i * HOUR_MS);
const NOTHING = { products: [0, 1], units: [0, 0], handlingUnits: 0 };

export const DOCK: ReceivingSettings = {
  doors: 1,
  slotMs: HOUR_MS,
  slots: EVERY_HOUR,
  open: [],
  offeredMax: 3,
  unload: station(9, 30),
  putAway: station(9, 10),
  countWrongShare: 0,
  countWrongUnits: { kind: 'constant', value: 1 },
  countFewerShare: 0.5,
};

export class DockBench {
  readonly kernel = new Kernel({ start: START });
  readonly said: (readonly [kind: string, key: number, b: number, at: number])[] = [];
  readonly bodies: unknown[] = [];
  readonly log: string[] = [];
  readonly wms: WmsSystem;
  private readonly yard: Yard;
  private counter = 0;

  constructor(dock: Partial<ReceivingSettings> = {}, rememberMs = 90 * 24 * HOUR_MS) {
    trapRxErrors(this.kernel);
    this.yard = new Yard(this.kernel);
    const log: BusinessLog = {
      business: (event, owner, type, key, n, a, b) => {
        this.log.push(
          `${(this.kernel.now - START) / MINUTE_MS} ${owner}.${event} ${type} ${key}#${n}(${a},${b})`,
        );
      },
    };
    const settings = settingsOf([node({ receiving: { ...DOCK, ...dock } })], { rememberMs });
    this.wms = new WmsSystem(
      { kernel: this.kernel, log },
      new Random(1),
      settings,
      (order) => order,
      this.yard,
    );
    this.wms.output.subscribe(({ kind, key, b, body }) => {
      this.said.push([kind, key, b, (this.kernel.now - START) / MINUTE_MS]);
      this.bodies.push(body);
    });
  }

  slots(key: number, fromMinutes: number): { door: number; from: number }[] {
    this.tell('requestSlots', key, START + fromMinutes * MINUTE_MS, NOTHING);
    const { slots } = this.bodies.at(-1) as { slots: { door: number; from: number }[] };
    return slots.map(({ door, from }) => ({ door, from: (from - START) / MINUTE_MS }));
  }

  book(key: number, atMinutes: number, door = 0, units: readonly number[] = [10, 5]): this {
    const expected = { products: [0, 1], units, handlingUnits: 2 };
    return this.tell('bookSlot', key, START + atMinutes * MINUTE_MS, { door, expected });
  }

  cancel(key: number): this {
    return this.tell('cancelSlot', key, 0, null);
  }

  release(key: number, keep = 1): this {
    return this.tell('releaseReceipt', key, keep, null);
  }

  /** Up to this minute; then the truck is there. */
  truck(
    receipt: number,
    atMinutes: number,
    units: readonly number[] = [10, 5],
    damaged: readonly number[] = [0, 0],
  ): this {
    this.until(atMinutes);
    this.yard.driveIn({ receipt, node: 0, products: [0, 1], units, damaged, handlingUnits: 2 });
    return this.until(atMinutes);
  }

  until(minutes: number): this {
    this.kernel.run({ until: START + minutes * MINUTE_MS });
    return this;
  }

  /** Minutes and door at which trucks were called to one. */
  docked(): (readonly [receipt: number, minute: number, door: number])[] {
    return this.log.flatMap((each) => {
      const found = /^(\S+) WMS\.truckDocked receipt (\d+)#1\((\d+),0\)$/.exec(each);
      return found === null ? [] : [[Number(found[2]), Number(found[1]), Number(found[3])] as const];
    });
  }

  events(name: string): string[] {
    return this.log.filter((each) => each.includes(`.${name} `));
  }

  numberFrom(given: number): void {
    this.counter = given;
  }

  private tell(kind: CoreToReceiving['kind'], key: number, b: number, body: unknown): this {
    this.counter += 1;
    this.wms.input.next(
      envelope(kind, 20, key, PARTNER, this.wms.partner, CORE_SENDER, this.counter, key, 0, b, body),
    );
    return this;
  }
}
