/**
 * What comes from outside is a message of a partner, by the contracts, or nothing. Shown by what partners really say: every message of runs
 * that between them have all partners is taken as it is; and by what they never would: no mutation of it, and no other thing, is more than
 * refused with a sentence.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { OUTBOUND_PROCESS_ROUTES } from '#orchestrator/processes/outbound/process';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { runs } from '#testing/properties/properties';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { PARTNER_BODIES } from './contracts/partner-bodies.ts';
import { ticketIn } from './contracts/ticket.ts';
import { InboundGateway } from './inbound-gateway.ts';
import { LEVELS_MAX } from './nesting.ts';
import { parsePartnerMessage, parseTaskAnswer } from './partner-message.ts';
import { refusedId, refusedTicket } from './refused-message.ts';

/** What partners say to the core in a run. */
function saidIn(name: string, overlays: readonly string[], set: readonly string[]): Envelope[] {
  const scenario = outboundScenario(
    loadFrom(name, {}, { with: overlays, set: ['thresholds=[]', 'demand.maxOrders=40', ...set] }),
  );
  const world = buildOutboundWorld(scenario, 1);
  const said: Envelope[] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    input: (_now, _type, _actorKey, _n, kind, fromType, fromKey, sender, counter, key, a, b, body) => {
      if (fromType === 'partner' && kind !== 'acknowledged')
        said.push(envelope(kind, PARTNER, fromKey, 0, 0, sender, counter, key, a, b, body));
    },
  };
  const policies = outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy);
  const twin = new OutboundTwin({ world, policies, seed: 1, recorder });
  twin.start();
  twin.run();
  return said;
}

const RUNS: readonly (readonly [scenario: string, overlays: readonly string[], ...set: string[]])[] = [
  ['b2b-distributor', ['live-positions']],
  ['quickstart', ['short-deliveries', 'erp-allocates']],
  ['inbound-dock', []],
  ['returns-wave', []],
  ['customs-heavy', []],
  ['retail-replenishment', ['routes']],
  ['as-is-to-be', ['three-pl', 'three-pl-freight'], 'policies=[cheapest-in-stock]'],
  ['quickstart', ['tms-tenders', 'tms-consolidates']],
];

const example = envelope('shipmentPacked', PARTNER, 2, 0, 0, 2, 7, 40, 1, 2, {
  units: [3, 0],
  handlingUnits: 2,
  grossWeightGrams: 4100.5,
});

describe('what partners say', () => {
  test('is taken, as it is', () => {
    const kinds = new Set<string>();
    const otherwise: unknown[] = [];
    for (const [name, overlays, ...set] of RUNS)
      for (const message of saidIn(name, overlays, set)) {
        kinds.add(message.kind);
        const parsed = parsePartnerMessage(message);
        if (!isDeepStrictEqual(parsed, { ok: true, message })) otherwise.push({ name, message, parsed });
      }
    expect(otherwise).toEqual([]);
    expect(kinds.size).toBeGreaterThan(50);
  });

  test('has a shape wherever an actor takes it', () => {
    for (const kind of OUTBOUND_PROCESS_ROUTES.keys()) expect(PARTNER_BODIES).toHaveProperty(kind);
  });

  test('by a shape of one’s own, where the contracts have none', () => {
    const own = new Map([['coldStoreOpened', z.object({ door: z.int() })]]);
    const message = { ...example, kind: 'coldStoreOpened', body: { door: 3, more: true } };
    expect(parsePartnerMessage(message)).toEqual({ ok: false, error: 'no partner says "coldStoreOpened"' });
    expect(parsePartnerMessage(message, own)).toEqual({
      ok: true,
      message: { ...message, body: { door: 3 } },
    });
    expect(parsePartnerMessage({ ...message, body: null }, own).ok).toBe(false);
  });
});

describe('nonsense', () => {
  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^no message of a partner: it: /],
    ['a text', '{"kind":"goodsIssued"}', /^no message of a partner: it: /],
    ['a list', [], /^no message of a partner: it: /],
    ['no number', { ...example, key: 'forty' }, /key: /],
    ['half an order', { ...example, key: 1.5 }, /key: /],
    ['an infinite amount', { ...example, a: Infinity }, /a: /],
    ['the core itself', { ...example, sender: 0 }, /sender: /],
    ['an actor', { ...example, fromType: 9 }, /fromType: /],
    ['a kind that nobody says', { ...example, kind: 'stepDown' }, /^no partner says "stepDown"$/],
    ['a kind of the language', { ...example, kind: 'constructor' }, /^no partner says "constructor"$/],
    ['no body', { ...example, body: null }, /^no "shipmentPacked": body: /],
    [
      'units of a line as a text',
      { ...example, body: { ...example.body, units: ['3'] } },
      /body\.units\.0: /,
    ],
    ['fewer than none', { ...example, body: { ...example.body, units: [-3] } }, /body\.units\.0: /],
    [
      'no weight',
      { ...example, body: { ...example.body, grossWeightGrams: Number.NaN } },
      /body\.grossWeight/,
    ],
    [
      'a body where there is none',
      { ...example, kind: 'goodsIssued', body: { x: 1 } },
      /^no "goodsIssued": body: /,
    ],
  ])('%s is refused with where it is wrong', (_what, said, error) => {
    const parsed = parsePartnerMessage(said);
    expect(parsed).toEqual({ ok: false, error: expect.stringMatching(error) });
  });

  test('a field that nobody knows goes no further', () => {
    const said = { ...example, __proto__: null, admin: true, body: { ...example.body, evil: '<script>' } };
    expect(parsePartnerMessage(said)).toEqual({ ok: true, message: example });
  });

  test('many mistakes are told in one short sentence', () => {
    const units = Array.from({ length: 5000 }, () => 'x');
    const parsed = parsePartnerMessage({ ...example, body: { ...example.body, units } });
    expect(parsed).toEqual({ ok: false, error: expect.stringMatching(/, and 4997 more$/) });
  });

  test('whatever is said, nothing is thrown, and what is refused has a ticket and an id of its own', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withBigInt: true }), fc.jsonValue(), mutated(), deep()), (said) => {
        const parsed = parsePartnerMessage(said);
        if (parsed.ok) expect(parsePartnerMessage(parsed.message)).toEqual(parsed);
        const ticket = refusedTicket(said, 'none', 'error');
        expect(JSON.stringify(ticket).length).toBeLessThan(200_000);
        // As the host gets it: it is one, and lies where it says.
        const sent = ticketIn(JSON.parse(JSON.stringify(ticket)));
        expect(sent).not.toBe(null);
        expect(refusedId(sent!)).toBe(refusedId(ticket));
      }),
      { numRuns: runs(300) },
    );
  });

  test.each<[string, unknown, string]>([
    ['an object', JSON.parse(nested('{"a":', '}', 6000)), '{}'],
    ['a list', JSON.parse(nested('[', ']', 6000)), '{}'],
    ['a list of 100000 levels', JSON.parse(nested('[', ']', 100_000)), '{}'],
    [
      'a message',
      JSON.parse(`{"kind":"x","key":7,"body":${nested('{"a":', '}', 6000)}}`),
      '{"kind":"x","key":7}',
    ],
    ['a thing that contains itself', containsItself(), '{"key":7}'],
  ])('nested too deep, %s is refused with the fields that are plain', (_what, said, fields) => {
    const error = 'no message of a partner: nested deeper than 100 levels';
    expect(parsePartnerMessage(said)).toEqual({ ok: false, error });
    const key = fields.includes('"key"') ? 7 : -1;
    const ticket = refusedTicket(said, 'none', error);
    const message = { begins: '', fields };
    expect(JSON.parse(JSON.stringify(ticket))).toEqual({ actor: 'none', key, message, error });
    expect(refusedId(ticket)).toMatch(/^refused\/[0-9a-f]{32}$/);
  });

  test('a ticket is told from any other by all that it says, whatever number it claims', () => {
    const ticket = refusedTicket(example, 'none', 'error');
    const others = [
      refusedTicket({ ...example, a: 7 }, 'none', 'error'),
      refusedTicket(example, 'shipment', 'error'),
      refusedTicket(example, 'none', 'another error'),
      refusedTicket({ why: 'a', body: JSON.parse(nested('[', ']', 6000)) }, 'none', 'error'),
      refusedTicket({ why: 'b', body: JSON.parse(nested('[', ']', 6000)) }, 'none', 'error'),
    ];
    expect(new Set([ticket, ...others].map(refusedId)).size).toBe(6);
    expect(refusedId(refusedTicket({ ...example }, 'none', 'error'))).toBe(refusedId(ticket));
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['another field', { actor: 'none', key: 1, message: null, error: 'x', admin: true }],
    ['a key that is none', { actor: 'none', key: 'one', message: null, error: 'x' }],
    ['no error', { actor: 'none', key: 1, message: null }],
    ['an error without end', { actor: 'none', key: 1, message: null, error: 'x'.repeat(2001) }],
    ['a message without end', { actor: 'none', key: 1, message: 'x'.repeat(200_001), error: 'x' }],
    [
      'what is nested too deep',
      { actor: 'none', key: 1, message: JSON.parse(nested('[', ']', 20_000)), error: 'x' },
    ],
  ])('no ticket: %s', (_what, said) => {
    expect(ticketIn(said)).toBe(null);
  });

  test('a sentence that has no end is cut: the ticket is one', () => {
    const ticket = refusedTicket('x', 'none', 'y'.repeat(10_000));
    expect(ticketIn(ticket)).toEqual({ actor: 'none', key: -1, message: 'x', error: 'y'.repeat(2000) });
  });

  test('as deep as may be is taken where a shape has it, and kept as it came where none has', () => {
    const own = new Map([['anyDepth', z.object({ x: z.json() })]]);
    const message = (levels: number) => ({
      ...example,
      kind: 'anyDepth',
      body: { x: JSON.parse(nested('[', ']', levels)) },
    });
    const above = 2;
    const deepest = message(LEVELS_MAX - above);
    expect(parsePartnerMessage(deepest, own)).toEqual({ ok: true, message: deepest });
    expect(refusedTicket(deepest, 'none', 'error').message).toBe(deepest);
    expect(parsePartnerMessage(message(LEVELS_MAX - above + 1), own).ok).toBe(false);
    expect(parsePartnerMessage(message(6000), own).ok).toBe(false);
  });

  test('through the gateway, what is too deep is posted as a ticket', async () => {
    const posted: string[] = [];
    vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
      posted.push(`${url.replace(/[0-9a-f]{32}/, 'ID')} ${body}`);
      return Promise.resolve(Response.json({ status: 'Accepted' }));
    });
    const gateway = new InboundGateway('http://ingress', { actors: [], routes: new Map() });
    for (const [opens, closes] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const)
      expect(await gateway.receive(JSON.parse(nested(opens, closes, 6000)))).toBe('taken');
    vi.unstubAllGlobals();
    const ticket =
      '{"actor":"none","key":-1,"message":{"begins":"","fields":"{}"},"error":"no message of a partner: nested deeper than 100 levels"}';
    expect(posted).toEqual(
      Array.from({ length: 2 }, () => `http://ingress/ticket/refused%2FID/refuse/send ${ticket}`),
    );
  });

  test('a person’s answer, too', () => {
    expect(parseTaskAnswer({ answer: 1, by: 'planner', more: 2 })).toEqual({ answer: 1, by: 'planner' });
    for (const said of [null, 'yes', { answer: -1, by: 'x' }, { answer: 0.5, by: 'x' }, { answer: 1 }])
      expect(parseTaskAnswer(said)).toMatch(/^no answer to a task: /);
  });
});

function nested(opens: string, closes: string, levels: number): string {
  return `${opens.repeat(levels - 1)}${opens === '[' ? '[]' : '{"a":1}'}${closes.repeat(levels - 1)}`;
}

function containsItself(): unknown {
  const said: { key: number; said: unknown[] } = { key: 7, said: [] };
  said.said.push(said, said);
  return said;
}

/** From what is taken to far beyond what the stack has room for, on its own or as a field of a message. */
function deep(): fc.Arbitrary<unknown> {
  return fc
    .record({
      opens: fc.constantFrom('[', '{"a":'),
      levels: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1000, max: 20_000 })),
      field: fc.constantFrom(null, ...Object.keys(example)),
    })
    .map(({ opens, levels, field }) => {
      const thing: unknown = JSON.parse(nested(opens, opens === '[' ? ']' : '}', levels));
      return field === null ? thing : { ...example, [field]: thing };
    });
}

/** A real message with one field of it, or of its body, something else. */
function mutated(): fc.Arbitrary<unknown> {
  return fc
    .record({
      field: fc.constantFrom(...Object.keys(example), ...Object.keys(example.body)),
      value: fc.anything(),
    })
    .map(({ field, value }) =>
      field in example
        ? { ...example, [field]: value }
        : { ...example, body: { ...example.body, [field]: value } },
    );
}
