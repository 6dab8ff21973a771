/** A paced run has the digest of the fast one, never runs ahead of the wall clock, and reports how far it lags. */
import { describe, expect, test } from 'vitest';
import { Kernel } from './kernel.ts';
import { runPaced, type WallClock } from './paced.ts';

/** A wall clock that moves only while somebody sleeps, plus what each event is said to cost. */
class FakeClock implements WallClock {
  ms = 1_000;
  sleeps = 0;
  nowMs(): number {
    return this.ms;
  }
  sleepUntil(wakeMs: number): Promise<void> {
    this.sleeps += 1;
    this.ms = Math.max(this.ms, wakeMs);
    return Promise.resolve();
  }
}

function model(onEvent: (now: number) => void): Kernel {
  const kernel = new Kernel({ start: 500 });
  const tick = kernel.handler('tick', (n) => {
    onEvent(kernel.now);
    if (n < 10) kernel.schedule(tick, kernel.now + 40, n + 1);
  });
  kernel.schedule(tick, 520, 1);
  return kernel;
}

describe('runPaced', () => {
  test('events happen at their wall-clock instants, and the digest is that of the fast run', async () => {
    const clock = new FakeClock();
    const offsets: number[] = [];
    const kernel = model((now) => offsets.push(clock.ms - (1_000 + (now - 500) / 2)));
    const report = await runPaced(kernel, { clock, unitsPerMs: 2 });
    expect(offsets).toEqual(new Array(10).fill(0));
    expect(report).toEqual({ end: 'empty', instants: 10, driftMsMean: 0, driftMsMax: 0 });
    const fast = model(() => {});
    fast.run();
    expect(kernel.digest.hex()).toBe(fast.digest.hex());
  });

  test('an event that takes too long makes the next ones late: that is the drift', async () => {
    const clock = new FakeClock();
    const kernel = model((now) => {
      if (now === 560) clock.ms += 50;
    });
    const report = await runPaced(kernel, { clock, unitsPerMs: 2 });
    // 560 is served on time and costs 50 ms; 600 and 640 are due 20 and 40 ms later.
    expect(report.driftMsMax).toBe(30);
    expect(report.driftMsMean).toBe(4);
  });

  test('until, stop and pause end it', async () => {
    const clock = new FakeClock();
    const kernel = model(() => {});
    expect((await runPaced(kernel, { clock, unitsPerMs: 1, until: 570 })).end).toBe('until');
    expect(kernel.now).toBe(570);
    expect((await runPaced(kernel, { clock, unitsPerMs: 1, stop: () => kernel.now >= 640 })).end).toBe(
      'condition',
    );
    const pausing = model((now) => {
      if (now === 560) pausing.pause();
    });
    expect((await runPaced(pausing, { clock, unitsPerMs: 1 })).end).toBe('paused');
    expect(pausing.now).toBe(560);
  });

  test('long waits are slept in pieces, so that what comes from outside is noticed', async () => {
    const clock = new FakeClock();
    const kernel = model(() => {});
    await runPaced(kernel, { clock, unitsPerMs: 1, sleepMsMax: 10 });
    expect(clock.sleeps).toBeGreaterThanOrEqual(38);
  });

  test('while it waits, now follows the wall clock, and a pause is noticed', async () => {
    const clock = new FakeClock();
    const kernel = new Kernel();
    const seen: number[] = [];
    const far = kernel.handler('far', () => seen.push(kernel.now));
    kernel.schedule(far, 1000);
    const outside = kernel.handler('outside', () => seen.push(kernel.now));
    const sleep = clock.sleepUntil.bind(clock);
    clock.sleepUntil = async (wakeMs) => {
      await sleep(wakeMs);
      if (clock.ms === 1_500) kernel.schedule(outside, kernel.now);
      if (clock.ms === 1_700) kernel.pause();
    };
    const report = await runPaced(kernel, { clock, unitsPerMs: 1, sleepMsMax: 100 });
    expect(report).toMatchObject({ end: 'paused', instants: 1 });
    expect(seen).toEqual([400]);
    expect(report.driftMsMax).toBeLessThanOrEqual(100);
    await expect(runPaced(kernel, { clock, unitsPerMs: 1, until: Number.NaN })).rejects.toThrow(/NaN/);
    await expect(runPaced(kernel, { clock, unitsPerMs: 1, sleepMsMax: 0 })).rejects.toThrow(/sleepMsMax/);
  });

  test('a rate that is none is refused', async () => {
    await expect(
      runPaced(
        model(() => {}),
        { clock: new FakeClock(), unitsPerMs: 0 },
      ),
    ).rejects.toThrow(/unitsPerMs/);
  });
});
