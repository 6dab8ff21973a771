/** The whole kernel: against C++'s bare queue, snapshot and restore, memory. */
import { inChild } from '../../harness/child.ts';
import { median } from '../../harness/measure.ts';
import {
  contestRow,
  figureRow,
  nsWords,
  repeated,
  type Sample,
  type Section,
  sizeWords,
  withCompileCache,
} from '../../harness/section.ts';
import { peerHold } from '../hold/cpp-peer.ts';
import { type HoldWork, operationsOf } from '../hold/hold.ts';
import type { SnapshotResult } from './kernel-bench.ts';

const MODULE = new URL('./kernel-bench.ts', import.meta.url).href;

const SNAPSHOT_MS_MAX = 5;
const MEMORY_MB_MAX = 120;

export const kernelAgainstCpp: Section = {
  name: 'kernel',
  title: 'HOLD through the whole kernel (typed events, dispatch, digest), against the same C++ peer',
  run: ({ repetitions, peer }) =>
    [1000, 100_000, 1_000_000].map((pending) => {
      const work: HoldWork = { pending, operations: operationsOf(pending) };
      const ours = (): Sample => inChild<Sample>(MODULE, 'kernelHold', work);
      const name = `${sizeWords(pending)} pending`;
      const target = pending === 100_000 ? 0.8 : null;
      if (peer === null) {
        const ns = median(repeated(repetitions, () => ours().value));
        return { ...figureRow(name, nsWords(ns), null), peer: 'no g++' };
      }
      return contestRow(repetitions, {
        work: name,
        words: nsWords,
        ours,
        peer: () => peerHold(peer, work),
        target,
      });
    }),
};

export const snapshots: Section = {
  name: 'snapshot',
  title: 'Snapshot and restore of a kernel with 100k pending events (wall time)',
  run: ({ repetitions }) =>
    [
      { words: '', pending: 100_000, payloads: false },
      { words: ', half of them with a payload', pending: 50_000, payloads: true },
    ].flatMap(({ words, pending, payloads }) => {
      const runs = repeated(repetitions, () =>
        inChild<SnapshotResult>(MODULE, 'kernelSnapshot', { pending, payloads }),
      );
      return (['snapshotMs', 'restoreMs'] as const).map((which) => {
        const ms = median(runs.map((run) => run[which]));
        const bound = { target: `<= ${SNAPSHOT_MS_MAX} ms`, met: ms <= SNAPSHOT_MS_MAX };
        return figureRow(`${which.replace('Ms', '')}${words}`, `${ms.toFixed(2)} ms`, bound);
      });
    }),
};

export const memory: Section = {
  name: 'memory',
  title: 'Memory of the whole process at 1M pending events (peak resident set)',
  run: ({ repetitions }) => {
    const once = (env: Readonly<Record<string, string>>): number =>
      inChild<{ rssMb: number }>(MODULE, 'kernelMemory', { pending: 1_000_000 }, env).rssMb;
    const published = withCompileCache((env) => {
      once(env);
      return median(repeated(repetitions, () => once(env)));
    });
    const sources = median(repeated(repetitions, () => once({})));
    return [
      figureRow('types stripped before, as in dist/', `${published.toFixed(0)} MB`, {
        target: `<= ${MEMORY_MB_MAX} MB`,
        met: published <= MEMORY_MB_MAX,
      }),
      figureRow("from sources, with Node's type stripper in the process", `${sources.toFixed(0)} MB`, null),
    ];
  },
};
