/** Figures of scenarios and of profiles, as a table shows them: a value a cell, short. */
import { durationText } from '#scenarios/schema/units';

/** Longer ones say only how many. */
const LIST_MOST = 60;

/** What a scenario says at a path of the reference: of a list, or of a map by name, its first entry. Empty where it says nothing, or a whole section. */
export function figureAt(scenario: unknown, path: string): string {
  let at = scenario;
  for (const word of path.replaceAll('[]', '.[]').split('.')) {
    if (typeof at !== 'object' || at === null) return '';
    const entries = Object.entries(at);
    at = word === '[]' || word === 'NAME' ? entries[0]?.[1] : Object.fromEntries(entries)[word];
  }
  return isWhole(at) ? '' : figureText(at, path);
}

/** Of a profile: each figure with its path, distributions whole. */
export function flatFigures(
  profile: object,
  above = '',
): readonly (readonly [path: string, figure: unknown])[] {
  return Object.entries(profile).flatMap(([name, figure]: [string, unknown]) => {
    const path = above === '' ? name : `${above}.${name}`;
    if (typeof figure !== 'object' || figure === null || Array.isArray(figure) || 'kind' in figure)
      return [[path, figure] as const];
    return flatFigures(figure, path);
  });
}

/** @param path its last word says the unit of a number: `answerMs`, `lateDays` */
export function figureText(figure: unknown, path: string): string {
  if (figure === undefined) return '';
  if (typeof figure === 'number') return numberText(figure, path);
  if (typeof figure === 'string') return figure;
  if (Array.isArray(figure)) return listText(figure);
  if (typeof figure !== 'object' || figure === null) return String(figure);
  if (!('kind' in figure)) return `\`${yamlText(figure)}\``;
  const { kind, ...parameters } = figure as { readonly kind: string };
  const told = Object.entries(parameters).map(([name, value]) => parameterText(name, value, path));
  return `${kind} ${told.join(', ')}`;
}

function parameterText(name: string, value: unknown, path: string): string {
  if (name === 'mu') return numberText(Math.exp(value as number), path);
  const text =
    typeof value === 'number' && name !== 'sigma' && name !== 'shape'
      ? numberText(value, path)
      : String(value);
  return `${name} ${text}`;
}

function numberText(value: number, path: string): string {
  if (path.endsWith('Ms') && value >= 1000) return durationText(Math.round(value / 1000) * 1000);
  return String(Number(value.toPrecision(3)));
}

function listText(list: readonly unknown[]): string {
  const text = list.every((each) => typeof each !== 'object') ? list.join(', ') : '';
  return text !== '' && text.length <= LIST_MOST ? text : `${list.length} entries`;
}

/** A map of more than a distribution. */
function isWhole(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((each) => typeof each === 'object') && yamlText(value).length > LIST_MOST;
}

function yamlText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([name, each]) => `${name}: ${yamlText(each)}`);
  return `{ ${entries.join(', ')} }`;
}
