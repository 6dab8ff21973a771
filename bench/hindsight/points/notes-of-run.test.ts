/** Each point that a world asks has its notes; and none has any where no bound is known, nor late loads where they may be rerouted. */
import { expect, test } from 'vitest';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { smallInbound } from '#testing/worlds/inbound-world';
import { predictingWorld } from '#testing/worlds/prediction-world';
import { WaveNotes } from '../wave-notes.ts';
import { BillNotes } from './bill-notes.ts';
import { DelayNotes } from './delay-notes.ts';
import { DockNotes } from './dock-notes.ts';
import { notesOfRun } from './notes-of-run.ts';
import { WorkloadNotes } from './workload-notes.ts';

const kindsIn = (world: OutboundWorld, waves: WaveNotes | null = null): unknown[] =>
  notesOfRun(world, 1, undefined, waves).map((each) => each.constructor);

test('a world has notes of what it asks', () => {
  const world = predictingWorld(
    ['workloadPolicy=stay', 'waveSequencePolicy=earliest-cutoff'],
    ['delay-prediction', 'bill-audit'],
  );
  expect(kindsIn(world)).toEqual([BillNotes, DelayNotes]);
  expect(kindsIn(world, new WaveNotes(world))).toEqual([BillNotes, DelayNotes, WorkloadNotes]);
  expect(kindsIn(smallInbound())).toContain(DockNotes);
});

test('late loads are not bounded where another may take them on', () => {
  const { network, ...world } = predictingWorld([], ['delay-prediction']);
  const limits = { ...network.limits, rerouteMinorMax: 100 };
  expect(kindsIn({ ...world, network })).toEqual([DelayNotes]);
  expect(kindsIn({ ...world, network: { ...network, limits } })).toEqual([]);
});

test('nothing is bounded in a world of which no bound is known', () => {
  const [first, ...others] = predictingWorld().carriers;
  const carriers = [{ ...first!, conduct: {} }, ...others];
  expect(kindsIn({ ...predictingWorld(), carriers })).toEqual([]);
});
