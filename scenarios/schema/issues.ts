/** Turns what zod found into problems with a place, what is wrong, and the nearest valid name. */
import type { z } from 'zod';
import { keyPlaceOf, type Located, placeOf } from './located.ts';
import { suggestion } from './nearest.ts';
import { scenarioJsonSchema } from './scenario.ts';
import type { Problem } from './source-files.ts';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

type Issue = z.core.$ZodIssue;

export function problemsOf(issues: readonly Issue[], tree: Located): Problem[] {
  return issues.flatMap((issue) => problemOf(issue, tree));
}

function problemOf(issue: Issue, tree: Located): Problem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map((key) => ({
      ...keyPlaceOf(tree, path, key),
      message: `unknown key "${key}"${path.length === 0 ? '' : ` in ${dotted(path)}`}.${suggestion(key, known)}`,
    }));
  }
  return [{ ...placeOf(tree, path), message: `${dotted(path)}: ${explain(issue)}` }];
}

function explain(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      // Words of the format's own, not zod's.
      if (!issue.message.startsWith('Invalid input')) return issue.message;
      return `must be ${issue.expected}, got ${show(issue.input)}`;
    case 'invalid_value': {
      if (issue.input === undefined) return 'is missing';
      const values = issue.values.map(String);
      return `${show(issue.input)} is none of ${values.join(', ')}.${suggestion(String(issue.input), values)}`;
    }
    case 'invalid_union':
      if (issue.discriminator !== undefined)
        return `${issue.discriminator} must be one of the kinds there are`;
      return 'fits none of the forms there are';
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${got(issue.input)}`;
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${got(issue.input)}`;
    default:
      return issue.message;
  }
}

function got(input: unknown): string {
  return typeof input === 'number' ? `, got ${input}` : '';
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
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
export function knownKeys(path: readonly PropertyKey[]): string[] {
  let at: JsonSchema[] = [scenarioJsonSchema() as JsonSchema];
  const open = (schema: JsonSchema): JsonSchema[] => [
    schema,
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(open),
  ];
  for (const step of path) {
    at = at.flatMap(open).flatMap((schema) => {
      const next = typeof step === 'number' ? schema.items : schema.properties?.[String(step)];
      return next === undefined ? [] : [next];
    });
  }
  return [...new Set(at.flatMap(open).flatMap((schema) => Object.keys(schema.properties ?? {})))];
}
