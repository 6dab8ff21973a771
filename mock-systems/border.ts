/**
 * Borders: loads that stand there, and what a customs officer has said to their drivers. Carriers drive up to it, customs lets them
 * go or sends them back: no message says so, and nobody's system needs to know.
 *
 * 1. A load stands at a border once. It goes on when customs says so, and by nothing else.
 * 2. That one has come, and each word to its driver, is a calendar event of its own, so that nothing is re-entered.
 */
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';

/** What a driver is told. */
export const BORDER_WORD = { wait: 0, goOn: 1, goBack: 2 } as const;

interface Standing {
  readonly carrier: number;
  readonly country: number;
}

type AtBorder = (load: number, country: number, carrier: number) => void;
type Driver = (load: number, word: number) => void;

export class Border {
  private readonly kernel: Kernel;
  private readonly countryOf: readonly number[];
  private readonly guarded: readonly boolean[];
  private readonly onArrived: HandlerNo;
  private readonly onWord: HandlerNo;
  private standing = new Map<number, Standing>();
  private customs: AtBorder = () => {};
  private readonly drivers = new Map<number, Driver>();

  /**
   * @param countryOf `countryOf[place]`
   * @param guarded `guarded[country]`: what comes in there is stopped
   */
  constructor(kernel: Kernel, countryOf: readonly number[], guarded: readonly boolean[]) {
    this.kernel = kernel;
    this.countryOf = countryOf;
    this.guarded = guarded;
    this.onArrived = kernel.handler('border.arrived', (load) => {
      const { country, carrier } = this.standing.get(load)!;
      this.customs(load, country, carrier);
    });
    this.onWord = kernel.handler('border.word', (load, word) => this.hear(load, word));
    kernel.component('mock.border', {
      save: () => new Map(this.standing),
      load: (saved) => {
        this.standing = new Map(saved as ReadonlyMap<number, Standing>);
      },
    });
  }

  /** Customs, which sees each load once. */
  connectCustoms(listener: AtBorder): void {
    this.customs = listener;
  }

  connectCarrier(carrier: number, driver: Driver): void {
    this.drivers.set(carrier, driver);
  }

  /** The country whose customs stand on the way between two places; -1 = nobody does. */
  onTheWay(from: number, to: number): number {
    const country = this.countryOf[to]!;
    return country !== this.countryOf[from] && this.guarded[country] === true ? country : -1;
  }

  /** A truck drives up. */
  arrive(load: number, country: number, carrier: number): void {
    assert(!this.standing.has(load), `load ${load} stands at the border already`);
    this.standing.set(load, { carrier, country });
    this.kernel.schedule(this.onArrived, this.kernel.now, load);
  }

  /** @param word `BORDER_WORD` */
  tell(load: number, word: number): void {
    this.kernel.schedule(this.onWord, this.kernel.now, load, word);
  }

  /** Loads that stand there. */
  loads(): number[] {
    return [...this.standing.keys()].sort((x, y) => x - y);
  }

  private hear(load: number, word: number): void {
    const there = this.standing.get(load);
    assert(there !== undefined, `load ${load} is told ${word} at the border, and is not there`);
    if (word !== BORDER_WORD.wait) this.standing.delete(load);
    this.drivers.get(there.carrier)?.(load, word);
  }
}
