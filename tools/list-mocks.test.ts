/** The reference of mock systems is what contracts, schema, library and profiles say; each message stands in it once, under who takes or says it. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EVENT_RULES } from '#scenarios/invariants/outbound/events';
import { OVERLAYS } from '#scenarios/library/index';
import { wholeScenarioSchema } from '#scenarios/schema/json-schema';
import { KIND_NAMES, SEEN_EVENTS } from '#testing/search/kinds';
import { contractMessages, messagesIn } from './contract-messages.ts';
import { MOCKS_PAGE, mocksPage, PARTNERS } from './list-mocks.ts';
import { fieldRows } from './schema-rows.ts';

const page = mocksPage();

/** That `faults` may name. */
const PARTNER_NAMES = ['WMS', 'CRM', 'CUSTOMS', 'TELEMATICS', 'STORES', 'FLEET'];
/** On record of receipts on lines of files, and a setting that profiles of ERPs have. */
const OTHER_NAMES = ['receiptLost', 'receiptLate', 'batchEveryMs'];

test('docs/reference/mock-systems.md is current: npm run diagrams', () => {
  expect(readFileSync(MOCKS_PAGE, 'utf8')).toBe(page);
});

test('every message of the contracts is read, and belongs to one partner of the page', () => {
  const contracts = fileURLToPath(new URL('../orchestrator/contracts/', import.meta.url));
  const declared = readdirSync(contracts)
    .map((file) => readFileSync(contracts + file, 'utf8').match(/Envelope<\s*'/g)?.length ?? 0)
    .reduce((sum, each) => sum + each, 0);
  const messages = contractMessages();
  expect(messages).toHaveLength(declared);
  const owners = messages.map(
    ({ partner }) => PARTNERS.filter(({ names }) => names.includes(partner)).length,
  );
  expect(new Set(owners)).toEqual(new Set([1]));
  for (const { kind } of messages) expect(page).toContain(`| \`${kind}\` |`);
});

test('each page of a mock system is linked', () => {
  const mocks = fileURLToPath(new URL('../docs/mocks/', import.meta.url));
  const pages = readdirSync(mocks).map((file) => file.replace('.md', ''));
  expect(PARTNERS.map((partner) => partner.page).sort()).toEqual(pages.sort());
});

describe('faults of its own', () => {
  const mocks = fileURLToPath(new URL('../docs/mocks/', import.meta.url));
  const sectionOf = (name: string): string =>
    /^## Faults of its own\n\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(
      readFileSync(`${mocks}${name}.md`, 'utf8'),
    )?.[1] ?? '';
  const systems = PARTNERS.map(({ page: name }) => name).filter((name) => name !== 'broker');

  test.each(systems)('stand on the page of %s, by names that there are', (name) => {
    const section = sectionOf(name);
    expect(section.trim().length).toBeGreaterThan(80);
    const named = [...section.matchAll(/`([^`]+)`/g)].map(([, word]) => word!);
    const paths = fieldRows(wholeScenarioSchema('outbound'), '', new Map()).map(({ path }) => path);
    const fields = paths.flatMap((path) => [path, ...path.split(/[.[\]]+/)]);
    const known = new Set<string>([
      ...fields,
      ...KIND_NAMES,
      ...SEEN_EVENTS,
      ...OVERLAYS,
      ...Object.keys(EVENT_RULES),
      ...PARTNER_NAMES,
      ...OTHER_NAMES,
      'faults',
    ]);
    expect(named.filter((word) => !known.has(word))).toEqual([]);
  });
});

test('figures of the library and of profiles stand beside their parameters', () => {
  expect(page).toMatch(/^\| `systems\.erp\.paymentTerms` \| duration \| .*\| 30 d \|$/m);
  expect(page).toMatch(/^\| `transit\.lateShare` \|.* 0\.199 \|/m);
});

test('a message that does not say whose it is is an error', () => {
  const declared = "export type A = Envelope<'a', null>;\n";
  expect(messagesIn(`/** core -> WMS; a = node. */\n${declared}`, 'x.ts')).toEqual([
    { kind: 'a', partner: 'WMS', way: 'takes', doc: 'a = node.' },
  ]);
  expect(() => messagesIn(`/** Of a node. */\n${declared}`, 'x.ts')).toThrow('x.ts: a: no "core -> PARTNER"');
  expect(() => messagesIn(declared, 'x.ts')).toThrow('x.ts: a');
});
