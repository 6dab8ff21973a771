/** Tokens expire in mid-run and on clocks that are ahead: one refresh at a time, no call is lost by it, by objects as by wire. */
import { describe, expect, test } from 'vitest';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { KernelSnapshot } from '#sim/kernel';
import { WIRE } from '#testing/runs/fidelity';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { partnerWorld, ROUGH_REST } from '#testing/worlds/partner-world';
import { nullRecorder } from '../../recording/recorder.ts';
import { NO_REST_FAULTS, type TokenSettings } from '../../world/partner-settings.ts';
import type { OutboundTwin } from '../outbound-twin.ts';
import { type Fidelity, OBJECTS } from './channels.ts';
import type { RestChannel } from './rest-channel.ts';
import { hasExpired, RestToken, type TokenCall, tokenUntil } from './rest-token.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TOKEN: TokenSettings = { lifetimeMs: HOUR_MS, refreshMs: 500, skewedShare: 0, aheadMs: 0 };

function twinOf(token: Partial<TokenSettings> | null, fidelity: Fidelity = OBJECTS, faults = NO_REST_FAULTS) {
  const { token: _none, ...rest } = { ...ROUGH_REST, faults, token: TOKEN };
  const settings = token === null ? rest : { ...rest, token: { ...TOKEN, ...token } };
  const kinds: string[] = [];
  const recorder = { ...nullRecorder, fault: (_time: number, kind: string) => kinds.push(kind) };
  const world = partnerWorld({ ordersPerDay: 80, partners: [settings] });
  return { twin: distributorTwin(world, { fidelity, recorder }), kinds };
}

const channelOf = ({ channels }: OutboundTwin): RestChannel => channels[0] as RestChannel;

async function ran(
  token: Partial<TokenSettings> | null,
  fidelity: Fidelity = OBJECTS,
  faults = NO_REST_FAULTS,
) {
  const { twin, kinds } = twinOf(token, fidelity, faults);
  twin.start();
  expect(await twin.runQuiescent()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0, freightInvoices: 0 });
  const { tally, token: kept } = channelOf(twin);
  return { digests: twin.digests(), tally, tokens: kept.tally, kinds };
}

describe('a token that expires', () => {
  test('is refreshed, once for all calls that found it so, and no order is the worse for it', async () => {
    const { tokens, tally, kinds } = await ran({});
    expect(tokens.refreshes).toBeGreaterThan(3);
    expect(tokens.expired).toBeGreaterThan(tokens.refreshes);
    expect(tokens.failed).toBe(0);
    expect(kinds.filter((kind) => kind === 'tokenExpired')).toHaveLength(tokens.expired);
    expect(tally.repeats).toBe(0);
    expect((await ran(null)).tokens).toEqual({ refreshes: 0, expired: 0, failed: 0 });
  });

  test('looks so on a clock that is ahead, even fresh: the call fails after one refresh, and the middleware calls again', async () => {
    const { tokens } = await ran({ skewedShare: 0.3, aheadMs: 2 * HOUR_MS });
    expect(tokens.failed).toBeGreaterThan(5);
    const calm = await ran({ skewedShare: 0.3, aheadMs: 1 });
    expect(calm.tokens.failed).toBe(0);
  });
});

test.each<[string, Partial<TokenSettings>]>([
  ['in order', {}],
  ['with clocks that are ahead', { skewedShare: 0.2, aheadMs: 2 * HOUR_MS }],
])('the run is the same by objects and by wire, %s, on a bad line', async (_what, token) => {
  const wire = await ran(token, WIRE, ROUGH_REST.faults);
  expect(wire.tokens.refreshes).toBeGreaterThan(3);
  expect(wire).toEqual(await ran(token, OBJECTS, ROUGH_REST.faults));
});

test('a copy goes on with the token, and with what waits for one', async () => {
  const straight = await ran({ refreshMs: 5000 });
  const { twin } = twinOf({ refreshMs: 5000 });
  twin.start();
  const waits = (snapshot: KernelSnapshot): boolean => JSON.stringify(snapshot).includes('"refreshing":true');
  let snapshot = twin.snapshot();
  while (!waits(snapshot)) {
    expect(await twin.runQuiescent({ events: 1 })).not.toBe('empty');
    if (channelOf(twin).token.tally.refreshes > 0) snapshot = twin.snapshot();
  }
  const copy = twinOf({ refreshMs: 5000 }).twin;
  copy.restore(structuredClone(snapshot));
  await copy.runQuiescent();
  expect(copy.digests()).toEqual(straight.digests);
  expect(channelOf(copy).token.tally).toEqual(straight.tokens);
});

describe('the token', () => {
  const call = (counter: number, token: string): TokenCall => ({
    message: envelope('requestStatus', 0, 0, PARTNER, 100, CORE_SENDER, counter, 7, 1, 0, null),
    attempt: 1,
    token,
    again: false,
  });

  test('is refreshed by the first call that was refused; the others wait, and who had the old one comes again at once', () => {
    const token = new RestToken();
    expect(token.refused(call(1, ''))).toBe('refresh');
    expect(token.refused(call(2, ''))).toBe('wait');
    expect(token.refreshed('until-9').map(({ message }) => message.counter)).toEqual([1, 2]);
    expect(token.refused(call(3, ''))).toBe('send again');
    expect(token.refused({ ...call(4, 'until-9'), again: true })).toBe('failed');
    expect(token.tally).toEqual({ refreshes: 1, expired: 4, failed: 1 });
  });

  test('is good before its end, and what is no token never is', () => {
    expect(hasExpired(tokenUntil(1000), 999)).toBe(false);
    expect(hasExpired(tokenUntil(1000), 1000)).toBe(true);
    expect(hasExpired('', 0)).toBe(true);
    expect(hasExpired('until-soon', 0)).toBe(true);
  });
});
