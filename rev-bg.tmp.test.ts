import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/library-scenario';
import { distributorTwin } from '#testing/outbound-world';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
test('x', () => {
  const loaded = loadFrom('quickstart', {}, { with: ['broker', 'swarm'], set: ['demand.days=1', 'systems.broker.faults.poison.share=0.3'] });
  const seen = new Map<string, number>(); const msgs = new Map<string, number>();
  const recorder: Recorder = { ...nullRecorder,
    task: (now, role, type, key, kind, _d, state, ...rest) => { if (kind === 'poisonMessage' && state === 'open') { const k = [type, key, ...rest].join('|'); seen.set(k, (seen.get(k) ?? 0) + 1); } },
  };
  const world = buildOutboundWorld(outboundScenario(loaded), 3);
  const twin = distributorTwin(world, { recorder });
  const broker = twin.entry.broker! as any; const put = broker.putAside.bind(broker);
  broker.putAside = (m: any) => { const k = `${m.sender}|${m.counter}`; msgs.set(k, (msgs.get(k) ?? 0) + 1); put(m); };
  twin.start();
  console.log(twin.run());
  console.log('tickets', seen.size, [...seen].filter(([, n]) => n > 1).length, [...seen].slice(0, 3));
  console.log('messages', msgs.size, [...msgs].filter(([, n]) => n > 1).length, broker.tally);
});
