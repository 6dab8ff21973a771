/** What a scenario assumes: its parameters without a source, as sentences. */

const ASSUMPTION = /\bassumption\b/i;

/** What rests on an assumption. What the items of a list have in common is said once. */
export function assumptionsOf(scenario: object): string[] {
  const found = new Set<string>();
  const walk = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      for (const each of value) walk(each, `${path}[]`);
      return;
    }
    const { source, ...rest } = value as Record<string, unknown>;
    if (typeof source === 'string' && ASSUMPTION.test(source)) {
      const names = Object.entries(rest).filter(
        ([, each]) => typeof each !== 'object' || !('source' in (each ?? {})),
      );
      const note = source.replace(/^assumption[,:;]?\s*/i, '');
      found.add(`${path}: ${names.map(([key]) => key).join(', ')}${note === '' ? '' : ` (${note})`}`);
    }
    for (const [key, each] of Object.entries(rest)) walk(each, path === '' ? key : `${path}.${key}`);
  };
  // What an input might be instead is assumed of nothing that runs.
  walk({ ...scenario, plausible: null }, '');
  return [...found];
}
