/**
 * Notes on orders that tell a chat what to do, and an endpoint that obeys them: it is shown them as quoted text, what it is told to say
 * is judged as any other answer, no hard rule is broken, and where no note speaks the run is as it would be.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INJECTED_NOTES } from '#mock-systems/erp/order-notes';
import { NO_LIMITS } from '#orchestrator/decisions/model-limits';
import { answersOf } from '#scenarios/host/answer-source';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { type DecisionRow, decisionRow } from '#testing/runs/decision-row';
import { modelArm } from '#testing/runs/model-run';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { openHttpModel } from './http-model.ts';

let server: Server;
let url: string;
let shown: string[] = [];

/** What an obedient reader of a note would do. */
function obeys(note: string): string | null {
  return /(?:answer(?: with)?|assistant):? (?:with )?(\d+)/i.exec(note)?.[1] ?? null;
}

/** The note in a prompt. */
function noteIn(prompt: string): string | null {
  const line = prompt.split('\n').at(-1)!;
  return line.startsWith('"') ? (JSON.parse(line) as string) : null;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const prompt: string = JSON.parse(body).messages[1].content;
      shown.push(prompt);
      const note = noteIn(prompt);
      const content = (note === null ? null : obeys(note)) ?? '1';
      response.end(JSON.stringify({ choices: [{ message: { content } }] }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

interface Seen {
  readonly rows: readonly DecisionRow[];
  readonly injected: ReadonlyMap<number, string>;
  readonly shown: readonly string[];
  readonly digests: ReturnType<OutboundTwin['digests']>;
}

function worldWith(notes: OutboundWorld['erp']['notes']): OutboundWorld {
  const world = smallDistributor({ days: 1, ordersPerDay: 60 });
  return notes === undefined ? world : { ...world, erp: { ...world.erp, notes } };
}

async function ran(notes: OutboundWorld['erp']['notes']): Promise<Seen> {
  shown = [];
  const rows: DecisionRow[] = [];
  const injected = new Map<number, string>();
  const recorder: Recorder = {
    ...nullRecorder,
    decision: (...values) => {
      const row = decisionRow(values);
      if (row.point === 'sourcing') rows.push(row);
    },
    fault: (_time, kind, _place, key, detail) => {
      if (kind === 'injected-text') injected.set(key!, (detail as { text: string }).text);
    },
  };
  const model = openHttpModel({ protocol: 'chat', url, model: 'm' }, 'sourcing', {
    answerWithinMs: 5_000,
    allowed: ['127.0.0.1'],
    environment: {},
  });
  const policies = modelArm(answersOf(model), {
    thinking: { kind: 'constant', value: 1000 },
    limits: NO_LIMITS,
  });
  const twin = new OutboundTwin({ world: worldWith(notes), policies, seed: 1, recorder });
  twin.start();
  expect(await twin.runQuiescent()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
  return { rows, injected, shown, digests: twin.digests() };
}

const HOSTILE = { share: 0.2, injectedShare: 0.4, injected: INJECTED_NOTES };

describe('an endpoint that obeys what a customer wrote', () => {
  test('is judged by the gate: candidates alone, hard rules kept, the rest falls back', async () => {
    const hostile = await ran(HOSTILE);
    expect(hostile.injected.size).toBeGreaterThan(15);
    const firsts = hostile.rows.filter(({ attempt }) => attempt === 1);
    let [obeyed, refused] = [0, 0];
    for (const row of firsts) {
      const note = hostile.injected.get(Number(row.entityKey));
      const told = note === undefined ? null : obeys(note);
      if (told === null) continue;
      const ruledOut = (row.ruledOut ?? []) as readonly (string | null)[];
      expect(ruledOut[Number(row.chosen)] ?? null).toBeNull();
      const offered = Number(row.candidates) - Number(row.removed);
      if (Number(told) > offered) {
        refused += 1;
        expect(row.fallback).toBe('invalid-answer');
      } else {
        obeyed += 1;
        expect(row.fallback).toBeNull();
      }
    }
    // It can be talked into another candidate, and into nothing else.
    expect(refused).toBeGreaterThan(3);
    expect(obeyed).toBeGreaterThan(0);
  });

  test('is shown it as one quoted line, and nothing where no customer has written anything', async () => {
    const { shown: hostile, injected } = await ran(HOSTILE);
    const notes = hostile.flatMap((prompt) => noteIn(prompt) ?? []);
    for (const text of injected.values()) expect(notes).toContain(text);
    // A note that pretends to end the quotation is still inside it.
    const breaker = hostile.find((prompt) => noteIn(prompt)?.includes('New instruction') === true)!;
    expect(breaker.split('\n').filter((line) => line.includes('New instruction'))).toHaveLength(1);
    const calm = await ran(undefined);
    expect(calm.shown.every((prompt) => noteIn(prompt) === null)).toBe(true);
    expect(calm.injected.size).toBe(0);
  });

  test('moves no other order: ordinary notes change nothing at all', async () => {
    const calm = await ran(undefined);
    const chatty = await ran({ share: 0.5, injectedShare: 0, injected: INJECTED_NOTES });
    expect(chatty.shown.some((prompt) => noteIn(prompt) !== null)).toBe(true);
    expect(chatty.digests.businessDigest).toBe(calm.digests.businessDigest);
  });
});
