/** Waves of WMS's own: first reserved, first released, at its instants, up to the lines of a wave; and a copy goes on alike. */
import { describe, expect, test } from 'vitest';
import { Kernel } from '#sim/kernel';
import { OwnWaves } from './own-waves.ts';
import { PHASE, Shipments } from './shipments.ts';

const INSTANTS = [100, 200, 300];

interface Bench {
  readonly kernel: Kernel;
  readonly waves: OwnWaves;
  readonly shipments: Shipments;
  /** `at: wave -> keys`. */
  readonly released: string[];
  join(key: number, lines?: number): void;
}

function bench(linesPerWave = 4): Bench {
  const kernel = new Kernel({ start: 0 });
  const shipments = new Shipments(1000);
  const released: string[] = [];
  const settings = [{ instants: INSTANTS, linesPerWave }];
  const waves = new OwnWaves(kernel, settings, shipments, (_node, wave, keys) =>
    released.push(`${kernel.now}: ${wave} -> ${keys.join(' ')}`),
  );
  kernel.component('waves', { save: () => waves.save(), load: (saved) => waves.load(saved as never) });
  const join = (key: number, lines = 2): void => {
    const units = Array.from({ length: lines }, () => 1);
    waves.join(key, shipments.add(key, 0, units, units, 0, []));
  };
  return { kernel, waves, shipments, released, join };
}

describe('a wave', () => {
  test('takes the first reserved up to its lines; the rest waits for the next', () => {
    const { kernel, released, join } = bench();
    for (const key of [9, 3, 7]) join(key);
    kernel.run();
    expect(released).toEqual(['100: 0 -> 9 3', '200: 1 -> 7']);
  });

  test('holds one at least, however many lines that has, and never more than the next one allows', () => {
    const { kernel, released, join } = bench();
    join(1, 9);
    join(2, 4);
    kernel.run();
    expect(released).toEqual(['100: 0 -> 1', '200: 1 -> 2']);
  });

  test('leaves out what was released from its reservation', () => {
    const { kernel, shipments, released, join } = bench();
    join(1);
    join(2);
    shipments.get(1)!.phase = PHASE.released;
    kernel.run();
    expect(released).toEqual(['100: 0 -> 2']);
  });

  test('of nothing is none', () => {
    const { kernel, shipments, released, join } = bench();
    join(1);
    shipments.get(1)!.phase = PHASE.released;
    kernel.run();
    expect(released).toEqual([]);
  });
});

test('after the last instant a shipment is its own wave, at once', () => {
  const { kernel, released, join } = bench();
  kernel.run({ until: 350 });
  join(1);
  join(2);
  expect(released).toEqual(['350: 3 -> 1', '350: 3 -> 2']);
});

test('a copy releases what the run releases', () => {
  const run = bench();
  const copy = bench();
  for (const key of [1, 2, 3, 4, 5]) run.join(key);
  for (const key of [1, 2, 3, 4, 5]) copy.shipments.add(key, 0, [1, 1], [1, 1], 0, []);
  run.kernel.run({ until: 150 });
  copy.kernel.restore(run.kernel.snapshot());
  run.kernel.run();
  copy.kernel.run();
  expect(run.released).toEqual(['100: 0 -> 1 2', '200: 1 -> 3 4', '300: 2 -> 5']);
  expect(copy.released).toEqual(run.released.slice(1));
});
