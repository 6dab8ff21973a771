/**
 * A run must come to the same whoever listens to it, and what nobody listens to must not be made: figures and digests of arms with a
 * recording and without are compared, and so are the rows that a recorder is told.
 */
import { describe, expect, test, vi } from 'vitest';
import { SimulatedHost } from '#scenarios/host/simulated-host';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type OutboundArm, runOutboundArms } from './outbound-arms.ts';

type Row<Method extends 'decision' | 'checkpoint'> = Parameters<Recorder[Method]>;

async function ran(recorder?: Recorder, days = 1): Promise<OutboundArm> {
  const set = [`demand.days=${days}`, 'demand.ordersPerDay=60', 'demand.maxOrders=3000'];
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set }));
  const world = buildOutboundWorld(scenario, scenario.seed);
  const [arm] = await runOutboundArms({
    world,
    policies: world.policies.slice(0, 1),
    seed: 1,
    ...(recorder === undefined ? {} : { recorderFor: () => recorder }),
  });
  return arm!;
}

/** A hash of the chain, and the digest of a question. */
const proofOf = (row: Row<'decision'>) => ({ question: row[21], hash: row[23] });

test('recorded or not, the same digests and counts', async () => {
  const [unread, recorded] = await Promise.all([ran(), ran({ ...nullRecorder, decision: () => {} })]);
  expect(unread.digests).toEqual(recorded.digests);
  expect(unread.counts).toEqual(recorded.counts);
  expect([...unread.counts.decisions.values()].some(({ asked }) => asked > 10)).toBe(true);
});

test('decisions are proved for whoever reads the proof, and for nobody else', async () => {
  const [proved, plain]: Row<'decision'>[][] = [[], []];
  await ran({ ...nullRecorder, decision: (...row) => proved!.push(row) });
  await ran({ ...nullRecorder, decision: (...row) => plain!.push(row), provesDecisions: false });
  expect(plain).toHaveLength(proved!.length);
  expect(new Set(proved!.map(proofOf).map(({ hash }) => hash)).size).toBe(proved!.length);
  expect(proved!.map(proofOf).every(({ question }) => /^[0-9a-f]{16}$/.test(question))).toBe(true);
  expect(plain!.map(proofOf).every(({ question, hash }) => question === '' && hash === '')).toBe(true);
});

describe('checkpoints', () => {
  test('the last one has the digests of the run, and the digests are made for nobody who does not listen', async () => {
    const made = vi.spyOn(OutboundTwin.prototype, 'digests');
    const checkpoints: Row<'checkpoint'>[] = [];
    const arm = await ran({ ...nullRecorder, checkpoint: (...row) => checkpoints.push(row) });
    const { digest, businessDigest, outcomeDigest } = arm.digests;
    expect(checkpoints.at(-1)).toEqual([arm.events, arm.endedAt, digest, businessDigest, outcomeDigest]);
    expect(made).toHaveBeenCalledTimes(checkpoints.length + 1);
    made.mockClear();
    await ran();
    expect(made).toHaveBeenCalledTimes(1);
    made.mockRestore();
  });

  test('come every 100,000 events, and with many actors alive after 20 events for each of them', async () => {
    const spacing = async (living: number): Promise<number[]> => {
      const alive = vi.spyOn(SimulatedHost.prototype, 'livingActors', 'get').mockReturnValue(living);
      const at: number[] = [];
      await ran({ ...nullRecorder, checkpoint: (event) => at.push(event) }, 30);
      alive.mockRestore();
      return at.slice(0, -1);
    };
    const [often, seldom] = [await spacing(1), await spacing(10_000)];
    expect(often.length).toBeGreaterThan(2);
    for (const [i, event] of often.entries()) expect(event - (often[i - 1] ?? 0)).toBeLessThan(121_000);
    expect(seldom[1]! - seldom[0]!).toBeGreaterThanOrEqual(200_000);
  });
});
