/**
 * Links keep the order in which a partner sent, also when the core refuses for a while and across a copy; another
 * partner is not held up.
 */
import { expect, test } from 'vitest';
import { ErpMock } from '#mock-systems/erp/erp';
import type { MockSystem } from '#mock-systems/mock-system';
import { WmsMock } from '#mock-systems/wms/wms';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { Kernel } from '#sim/kernel';
import { nullRecorder } from '../recording/recorder.ts';
import { Links } from './links.ts';

interface Rig {
  readonly kernel: Kernel;
  readonly mocks: readonly MockSystem<unknown>[];
  readonly got: [partner: number, counter: number, at: number][];
  down: boolean;
}

function rig(): Rig {
  const kernel = new Kernel();
  const links = new Links(kernel, 2_000, nullRecorder);
  const context = { kernel, log: { business: () => {} } };
  const mocks = [new ErpMock(context, [], 0), new WmsMock(context, [])];
  for (const mock of mocks) links.connect(mock);
  const under: Rig = { kernel, mocks, got: [], down: false };
  links.connectCore((message) => {
    if (under.down && message.fromKey === mocks[0]!.partner) return false;
    under.got.push([message.fromKey, message.counter, kernel.now]);
    return true;
  });
  return under;
}

function say(mock: MockSystem<unknown>, counter: number): void {
  const message: Envelope = envelope(
    'invoicePaid',
    PARTNER,
    mock.partner,
    0,
    0,
    mock.partner,
    counter,
    1,
    0,
    0,
    null,
  );
  mock.output.next(message);
}

test('what was refused comes first when the core is back; what came behind it waits', () => {
  const under = rig();
  const [erp, wms] = under.mocks as [MockSystem<unknown>, MockSystem<unknown>];
  under.down = true;
  say(erp, 1);
  under.kernel.run({ until: 2_500 });
  say(erp, 2);
  say(wms, 1);
  under.kernel.run({ until: 30_000 });
  expect(under.got).toEqual([[wms.partner, 1, 4_500]]);
  const copy = rig();
  copy.kernel.restore(structuredClone(under.kernel.snapshot()));
  for (const each of [under, copy]) {
    each.down = false;
    each.got.length = 0;
    say(each.mocks[0]!, 3);
    each.kernel.run();
    // Sent again a minute after the refusal; the third, newer, came while the others still waited.
    expect(each.got.map(([, counter]) => counter)).toEqual([1, 2, 3]);
    expect(each.got[0]![2]).toBe(62_000);
  }
});
