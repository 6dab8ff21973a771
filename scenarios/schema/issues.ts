/** Turns what zod found into problems with a place, what is wrong, and the nearest valid name. */
import type { z } from 'zod';
import { FRONT_PARTNERS, type FrontName } from '#mock-systems/front-contracts';
import { nearest, suggestion } from '#sim/nearest';
import { type FormatName, type JsonSchema, namedItems, wholeScenarioSchema } from './json-schema.ts';
import { keyPlaceOf, type Located, placeOf } from './located.ts';
import { placeOfSystem } from './own-parts.ts';
import type { Problem } from './source-files.ts';

type Issue = z.core.$ZodIssue;

export function problemsOf(issues: readonly Issue[], tree: Located, format: FormatName): Problem[] {
  const placed = (path: readonly PropertyKey[]): string => JSON.stringify(path);
  const mistyped = new Set(issues.filter(isMistyped).map(({ path }) => placed(path)));
  // A text where a list is needed has a length, too, and nobody asked for it.
  const telling = issues.filter((issue) => isMistyped(issue) || !mistyped.has(placed(issue.path)));
  return telling.flatMap((issue) => problemOf(issue, tree, format));
}

function isMistyped({ code }: Issue): boolean {
  return code === 'invalid_type';
}

function problemOf(issue: Issue, tree: Located, format: FormatName): Problem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...keyPlaceOf(tree, path, key),
      message: unknownKey(key, path, format),
    }));
  }
  if (issue.code === 'invalid_union') {
    const within = issuesWithin(issue);
    if (within !== null) return within.flatMap((each) => problemOf(each, tree, format));
  }
  return [{ ...placeOf(tree, path), message: `${dotted(path)}: ${explain(issue, format)}` }];
}

/** What is wrong inside the form that the value is nearest to; null where it has none. */
function issuesWithin({ errors, path }: Extract<Issue, { code: 'invalid_union' }>): Issue[] | null {
  const inside = (each: Issue): boolean => each.path.length > 0 || each.code === 'unrecognized_keys';
  const forms = errors.filter((branch) => branch.every(inside));
  const [form] = forms.sort((one, other) => wrongs(one) - wrongs(other));
  return form?.map((each) => ({ ...each, path: [...path, ...each.path] })) ?? null;
}

function wrongs(branch: readonly Issue[]): number {
  return branch.reduce((sum, each) => sum + (each.code === 'unrecognized_keys' ? each.keys.length : 1), 0);
}

/** What a scenario of each format has, and the other one has not. */
const ORDERS: Readonly<Record<FormatName, string>> = {
  outbound: 'whose orders are made',
  recorded: 'whose demand is an order list',
};

/** Of a key that is unknown at a path: what to say if a scenario of the other format could have it; null if it could not. */
export function misfit(key: string, path: readonly PropertyKey[], format: FormatName): string | null {
  const other = format === 'outbound' ? 'recorded' : 'outbound';
  if (!knownKeys(path, other).includes(key)) return null;
  return `"${dotted([...path, key])}" does not fit a scenario ${ORDERS[format]}. Leave it out, or the overlay that brings it`;
}

function unknownKey(key: string, path: readonly PropertyKey[], format: FormatName): string {
  const known = knownKeys(path, format);
  // Another branch of a union knows it.
  if (known.includes(key)) return `"${key}" does not go with this kind of ${dotted(path)}`;
  const fitsNot = misfit(key, path, format) ?? calledOtherwise(key, path);
  if (fitsNot !== null) return fitsNot;
  return `unknown key "${key}"${path.length === 0 ? '' : ` in ${dotted(path)}`}.${suggestion(key, known)}`;
}

/** Words that are used for something, and are no keys of it: at the top, or in an entry of `policies`. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  world:
    'what runs between the partners is a `phase`: `phase: as-is` at the top of the scenario for all of its policies (--set phase=as-is), or in an entry of `policies` for that one. The overlay `as-is-to-be` brings all five, and the desks they need',
};

/** Of a key that is unknown at a path: what it is called here; null where nothing is known. */
export function calledOtherwise(key: string, path: readonly PropertyKey[]): string | null {
  const place = placeOfOwn(key, path);
  if (place !== null) return `unknown key "${key}": a system of your own stands at \`${place}\``;
  const isThere = path.length === 0 || (path.length === 2 && path[0] === 'policies');
  if (!isThere || !Object.hasOwn(OTHER_WORDS, key)) return null;
  return `unknown key "${key}": ${OTHER_WORDS[key]}`;
}

/** Where a system of the user's own belongs that is named where systems of others are; null where none is. */
function placeOfOwn(key: string, [section, under, ...deeper]: readonly PropertyKey[]): string | null {
  if (section !== 'systems' || deeper.length > 0) return null;
  const system = under === undefined || under === 'parts' ? key : key === 'part' ? String(under) : '';
  return Object.hasOwn(FRONT_PARTNERS, system) ? placeOfSystem(system as FrontName).join('.') : null;
}

/** zod's words for types, in a reader's. */
const EXPECTED: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  object: 'a map of keys',
  array: 'a list',
};

function explain(issue: Issue, format: FormatName): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      // Words of the format's own, not zod's.
      if (!issue.message.startsWith('Invalid input')) return issue.message;
      return `must be ${EXPECTED[issue.expected] ?? issue.expected}, got ${show(issue.input)}`;
    case 'invalid_value': {
      if (issue.input === undefined) return 'is missing';
      const values = issue.values.map(String);
      const near = nearest(String(issue.input), values);
      const hint = near === null ? '' : `. Did you mean "${near}"?`;
      return `${show(issue.input)} is none of ${values.join(', ')}${hint}`;
    }
    case 'invalid_union':
      if (issue.discriminator !== undefined)
        return `${issue.discriminator} must be one of ${unionKinds(issue, format).join(', ')}`;
      if (issue.input === undefined) return 'is missing';
      return (
        unlisted(issue, format) ??
        mistypedFor(issue) ??
        `${show(issue.input)} fits none of the forms there are`
      );
    case 'too_small':
      return `must ${counted(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}${got(issue.input)}`;
    case 'too_big':
      return `must ${counted(issue.origin)} ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}${got(issue.input)}`;
    default:
      return issue.message;
  }
}

/** A text where names are listed, or a file could be named. */
function unlisted(
  { errors, input }: Extract<Issue, { code: 'invalid_union' }>,
  format: FormatName,
): string | null {
  if (typeof input !== 'string') return null;
  const listed = errors.flat().find((each) => each.code === 'invalid_value' && each.values.length > 1);
  return listed === undefined ? null : explain({ ...listed, input } as Issue, format);
}

/** Where all forms are plain types: which. */
function mistypedFor({ errors, input }: Extract<Issue, { code: 'invalid_union' }>): string | null {
  const types = errors.map((form) =>
    form.find((each) => each.code === 'invalid_type' && each.path.length === 0),
  );
  const words = types.map((each) => (each?.code === 'invalid_type' ? EXPECTED[each.expected] : undefined));
  if (words.includes(undefined)) return null;
  return `must be ${[...new Set(words)].join(' or ')}, got ${show(input)}`;
}

const UNIT_OF: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

function unitOf(origin: string): string {
  return UNIT_OF[origin] ?? '';
}

function counted(origin: string): string {
  return origin in UNIT_OF ? 'have' : 'be';
}

/** Values that the discriminator of a union may have. */
function unionKinds({ path }: Issue, format: FormatName): string[] {
  const discriminator = String(path.at(-1));
  return schemasAt(path.slice(0, -1), format)
    .flatMap((schema) => {
      const kind = schema.properties?.[discriminator];
      return kind?.const === undefined ? (kind?.enum ?? []) : [kind.const];
    })
    .map(String);
}

function got(input: unknown): string {
  return typeof input === 'number' ? `, got ${input}` : '';
}

function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function dotted(path: readonly PropertyKey[]): string {
  return (
    path
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
      .join('')
      .slice(1) || 'scenario'
  );
}

/** Keys that the format knows at a path, whatever branch of a union applies. */
export function knownKeys(path: readonly PropertyKey[], format: FormatName): string[] {
  return [...new Set(schemasAt(path, format).flatMap((schema) => Object.keys(schema.properties ?? {})))];
}

/** Whether keys at a path are names of the scenario's own, such as those of phases or of the entries of a list. */
export function namesItsKeys(path: readonly PropertyKey[], format: FormatName): boolean {
  return schemasAt(path, format).some((schema) => (freelyNamed(schema) ?? namedItems(schema)) !== undefined);
}

/** Whether the value at a path is a list, of whatever entries. */
export function isList(path: readonly PropertyKey[], format: FormatName): boolean {
  return schemasAt(path, format).some(({ items }) => items !== undefined);
}

/** What stands under any key; undefined where keys are the format's. */
function freelyNamed({ additionalProperties: each }: JsonSchema): JsonSchema | undefined {
  return typeof each === 'object' && each !== null ? (each as JsonSchema) : undefined;
}

/** What the format says of the value at a path, every branch of a union. */
function schemasAt(path: readonly PropertyKey[], format: FormatName): JsonSchema[] {
  let at: JsonSchema[] = [wholeScenarioSchema(format)];
  const open = (schema: JsonSchema): JsonSchema[] => [
    schema,
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(open),
  ];
  for (const step of path) {
    at = at.flatMap(open).flatMap((schema) => {
      const next =
        typeof step === 'number'
          ? schema.items
          : (schema.properties?.[String(step)] ?? freelyNamed(schema) ?? namedItems(schema));
      return next === undefined ? [] : [next];
    });
  }
  return at.flatMap(open);
}
