/**
 * A system of a user's own as it is taken in: each thing that it may not be, say, pass, write or keep is planted in one that is right, and must
 * be told in words; the right one is taken.
 */
import { describe, expect, test } from 'vitest';
import { FRONT_PARTNERS, type FrontName } from '#mock-systems/front-contracts';
import type { FrontAnswer, FrontConduct } from '#mock-systems/own-front';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { defineSystem, type Luck } from '#own-parts/mocks';
import { PARTNER_KINDS } from '#scenarios/world/outbound/systems/partner-kinds';
import { checkedSystem, type WrittenSystem } from './checked-system.ts';
import { saidBy, toldTo } from './system-kinds.ts';

const NOW = 1_000;
const PART = { title: 'system "planted"', file: '/nowhere/planted.ts', files: new Set<string>() };
const LUCK = { unit: (_name: string): number => 0.5 };
const WAVE = { kind: 'releaseWave', key: 65_536, a: 1, b: 0, body: { shipments: [8, 16] } };
const RESERVED = { kind: 'stockReserved', key: 8, a: 1, b: 0, body: { units: [3] } };

/** What a user writes without types may be anything. */
type Planted = Readonly<Record<string, unknown>>;

function taken(changes: Planted = {}): { readonly front: FrontConduct | null; readonly hasPrices: boolean } {
  const right = { name: 'Mine', system: 'wms', answers: { releaseWave: () => ({}) } };
  const part = checkedSystem({ ...right, ...changes } as unknown as WrittenSystem, PART);
  return part.kind === 'system'
    ? { front: part.front, hasPrices: part.conduct !== null }
    : expect.unreachable();
}

function answered(answer: unknown, changes: Planted = {}): FrontAnswer<unknown> {
  const { front } = taken({ answers: { releaseWave: () => answer }, ...changes });
  return front!.answers.releaseWave!(front!.initial, WAVE, NOW, LUCK);
}

describe('what it is', () => {
  test.each<[Planted, string]>([
    [{ name: '' }, 'name is missing'],
    [{ system: 'mrp' }, 'system "mrp" is none of erp, wms, tms'],
    [{ system: 'carrier' }, 'Of a carrier: defineCarrier'],
    [{ answer: {} }, '"answer" is none of name, system, price'],
    [{ answer: {} }, 'Did you mean "answers"?'],
    [{ price: () => null }, "a wms has no prices: only 'tms' has"],
    [{ answers: {} }, 'it has no function: answers, replies, onEvent'],
    [{ answers: null }, 'answers is null: functions by kind of message are needed'],
    [{ answers: { releaseWaves: () => ({}) } }, '"releaseWaves" is nothing that the core says to it'],
    [{ answers: { releaseWaves: () => ({}) } }, 'Did you mean "releaseWave"?'],
    [{ answers: { requestRating: () => ({}) } }, '"requestRating" is nothing that the core says to it'],
    [{ answers: { releaseWave: 3 } }, 'answers.releaseWave must be a function'],
    [{ replies: { releaseWave: () => ({}) } }, '"releaseWave" is nothing that it says to the core'],
    [{ hears: ['loadDeparted'] }, 'hears and onEvent go together'],
    [{ onEvent: () => ({}) }, 'hears and onEvent go together'],
    [{ hears: ['loadDeparts'], onEvent: () => ({}) }, 'there is no business event "loadDeparts"'],
    [{ hears: 'loadDeparted' }, 'hears is "loadDeparted": a list of names is needed'],
    [{ writes: ['loadBooked'] }, '"loadBooked" is no business event of wms'],
    [{ writes: ['stockReserve'] }, '"stockReserve" is no business event of wms'],
    [
      { system: 'crm', answers: { answerReturn: () => ({}) }, writes: ['urgencyChanged'] },
      'not built for crm, only for wms, tms, customs',
    ],
    [{ initial: { since: new Date(0) } }, 'Keep numbers, texts, lists and plain objects'],
    [{ onWake: 3 }, 'onWake must be a function'],
    [{ answers: {}, onWake: () => ({}) }, 'onWake is never called'],
  ])('%o', (changes, says) => {
    expect(() => taken(changes)).toThrow(says);
  });

  test('a TMS may have prices, functions, or both', () => {
    const price = (): null => null;
    const answers = { bookLoad: () => ({}) };
    expect(taken({ system: 'tms', answers: {}, price })).toEqual({ front: null, hasPrices: true });
    expect(taken({ system: 'tms', answers, price })).toMatchObject({
      front: { system: 'tms' },
      hasPrices: true,
    });
    expect(taken({ system: 'tms', answers })).toMatchObject({ hasPrices: false });
  });

  test('the kinds of all systems are those that the core says, and those that it hears, each of somebody', () => {
    const systems = Object.keys(FRONT_PARTNERS) as FrontName[];
    const told = new Set(systems.flatMap(toldTo));
    const said = new Set(systems.flatMap(saidBy));
    // Carriers have `defineCarrier`; a third party writes files.
    expect(MESSAGE_KINDS.filter((kind) => !told.has(kind))).toContain('offerTender');
    expect(MESSAGE_KINDS.filter((kind) => told.has(kind)).length).toBeGreaterThan(50);
    expect([...said].filter((kind) => !PARTNER_KINDS.includes(kind))).toEqual([]);
    for (const system of systems) expect(toldTo(system).length, system).toBeGreaterThan(0);
  });
});

describe('what it answers', () => {
  test.each<[unknown, string]>([
    [undefined, 'releaseWave answered undefined: { state, passes, says, writes, wakes } is needed'],
    [Promise.resolve({}), 'releaseWave answered with a promise'],
    [{ says: RESERVED }, 'passes and says must be lists'],
    [{ says: [null] }, 'passes and says must be lists'],
    [{ says: [WAVE] }, 'says "releaseWave": that is none of these'],
    [{ passes: [RESERVED] }, 'passes "stockReserved": that is none of these'],
    [{ says: [{ ...RESERVED, key: 1.5 }] }, 'key is 1.5: a whole number from 0 is needed'],
    [{ says: [{ ...RESERVED, a: NaN }] }, 'a is NaN: a whole number is needed'],
    [{ says: [{ kind: 'stockReserved', key: 8, a: 1, b: 0 }] }, 'a, b and body are needed'],
    [{ says: [{ ...RESERVED, body: { units: [-1] } }] }, 'says "stockReserved": body.units.0: '],
    [{ says: [{ ...RESERVED, body: null }] }, 'says "stockReserved": body: '],
    [{ says: [{ ...RESERVED, afterMs: -1 }] }, 'afterMs is -1: whole ms from 0 to 1000 days'],
    [{ passes: [{ ...WAVE, body: { shipments: [new Map()] } }] }, 'passes "releaseWave": '],
    [{ writes: [{ event: 'goodsIssued', key: 8 }] }, 'writes "goodsIssued", which is not in `writes`'],
    [{ pass: [WAVE] }, '"pass" says nothing here. Did you mean "passes"?'],
    [{ passes: [{ ...WAVE, after: 9 }] }, '"after" says nothing here. Did you mean "afterMs"?'],
    [{ says: [{ ...RESERVED, afterMS: 9 }] }, '"afterMS" says nothing here. Did you mean "afterMs"?'],
    [{ writes: [{ event: 'goodsIssued', key: 8, at: 9 }] }, '"at" says nothing here.'],
    [{ wakes: [{ key: 8, at: NOW, body: null }] }, '"body" says nothing here.'],
    [{ wakes: [{ key: 8, at: NOW - 1 }] }, 'an instant in whole ms from now (1000) on'],
    [{ wakes: [{ key: 8, at: NOW }] }, 'there is no onWake to be woken'],
    [{ state: { waves: Infinity } }, "answered a state that can't be kept: state.waves is Infinity"],
  ])('%o', (answer, says) => {
    expect(() => answered(answer)).toThrow(says);
  });

  test('what is right is handed on, and nobody can change it', () => {
    const wakes = [{ key: 8, at: NOW + 5 }];
    const answer = { state: { waves: 1 }, passes: [{ ...WAVE, afterMs: 9 }], says: [RESERVED], wakes };
    const got = answered(answer, { onWake: () => ({}) });
    expect(got).toEqual(answer);
    expect(Object.isFrozen(got.passes![0]!.body)).toBe(true);
    const written = { event: 'stockReserved', key: 8, a: 1, b: 3 };
    expect(answered({ writes: [written] }, { writes: ['stockReserved'] }).writes).toEqual([written]);
  });

  test('it changes nothing that it was given, and remembers nothing beside its state', () => {
    let asked = 0;
    const changes: Planted = {
      answers: { releaseWave: (_state: unknown, wave: typeof WAVE) => wave.body.shipments.push(3) },
    };
    expect(() => {
      const { front } = taken(changes);
      front!.answers.releaseWave!(null, WAVE, NOW, LUCK);
    }).toThrow('changes what it was given');
    const { front } = taken({
      answers: {
        releaseWave: () => {
          asked += 1;
          return { state: asked };
        },
      },
    });
    expect(() => front!.answers.releaseWave!(null, WAVE, NOW, LUCK)).toThrow('it remembers something');
  });

  test('a name of luck is a question, not a case', () => {
    const { front } = taken({
      answers: {
        releaseWave: (_state: unknown, { key }: typeof WAVE, _now: number, luck: Luck) => ({
          state: luck.unit(`door ${key}`),
        }),
      },
    });
    const ask = (key: number) => front!.answers.releaseWave!(null, { ...WAVE, key }, NOW, LUCK);
    for (let key = 1; key <= 100; key++) expect(ask(key)).toEqual({ state: 0.5 });
    expect(() => ask(101)).toThrow('luck.unit("door 101") is the name of one draw more than 100');
  });

  test('one that hands on at one instant without end lets no time pass', () => {
    const { front } = taken();
    const ask = (now: number): unknown => front!.answers.releaseWave!(null, WAVE, now, LUCK);
    for (let i = 0; i < 100_000; i++) ask(NOW);
    expect(() => ask(NOW)).toThrow('it was called 100000 times at one instant (1000)');
  });
});

test('types: messages are those of the contract, answers too', () => {
  defineSystem({
    name: 'Typed',
    system: 'customs',
    initial: { lodged: 0 },
    answers: {
      lodgeDeclaration({ lodged }, { key, b: country, body }) {
        const value: number = body.valueMinor;
        // @ts-expect-error a declaration has no carrier
        const none: unknown = body.carrier;
        expect(none).toBeUndefined();
        return {
          state: { lodged: lodged + 1 },
          says: [{ kind: 'declarationAccepted', key, a: value, b: country, body: null }],
        };
      },
      // @ts-expect-error the core says no such thing to customs
      releaseWave: () => ({}),
    },
    replies: {
      // @ts-expect-error customs says nothing of rates
      goodsHeld: (_state, { key }) => ({ says: [{ kind: 'orderRated', key, a: 0, b: 0, body: null }] }),
    },
  });
  // @ts-expect-error only a TMS has prices
  defineSystem({ name: 'Typed', system: 'wms', price: () => null });
});
