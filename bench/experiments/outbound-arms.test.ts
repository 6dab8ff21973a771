/**
 * A run must come to the same whoever listens to it, and what nobody listens to must not be made: figures and digests of arms with a
 * recording and without are compared, and so are the rows that a recorder is told.
 */
import { expect, test } from 'vitest';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type OutboundArm, runOutboundArms } from './outbound-arms.ts';

type Row<Method extends 'decision' | 'checkpoint'> = Parameters<Recorder[Method]>;

async function ran(recorder?: Recorder): Promise<OutboundArm> {
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set: ['demand.days=1'] }));
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

test('the last checkpoint has the digests of the run', async () => {
  const checkpoints: Row<'checkpoint'>[] = [];
  const arm = await ran({ ...nullRecorder, checkpoint: (...row) => checkpoints.push(row) });
  const { digest, businessDigest, outcomeDigest } = arm.digests;
  expect(checkpoints.at(-1)).toEqual([arm.events, arm.endedAt, digest, businessDigest, outcomeDigest]);
});
