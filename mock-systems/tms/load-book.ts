/** The loads that TMS knows: each from the first that it hears of it until some time after its pickup. */
import type { HandlerNo, Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import { copyLoad, type LoadRecord, newLoad } from './load-record.ts';

export type SavedLoads = SavedRecords<LoadRecord>;

export class LoadBook {
  private readonly kernel: Kernel;
  private readonly keptMs: number;
  private readonly loads = new LentRecords<LoadRecord>(copyLoad);
  private readonly onForget: HandlerNo;

  constructor(kernel: Kernel, keptMs: number) {
    this.kernel = kernel;
    this.keptMs = keptMs;
    this.onForget = kernel.handler('tms.forget', (load) => this.forget(load));
  }

  /** Loads that it has not forgotten. */
  get size(): number {
    return this.loads.size;
  }

  get(key: number): LoadRecord | undefined {
    return this.loads.get(key);
  }

  /** The load, known for some time after `at` from now on. */
  knownUntilAfter(key: number, at: number): LoadRecord {
    const { now } = this.kernel;
    const forgetAt = Math.max(now, at) + this.keptMs;
    const known = this.loads.get(key);
    if (known !== undefined) {
      known.forgetAt = Math.max(known.forgetAt, forgetAt);
      return known;
    }
    const load = newLoad();
    load.forgetAt = forgetAt;
    this.loads.set(key, load);
    this.kernel.schedule(this.onForget, forgetAt, key);
    return load;
  }

  save(): SavedLoads {
    return this.loads.save();
  }

  load(saved: SavedLoads): void {
    this.loads.load(saved);
  }

  private forget(key: number): void {
    const { forgetAt } = this.loads.get(key)!;
    if (this.kernel.now < forgetAt) this.kernel.schedule(this.onForget, forgetAt, key);
    else this.loads.delete(key);
  }
}
