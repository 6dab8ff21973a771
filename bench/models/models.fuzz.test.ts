/**
 * What must hold of whatever a model says, and of whatever lies where a model should: reading comes to an end; it gives numbers that the
 * gate judges, or fails in words; what is obeyed is one of the options, with finite scores; an answer on record is the answer. Shown by
 * bytes like answers of each protocol, frames of the Python class, and ONNX files.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adviceOf, answerOf, answerText } from '#orchestrator/decisions/model-answer';
import type { ModelOutput } from '#scenarios/host/ports';
import type { HttpModel } from '#scenarios/schema/outbound/model-source';
import { fuzz } from '#testing/fuzz/fuzz-target';
import { protocolOf } from './http-protocols.ts';
import { readOnnxGraph } from './onnx-graph.ts';
import { fieldsOf, message, nested, number, text } from './protobuf.ts';
import { FrameReader, FrameTooLong, outputOf, textFrame } from './python-frames.ts';

const ROWS = 3;
const BYTES_MAX = 1 << 12;
const textOf = (input: Uint8Array): string => Buffer.from(input).toString();

/** What the gate is given, as the host makes it of what a model said. */
function expectJudged({ scores, action, confidence, propensity }: ModelOutput): void {
  const answer = {
    kind: 'answered',
    scores: Array.from(scores),
    action: action ?? null,
    confidence: confidence ?? null,
    propensity: propensity ?? null,
  } as const;
  expect(answerOf(answerText(answer))).toEqual(answer);
  const advice = adviceOf(answer, ROWS);
  if (advice.kind === 'none') return;
  expect(advice.scores).toHaveLength(ROWS);
  expect(advice.scores?.every(Number.isFinite)).toBe(true);
  expect(advice.confidence).toBeGreaterThanOrEqual(0);
  expect(advice.confidence).toBeLessThanOrEqual(1);
}

/** A failure in words; a fault of ours is none. */
function orSaid<Value>(read: () => Value, take: (value: Value) => void): string | null {
  let value: Value;
  try {
    value = read();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || error.message === '') throw error;
    if (error.message.includes('call stack')) throw error;
    return error.message;
  }
  take(value);
  return null;
}

const SAMPLES: Readonly<Record<HttpModel['protocol'], unknown>> = {
  kserve: { outputs: [{ name: 'scores', shape: [3], datatype: 'FP32', data: [0.5, 0.25, 0.125] }] },
  mlflow: { predictions: [[0.5], [0.25], [0.125]] },
  chat: { choices: [{ message: { role: 'assistant', content: 'Option 2.' } }] },
};

for (const [protocol, sample] of Object.entries(SAMPLES) as [HttpModel['protocol'], unknown][]) {
  const read = protocolOf({ protocol, url: 'http://localhost:1', model: 'm' }, 'carrier').read;
  fuzz({
    name: `answer-${protocol}`,
    samples: [JSON.stringify(sample)],
    words: ['outputs', 'predictions', 'choices', 'option 7', '0', '1e999', '[[[0]]]', 'null'],
    take: (input) => {
      let answer: unknown;
      try {
        answer = JSON.parse(textOf(input));
      } catch {
        answer = textOf(input);
      }
      return orSaid(() => read(answer, ROWS), expectJudged);
    },
  });
}

const answerFrame = (flags: number, ...numbers: readonly number[]): Buffer => {
  const frame = Buffer.alloc(4 + 32 + 8 * ROWS);
  frame.writeUInt32LE(frame.length - 4, 0);
  frame[4] = 0x41;
  frame[5] = flags;
  for (const [i, each] of numbers.entries()) frame.writeDoubleLE(each, 12 + 8 * i);
  return frame;
};

fuzz({
  name: 'python-frames',
  samples: [
    Buffer.concat([answerFrame(0, 0, 0, 0, 3, 2, 1), answerFrame(7, 1, 0.5, 0.25, 3, 2, 1)]),
    Buffer.concat([textFrame('Eno such column'), answerFrame(1, 2, 0, 0, Number.NaN, 1, 2)]),
  ],
  take: (input) => {
    const frames: Buffer[] = [];
    const whole = new FrameReader(BYTES_MAX);
    const pieces = new FrameReader(BYTES_MAX);
    const bytes = Buffer.from(input);
    try {
      frames.push(...whole.take(bytes));
    } catch (error) {
      expect(error).toBeInstanceOf(FrameTooLong);
      return null;
    }
    const again: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 7) again.push(...pieces.take(bytes.subarray(at, at + 7)));
    expect(Buffer.concat(again).equals(Buffer.concat(frames))).toBe(true);
    return frames.map((frame) => orSaid(() => outputOf(frame), expectJudged));
  },
});

const node = message(
  text(1, 'x'),
  text(2, 'y'),
  text(4, 'MatMul'),
  nested(5, message(text(1, 'alpha'), number(3, 7))),
);
const tensor = message(
  number(1, 3),
  text(8, 'w'),
  number(14, 1),
  nested(13, message(text(1, 'location'), text(2, 'w.bin'))),
);
const onnx = message(
  nested(8, message(text(1, ''), number(2, 17))),
  nested(7, message(nested(1, node), nested(5, tensor), nested(11, text(1, 'x')), nested(12, text(1, 'y')))),
);

test('the sample is a graph', () => {
  expect(readOnnxGraph(onnx)).toMatchObject({
    nodes: [{ operator: 'MatMul' }],
    external: [{ tensor: 'w', location: 'w.bin' }],
  });
});

const model = readFileSync(
  new URL('../../scenarios/library/models/carrier-cost-and-lateness.onnx', import.meta.url),
);

fuzz({
  name: 'onnx',
  samples: [onnx, model.subarray(0, 8_192)],
  take: (input) => {
    // What was read can be written again as it stood.
    const raw = [...fieldsOf(input)].map((field) => field.raw);
    expect(Buffer.concat(raw).equals(Buffer.from(input).subarray(0, Buffer.concat(raw).length))).toBe(true);
    return readOnnxGraph(input);
  },
});
