/**
 * What befalls the orchestrator at given instants: it dies and is there again, at once or after its outage; it is upgraded; its
 * clock jumps, which is put on record here and done by the host.
 *
 * 1. Typed events: a copy of a run made in an outage goes on in it.
 * 2. Who is down does not die: a crash within the outage of another one does not happen.
 */
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { SimulatedHost } from '../../host/simulated-host.ts';
import type { Recorder } from '../../recording/recorder.ts';
import type { ClockJump, Crash, FaultSettings, Upgrade } from '../../world/fault-settings.ts';

export class Crashes {
  private readonly kernel: Kernel;
  private readonly crashes: readonly Crash[];
  private readonly onCrash: HandlerNo;
  private readonly onRestart: HandlerNo;
  private readonly onUpgrade: HandlerNo;
  private readonly onClock: HandlerNo;
  private readonly upgrades: readonly Upgrade[];
  private readonly clocks: readonly ClockJump[];

  constructor(
    kernel: Kernel,
    host: Pick<SimulatedHost, 'crash' | 'restart' | 'upgrade'>,
    recorder: Recorder,
    { crashes, upgrades, clocks }: Pick<FaultSettings, 'crashes' | 'upgrades' | 'clocks'>,
  ) {
    this.kernel = kernel;
    this.upgrades = upgrades;
    this.clocks = clocks;
    this.crashes = apart(crashes);
    this.onCrash = kernel.handler('fault.crash', (no) => {
      const { kind, outageMs } = this.crashes[no]!;
      recorder.fault(kernel.now, kind, 'core', null, { outageMs });
      host.crash();
      if (outageMs === 0) host.restart();
      else kernel.schedule(this.onRestart, kernel.now + outageMs, no);
    });
    this.onRestart = kernel.handler('fault.restart', () => host.restart());
    this.onUpgrade = kernel.handler('fault.upgrade', () => {
      recorder.fault(kernel.now, 'upgrade', 'core', null, { states: host.upgrade() });
    });
    this.onClock = kernel.handler('fault.clock', (no) => {
      const { kind, byMs } = this.clocks[no]!;
      recorder.fault(kernel.now, kind, 'core', null, { byMs });
    });
  }

  /** Puts them on the calendar; not after a restore. */
  start(): void {
    this.crashes.forEach(({ at }, no) => {
      this.kernel.schedule(this.onCrash, at, no);
    });
    this.upgrades.forEach(({ at }, no) => {
      this.kernel.schedule(this.onUpgrade, at, no);
    });
    this.clocks.forEach(({ fromAt }, no) => {
      this.kernel.schedule(this.onClock, fromAt, no);
    });
  }
}

function apart(crashes: readonly Crash[]): readonly Crash[] {
  let upAt = -Infinity;
  return crashes
    .toSorted((x, y) => x.at - y.at)
    .filter(({ at, outageMs }) => {
      // At the very end of an outage the restart may not have come yet.
      if (at <= upAt) return false;
      if (outageMs > 0) upAt = at + outageMs;
      return true;
    });
}
