/**
 * no-secret-leaks: a key that a server throws back in every way reaches no output of a run, nor do the secrets of webhooks and the tokens
 * of a run by wire; one that stands where it would be on record is refused; and what is planted in a run's folder is found.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanerOf, formsOf } from '#bench/models/secrets';
import { carrierPartner } from '#orchestrator/contracts/partners';
import { rehearsalSecret } from '#orchestrator/partners/rest/webhook';
import { Desk, DRAY, dray, type Ran } from '#testing/outside/command-line';
import { keysOf, leaksIn, refuseSecretsIn } from './secret-leaks.ts';

const desk = new Desk();
const KEY = 'sk_planted/9f27+c41d&e8b0';
const SECRET = { name: 'MY_KEY', value: KEY };
const SMALL = [
  ...['--set', 'demand.days=1', '--set', 'demand.ordersPerDay=12', '--set', 'thresholds=[]'],
  '--quiet',
];

/** The server of the test answers meanwhile. */
function type(words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: desk.path, env: { ...process.env, NO_COLOR: '1', MY_KEY: KEY } };
    execFile(process.execPath, [DRAY, ...words], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

let server: Server;
let heard: (string | undefined)[] = [];

beforeAll(async () => {
  // A server that repeats the key: in a refusal, behind 110 characters, in an address, in JSON, in base64.
  const replies = [
    (key: string) => [401, {}, `invalid key: ${key}`] as const,
    (key: string) => [500, {}, `${'x'.repeat(110)}${key}`] as const,
    (key: string) => [307, { location: `http://else.where/?key=${encodeURIComponent(key)}` }, ''] as const,
    (key: string) => [200, {}, JSON.stringify({ choices: [{ message: { content: key } }] })] as const,
    (key: string) => [200, {}, JSON.stringify({ [key]: key }).replaceAll('/', '\\/')] as const,
    (key: string) => [403, {}, Buffer.from(`user:${key}`).toString('base64')] as const,
  ];
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      heard.push(request.headers.authorization);
      const [status, headers, body] = replies[heard.length % replies.length]!(KEY);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    desk.file('keyed.yaml'),
    `extends: quickstart
name: keyed
policies:
  - { name: chatty, http: { protocol: chat, url: "${url}", model: m, key: MY_KEY }, baseline: cheapest-in-stock, mode: active, thinking: { constant: 1 s }, timeout: 2 s, source: x }
`,
  );
});
afterAll(() => {
  server.close();
  desk.clear();
});

/** Of everything that was written. */
function textsIn(dir: string): [file: string, bytes: string][] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file, readFileSync(file, 'latin1')];
    });
}

describe('a run whose endpoint throws its key back', () => {
  test('writes it nowhere: not into recording, report, run.json, warnings or what is printed', async () => {
    heard = [];
    const ran = await type([
      'run',
      'keyed.yaml',
      ...SMALL,
      '--allow-host',
      '127.0.0.1',
      '--out',
      'run',
      '--json',
    ]);
    expect(ran.code).toBe(0);
    expect(new Set(heard)).toEqual(new Set([`Bearer ${KEY}`]));
    expect(heard.length).toBeGreaterThan(6);
    const texts = [...textsIn(desk.file('run')), ['stdout', ran.stdout], ['stderr', ran.stderr]] as const;
    expect(texts.length).toBeGreaterThan(8);
    for (const form of formsOf(SECRET))
      expect(texts.filter(([, text]) => text.includes(form)).map(([file]) => file)).toEqual([]);
    // The failures themselves are on record, with the name in its place.
    expect(texts.some(([, text]) => text.includes('invalid key: [MY_KEY]'))).toBe(true);
  });

  test('is refused where the key stands in the scenario or in the command, before anything is written', async () => {
    const words = ['run', 'keyed.yaml', ...SMALL, '--allow-host', '127.0.0.1', '--out', 'none'];
    const ran = await type([...words, '--set', `story=by ${KEY}`]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/value of the environment variable MY_KEY stands in the command/);
    expect(ran.stderr).not.toContain(KEY);
    expect(readdirSync(desk.path)).not.toContain('none');
    const scenario = JSON.stringify({ story: `by ${KEY}` });
    expect(() => refuseSecretsIn({ scenario }, [SECRET])).toThrow(/stands in the scenario/);
    expect(() => refuseSecretsIn({ scenario: 'by MY_KEY' }, [SECRET])).not.toThrow();
    const compared = await type([
      'compare',
      'keyed.yaml',
      '--candidate',
      'cheapest-in-stock',
      ...words.slice(2),
      '--set',
      `story=by ${KEY}`,
    ]);
    expect([compared.code, compared.stderr]).toEqual([
      2,
      expect.stringContaining('variable MY_KEY stands in the command'),
    ]);
    expect(readdirSync(desk.path)).not.toContain('none');
  });

  test.each([
    ['check'],
    ['search', '--runs', '1', '--out', 'none'],
    ['reduce', '--out', 'none'],
    ['explain', '--allow-host', '127.0.0.1'],
    ['env', '--decision', 'carrier'],
  ])('nor is it for %s', async (command, ...more) => {
    writeFileSync(desk.file('told.yaml'), `extends: ./keyed.yaml\nname: told\nstory: by ${KEY}\n`);
    const ran = await type([command, 'told.yaml', ...more]);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('MY_KEY stands in the scenario')]);
    expect(ran.stdout + ran.stderr).not.toContain(KEY);
    expect(readdirSync(desk.path)).not.toContain('none');
  });
});

test('a run by wire holds neither the secret of a webhook nor a token', () => {
  const words = [
    'run',
    'b2b-distributor',
    '--with',
    'shaky-web',
    '--fidelity',
    'wire',
    '--until',
    '5d',
    ...SMALL,
  ];
  const ran = dray([...words, '--set', 'policies=[cheapest-in-stock]', '--out', 'wire'], desk.path);
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  const texts = textsIn(desk.file('wire'));
  for (let carrier = 0; carrier < 6; carrier++) {
    const secret = rehearsalSecret(carrierPartner(carrier));
    expect(texts.filter(([, text]) => text.includes(secret)).map(([file]) => file)).toEqual([]);
  }
  expect(texts.filter(([, text]) => /until-\d{10}/.test(text)).map(([file]) => file)).toEqual([]);
});

describe('what is planted', () => {
  const plantIn = (name: string, text: string): string => {
    const dir = desk.file(name);
    mkdirSync(join(dir, 'arm'), { recursive: true });
    writeFileSync(join(dir, 'run.json'), '{}');
    writeFileSync(join(dir, 'arm', 'decisions.arrows'), text);
    return dir;
  };

  test.each<[string, string]>([
    ['as it is', `... ${KEY} ...`],
    ['in an address', `?key=${encodeURIComponent(KEY)}&x`],
    ['in base64, behind a byte', Buffer.from(`u${KEY}`).toString('base64')],
    ['in a page', `<td>${KEY.replaceAll('&', '&amp;')}</td>`],
    ['across two chunks', `${'x'.repeat((1 << 20) - 9)}${KEY}`],
    ['far behind', `${'x'.repeat(3 << 20)}${KEY}`],
  ])('%s is found, with its file', (what, text) => {
    const dir = plantIn(`leak-${what.length}`, text);
    expect(leaksIn(dir, [SECRET])).toEqual([{ file: join('arm', 'decisions.arrows'), secret: 'MY_KEY' }]);
  });

  test('of a key with a quote in it, and a line end behind it, is found in JSON', () => {
    const value = 'planted"9f27\\c41d';
    const dir = plantIn('json', JSON.stringify({ said: `no: ${value}` }));
    expect(leaksIn(dir, [{ name: 'MY_KEY', value: `${value}\n` }])).toHaveLength(1);
  });

  test.each([0, 1, 2])('in base64 of addresses, behind %i bytes', (before) => {
    const value = 'planted>>>>???>>>>????';
    const dir = plantIn(`url-${before}`, Buffer.from(`${'u'.repeat(before)}${value}`).toString('base64url'));
    expect(leaksIn(dir, [{ name: 'MY_KEY', value }])).toHaveLength(1);
  });

  test('and what is none is not', () => {
    expect(leaksIn(plantIn('clean', 'MY_KEY, sk_planted'), [SECRET])).toEqual([]);
    expect(leaksIn(plantIn('short', 'abc'), [{ name: 'SHORT', value: 'abc' }])).toEqual([]);
  });
});

test('keys are those that the scenario names, and only they', () => {
  const http = { protocol: 'chat', url: 'http://a', model: 'm', key: 'A_KEY' } as const;
  const model = { name: 'm', http, baseline: 'b', mode: 'active', thinking: { constant: '1 s' } } as const;
  const policies = ['cheapest', { ...model, timeout: '1 s', source: 'x' }] as const;
  const environment = { A_KEY: 'secret-of-a', B_KEY: 'secret-of-b' };
  expect(keysOf({ policies: [...policies] }, environment)).toEqual([{ name: 'A_KEY', value: 'secret-of-a' }]);
  expect(cleanerOf(keysOf({ policies: [...policies] }, environment))('a secret-of-a, secret-of-b')).toBe(
    'a [A_KEY], secret-of-b',
  );
});
