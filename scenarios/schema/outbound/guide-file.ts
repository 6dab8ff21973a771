/**
 * A routing guide in a CSV file: its rows stand in the place of the file, each with its line, so that a guide is the same wherever it is
 * written. Layout: `docs/guides/routing-guide.md`.
 *
 * 1. What is in the file is part of the scenario from here on; where it lies is not.
 * 2. A row that can't be read is a problem with its line and column; the first of them are told, and how many more there are.
 */
import { nearest } from '#sim/nearest';
import { columnOf, firstOf, rowFault, visitCsv } from '../../world/csv.ts';
import type { Located, LocatedMap, Place } from '../located.ts';
import { leadsOut, relativeTo } from '../named-files.ts';
import type { Problem, SourceFiles } from '../source-files.ts';
import { at, Stop } from '../stop.ts';
import { GUIDE_ROWS_MAX, transportMode } from './network.ts';

const COLUMNS = ['from', 'to', 'rank', 'carrier'] as const;
/** These may be missing, and their cells empty. */
const MORE_COLUMNS = ['mode', 'service'] as const;
/** Characters; more is no guide. */
const TEXT_MAX = 5_000_000;

/** The tree with the rows of the file as more `lanes`. Throws `Stop`. What the format refuses by itself is left to it. */
export function withGuideRows(tree: Located, sources: SourceFiles): Located {
  const network = under(tree, 'network');
  const guide = under(network, 'routingGuide');
  const file = under(guide, 'file');
  if (tree.kind !== 'map' || network?.kind !== 'map' || guide?.kind !== 'map' || file?.kind !== 'scalar')
    return tree;
  const lanes = under(guide, 'lanes');
  const { value: path } = file;
  if (typeof path !== 'string' || !/\.csv$/i.test(path) || (lanes !== undefined && lanes.kind !== 'list'))
    return tree;
  const rows = rowsOf(path, file.place, sources);
  const entries = new Map(guide.entries);
  const { keyPlace } = entries.get('file')!;
  entries.delete('file');
  const items = [...(lanes?.items ?? []), ...rows];
  entries.set('lanes', { keyPlace, node: { kind: 'list', place: lanes?.place ?? file.place, items } });
  const whole: LocatedMap = { ...guide, entries };
  return replaced(tree, 'network', replaced(network, 'routingGuide', whole));
}

function rowsOf(path: string, place: Place, sources: SourceFiles): readonly Located[] {
  const typed = place.file.startsWith('--');
  // What the command line names is meant from where it is typed, and may lie anywhere.
  const file = typed ? path : relativeTo(place.file, path);
  const lies = typed ? null : (sources.outsideOf?.(relativeTo(place.file, '.'), file) ?? null);
  if (lies !== null)
    throw new Stop([at(place.file, leadsOut(file, lies, '--set network.routingGuide.file=...'), place)]);
  const text = sources.read(file);
  if (typeof text !== 'string') {
    const why = text === null ? `there is no such file: ${file}` : `${file} ${text.why}`;
    throw new Stop([at(place.file, why, place)]);
  }
  if (text.length > TEXT_MAX)
    throw new Stop([at(file, `has ${text.length} characters, ${TEXT_MAX} at most: is it a routing guide?`)]);
  return parsed(file, text);
}

function parsed(file: string, text: string): readonly Located[] {
  const rows: Located[] = [];
  const problems: Problem[] = [];
  const twice = new Set<string>();
  const visited = visitCsv(file, text, COLUMNS, (row, header) => {
    const placeOfCell = (name: string): Place => ({
      ...{ file, line: row.line },
      column: columnOf(row, header, name),
    });
    for (const name of MORE_COLUMNS) if (header.indexOf(name) !== header.lastIndexOf(name)) twice.add(name);
    const fault = rowFault(row, header.length, COLUMNS);
    if (fault !== null) problems.push({ file, line: row.line, column: 1, message: fault });
    for (const [name, message] of fault === null ? cellFaults(row.cells) : [])
      problems.push({ ...placeOfCell(name), message });
    const entries = new Map<string, { readonly keyPlace: Place; readonly node: Located }>();
    for (const name of [...COLUMNS, ...MORE_COLUMNS]) {
      const cell = row.cells[name] ?? '';
      if (cell === '') continue;
      const place = placeOfCell(name);
      const value = name === 'rank' ? Number(cell) : cell;
      entries.set(name, { keyPlace: place, node: { kind: 'scalar', place, value } });
    }
    rows.push({ kind: 'map', place: { file, line: row.line, column: 1 }, entries });
  });
  if (!('width' in visited)) throw new Stop(visited);
  if (twice.size > 0)
    throw new Stop([...twice].map((name) => at(file, givenTwice(name), { file, line: 1, column: 1 })));
  if (problems.length > 0) throw new Stop(firstOf(problems));
  return rows;
}

function givenTwice(name: string): string {
  return `column "${name}" is there twice, and nobody could tell which counts. Take one out`;
}

/** By column. */
function* cellFaults(cells: Readonly<Record<string, string>>): Generator<readonly [string, string]> {
  const { rank, mode = '' } = cells;
  if (!/^\d{1,5}$/.test(rank!) || Number(rank) < 1 || Number(rank) > GUIDE_ROWS_MAX)
    yield ['rank', `rank is no whole number from 1 to ${GUIDE_ROWS_MAX}: "${rank}"`];
  const modes: readonly string[] = transportMode.options;
  if (mode === '' || modes.includes(mode)) return;
  const near = nearest(mode, modes);
  yield [
    'mode',
    `"${mode}" is none of ${modes.join(', ')}${near === null ? '' : `. Did you mean "${near}"?`}`,
  ];
}

function under(tree: Located | undefined, key: string): Located | undefined {
  return tree?.kind === 'map' ? tree.entries.get(key)?.node : undefined;
}

function replaced(map: LocatedMap, key: string, node: Located): LocatedMap {
  return { ...map, entries: new Map(map.entries).set(key, { ...map.entries.get(key)!, node }) };
}
