/**
 * Every case that once failed and was adopted (`dray adopt`): its invariant holds now, and so do all others. A file runs as it stands: it
 * names no file and extends nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import { runTrial } from '#testing/search/trial';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type Fidelity, OBJECTS } from '../twin/channels/channels.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FILES = readdirSync(HERE).filter((name) => name.endsWith('.scenario.yaml'));

describe('adopted', () => {
  test.each(FILES)('%s', async (name) => {
    const text = readFileSync(`${HERE}${name}`, 'utf8');
    const scenario = outboundScenario(loadFrom(name, { [name]: text }));
    expect(scenario.failure?.invariant, 'an adopted file says what it broke').toBeTypeOf('string');
    expect(text).not.toMatch(/^extends:/m);
    const fidelity: Fidelity =
      scenario.failure?.fidelity === 'wire' ? { kind: 'wire', carriers: carrierCodecs } : OBJECTS;
    const { finding, end } = await runTrial({
      scenario,
      files: { read: () => null },
      seed: scenario.seed,
      fidelity,
    });
    expect({ finding, end }).toEqual({ finding: null, end: expect.stringMatching(/^(empty|horizon)$/) });
  });

  test('there are some, and the guide shows one of them', () => {
    const guide = readFileSync(fileURLToPath(new URL('../../docs/guides/qa.md', import.meta.url)), 'utf8');
    const [, shown] = /^The file, `(.*)`, is a scenario/m.exec(guide)!;
    const text = readFileSync(`${HERE}${shown}`, 'utf8');
    const [, story] = /^ {2}story: "(.*)"$/m.exec(text)!;
    expect(guide).toContain(`\n${story}\n`);
    expect(guide).toContain(/^ {2}orders:\n(?: {4}.*\n)+/m.exec(text)![0]);
  });
});
