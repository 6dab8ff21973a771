/**
 * Endpoints against a server of our own: each protocol asks as its servers expect and reads what they answer; whatever comes instead of an
 * answer is a failure with its reason; and nobody is called who is not on the list.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adviceOf } from '#orchestrator/decisions/model-answer';
import { CARRIER_COLUMNS } from '#orchestrator/decisions/points/carrier';
import { answersOf } from '#scenarios/host/answer-source';
import type { ModelQuestion } from '#scenarios/host/ports';
import type { HttpModel } from '#scenarios/schema/outbound/model-source';
import { type HttpOptions, openHttpModel } from './http-model.ts';

interface Call {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: Posted;
}

/** What a test looks at by itself: of MLflow, of a chat. */
interface Posted {
  readonly dataframe_split: {
    readonly columns: readonly string[];
    readonly data: readonly (readonly number[])[];
  };
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

const calls: Call[] = [];
let reply: (response: ServerResponse, request: IncomingMessage) => void = () => {};
let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      calls.push({ path: request.url, authorization: request.headers.authorization, body: JSON.parse(body) });
      reply(response, request);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  calls.length = 0;
});

const json = (value: unknown) => (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(typeof value === 'string' ? value : JSON.stringify(value));
};

const FEATURES = Float32Array.from({ length: 2 * CARRIER_COLUMNS.length }, (_, i) => i);
const QUESTION: ModelQuestion = {
  policy: 'm',
  point: 'carrier',
  entityType: 'load',
  entityKey: 1,
  attempt: 1,
  inputDigest: '',
  features: FEATURES,
  rows: 2,
};

function ask(http: Partial<HttpModel> = {}, more: Partial<HttpOptions> = {}) {
  const settings: HttpModel = { protocol: 'kserve', url: `http://127.0.0.1:${port}`, model: 'm', ...http };
  const options = { answerWithinMs: 5000, allowed: ['127.0.0.1'], environment: {}, ...more };
  return answersOf(openHttpModel(settings, 'carrier', options)).ask(QUESTION);
}

const answered = (scores: readonly number[], action: number | null = null) => ({
  kind: 'answered',
  scores,
  action,
  confidence: null,
  propensity: null,
});

describe('each protocol', () => {
  test('KServe V2', async () => {
    reply = json({
      model_name: 'm',
      outputs: [{ name: 'scores', datatype: 'FP32', shape: [2], data: [1.5, 2] }],
    });
    expect(await ask({ key: 'KEY' }, { environment: { KEY: 'word' } })).toEqual(answered([1.5, 2]));
    expect(calls).toEqual([
      {
        path: '/v2/models/m/infer',
        authorization: 'Bearer word',
        body: {
          inputs: [
            { name: 'features', shape: [2, CARRIER_COLUMNS.length], datatype: 'FP32', data: [...FEATURES] },
          ],
          outputs: [{ name: 'scores' }],
        },
      },
    ]);
  });

  test('MLflow, behind a path, with a list a row', async () => {
    reply = json({ predictions: [[1], [0.5]] });
    expect(await ask({ protocol: 'mlflow', url: `http://127.0.0.1:${port}/a/` })).toEqual(answered([1, 0.5]));
    expect(calls[0]).toMatchObject({ path: '/a/invocations', authorization: undefined });
    const { columns, data } = calls[0]!.body.dataframe_split;
    expect(columns).toEqual(CARRIER_COLUMNS.map(({ name }) => name));
    expect(data).toEqual([[...FEATURES.slice(0, columns.length)], [...FEATURES.slice(columns.length)]]);
  });

  test.each(['2', ' Option 2.\n'])('a chat that writes %j', async (content) => {
    reply = json({ choices: [{ message: { role: 'assistant', content } }] });
    expect(await ask({ protocol: 'chat' })).toEqual(answered([0, 1], 1));
    expect(calls[0]).toMatchObject({ path: '/v1/chat/completions', body: { model: 'm', temperature: 0 } });
    const [system, user] = calls[0]!.body.messages;
    expect(system!.content).toContain('amount [minor units]: agreed or asked');
    expect(user!.content.split('\n')).toHaveLength(3);
    expect(user!.content).toMatch(/^option,amount,.*\n1,0,1,2,/);
  });
});

describe('what is no answer', () => {
  const chat = (content: unknown) => json({ choices: [{ message: { content } }] });
  const kserve = (data: string) => json(`{"outputs":[{"name":"scores","data":${data}}]}`);
  test.each<[string, Partial<HttpModel>, typeof reply, string, RegExp]>([
    ['a page', {}, json('<html>Sign in</html>'), 'model-failed', /^no JSON: <html>Sign in/],
    ['an error', {}, (response) => response.writeHead(503).end('busy'), 'model-failed', /^status 503: busy$/],
    [
      'a redirect to another host',
      {},
      (response) => response.writeHead(307, { location: 'http://example.com/' }).end(),
      'model-failed',
      /a redirect to http:\/\/example\.com\/, which is not followed/,
    ],
    [
      'a connection closed early',
      {},
      (response) =>
        response.writeHead(200, { 'content-length': '100' }).write('{"out', () => response.destroy()),
      'model-failed',
      /terminated|closed/,
    ],
    [
      'no answer at all',
      {},
      (_response, request) => request.socket.destroy(),
      'model-failed',
      /fetch failed: /,
    ],
    [
      '10 MB',
      {},
      json(`"${'x'.repeat(10_000_000)}"`),
      'model-failed',
      /^an answer of more than 1048576 bytes/,
    ],
    ['other JSON', {}, json([]), 'model-failed', /^no list "outputs" in the answer: \[\]$/],
    ['NaN, as Python writes it', {}, kserve('[NaN, 1]'), 'not-finite', /^$/],
    ['a text for a score', {}, kserve('["high", 1]'), 'not-finite', /^$/],
    ['a score too many', {}, kserve('[1, 2, 3]'), 'wrong-length', /^$/],
    ['an option that there is not', { protocol: 'chat' }, chat('7'), 'invalid-answer', /^$/],
    ['option 0', { protocol: 'chat' }, chat('0'), 'policy-declined', /^$/],
    [
      'a chat that talks',
      { protocol: 'chat' },
      chat('I would take 1 or 2'),
      'model-failed',
      /^no number of an option: "I would/,
    ],
    [
      'a chat that writes a megabyte of nothing behind the number',
      { protocol: 'chat' },
      chat(`1${' '.repeat(1_000_000)}x`),
      'model-failed',
      /^no number of an option: "1 /,
    ],
    [
      'a chat that writes nothing',
      { protocol: 'chat' },
      chat(null),
      'model-failed',
      /^no number of an option: null$/,
    ],
  ])('%s', async (_what, http, answer, fallback, reason) => {
    reply = answer;
    const said = await ask(http);
    const advice = adviceOf(said, 2);
    const told = advice.kind === 'none' ? advice.reason : { '-1': 'policy-declined' }[advice.action];
    expect(told ?? 'invalid-answer').toBe(fallback);
    expect(said.kind === 'failed' ? said.reason : '').toMatch(reason);
    expect(calls).toHaveLength(1);
  });

  test('silence, and a server that is silent three times is not asked a fourth time', async () => {
    reply = () => {};
    const settings: HttpModel = { protocol: 'mlflow', url: `http://127.0.0.1:${port}` };
    const options = { answerWithinMs: 20, allowed: [`127.0.0.1:${port}`], environment: {} };
    const { ask } = answersOf(openHttpModel(settings, 'carrier', options));
    const reasons = await Promise.all(Array.from({ length: 5 }, () => ask(QUESTION)));
    const late = { kind: 'failed', reason: 'has not answered within 0.02 s of real time' };
    const given = {
      kind: 'failed',
      reason: expect.stringMatching(/^is not asked any more: 3 times .* real time$/),
    };
    expect(reasons).toEqual([late, late, late, given, given]);
    expect(calls.length).toBeLessThan(4);
  });
});

describe('who may be called', () => {
  test.each([
    [
      ['localhost'],
      {},
      /"127\.0\.0\.1" may not be called\. Say --allow-host 127\.0\.0\.1:\d+ if you trust it/,
    ],
    [['127.0.0.1:1'], {}, /may not be called/],
    [['0.0.1'], {}, /may not be called/],
    [['127.0.0.1'], { key: 'KEY' }, /the environment variable KEY is not set/],
  ])('%j, %j: refused before anything is sent', (allowed, more, message) => {
    expect(() => ask(more, { allowed })).toThrow(message);
    expect(calls).toEqual([]);
  });
});
