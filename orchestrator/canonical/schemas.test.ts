/**
 * The JSON Schema is what the golden file says; whatever it allows, zod takes, and gives back unchanged through text; whatever
 * is not allowed is refused.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CanonicalDocument, canonicalJsonSchemas, canonicalSchema, type JsonSchema } from './schemas.ts';

type Node = {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

/** Any value that a schema of ours allows. */
function anyOf(node: Node): fc.Arbitrary<unknown> {
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum !== undefined) return fc.constantFrom(...node.enum);
  if (node.anyOf !== undefined) return fc.oneof(...node.anyOf.map(anyOf));
  if (typeof node.type === 'object') return fc.oneof(...node.type.map((type) => anyOf({ ...node, type })));
  switch (node.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(node.properties!).map(([k, v]) => [k, anyOf(v)])));
    case 'array':
      return fc.array(anyOf(node.items!), { maxLength: 4 });
    case 'integer':
      return fc.integer({
        min: node.minimum ?? Number.MIN_SAFE_INTEGER,
        max: node.maximum ?? Number.MAX_SAFE_INTEGER,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return text(node);
    default:
      throw new Error(`no values for ${JSON.stringify(node)}`);
  }
}

function text({ format, pattern, minLength = 0, maxLength = 64 }: Node): fc.Arbitrary<string> {
  if (format === 'date-time') {
    const [min, max] = [Date.UTC(1970, 0, 1), Date.UTC(2100, 0, 1)];
    return fc.integer({ min, max }).map((ms) => new Date(ms).toISOString());
  }
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength });
}

const SCHEMAS = canonicalJsonSchemas();

describe('the schemas of the canonical model', () => {
  test('are those of the golden file: another one needs a reason, and mostly another version', async () => {
    const all = JSON.stringify(Object.fromEntries(SCHEMAS), null, 2);
    await expect(`${all}\n`).toMatchFileSnapshot('schemas.golden.json');
  });

  test('are one for each document, with its name and version', () => {
    expect(SCHEMAS.size).toBe(canonicalSchema.options.length);
    for (const name of SCHEMAS.keys()) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*\/[1-9]\d*$/);
  });

  test.each([...SCHEMAS])('%s: what is allowed goes through text and comes back', (_name, schema) => {
    fc.assert(
      fc.property(anyOf(schema as JsonSchema as Node), (document) => {
        expect(canonicalSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is not allowed', () => {
  const claim: CanonicalDocument = {
    canonical: 'claim',
    version: 1,
    shipment: 'SO-1/0',
    load: 'load SO-1/0',
    carrier: 'Heron',
    status: 'filed',
    claimed: { minor: 1000, currency: 'USD' },
    credited: { minor: 0, currency: 'USD' },
  };
  const wrong: readonly (readonly [string, object])[] = [
    ['a field that nobody knows', { ...claim, colour: 'red' }],
    ['a version that there is not', { ...claim, version: 2 }],
    ['a document that there is not', { ...claim, canonical: 'clam' }],
    ['an amount with a fraction of a minor unit', { ...claim, claimed: { minor: 10.5, currency: 'USD' } }],
    ['an amount without its currency', { ...claim, claimed: { minor: 10 } }],
    ['a status of no vocabulary', { ...claim, status: 'pondered' }],
    ['a field left out', { ...claim, carrier: undefined }],
  ];

  test.each(wrong)('%s is refused', (_what, document) => {
    expect(canonicalSchema.safeParse(claim).success).toBe(true);
    expect(canonicalSchema.safeParse(document).success).toBe(false);
  });

  test('an instant that is not UTC, or in no zone, is refused', () => {
    const milestone = {
      canonical: 'milestone',
      version: 2,
      load: 'l',
      classifier: 'actual',
      code: 'departed',
      partner: 'p',
      rawCode: 'AF',
    };
    const takes = (at: unknown): boolean => canonicalSchema.safeParse({ ...milestone, at }).success;
    expect(takes({ at: '2026-03-02T10:00:00.000Z', zone: 'America/Chicago' })).toBe(true);
    expect(takes({ at: '2026-03-02T10:00:00.000Z', zone: null })).toBe(true);
    expect(takes({ at: '2026-03-02T10:00:00.000+01:00', zone: 'Europe/Berlin' })).toBe(false);
    expect(takes({ at: '2026-02-30T10:00:00.000Z', zone: 'America/Chicago' })).toBe(false);
    expect(takes({ at: '2026-03-02T10:00:00.000Z' })).toBe(false);
  });
});
