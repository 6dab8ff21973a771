/**
 * Where a kind of fault happens that a scenario has no place for: under an overlay of the house, or in another scenario of it.
 *
 * 1. Nothing of it is written down: overlays are laid over the scenario, and asked what can happen there.
 */
import { parse } from 'yaml';
import { OVERLAYS, overlayPath, SCENARIOS } from '#scenarios/library/index';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { kindsIn, SEARCH_KINDS } from '#testing/search/kinds';
import { isTree } from '#testing/search/tree';
import { loadChecked, type ScenarioWords } from '../scenario-options.ts';
import { DiskFiles } from '../source-files.ts';

/** What a scenario was asked for with. */
type Asked = Pick<ScenarioWords, 'ref' | 'data' | 'with' | 'set'>;

/** As a sentence that follows another; empty = no overlay brings it, and no scenario of the library has it. */
export async function whereItHappens(kind: string, asked: Asked): Promise<string> {
  const likely = overlaysAbout(kind);
  const here = await bringing(kind, asked, likely);
  if (here.length > 0) return ` It comes with ${inWords(here.map(option))}`;
  for (const ref of SCENARIOS)
    if (await happensIn(kind, { ref })) return ` It happens in ${ref}: dray search ${ref}`;
  for (const ref of SCENARIOS) {
    const [overlay] = await bringing(kind, { ref }, likely);
    if (overlay !== undefined)
      return ` It happens in ${ref} with an overlay: dray search ${ref} ${option(overlay)}`;
  }
  return '';
}

/** Those that say by themselves what it takes: each that is laid over a scenario costs a moment. */
function overlaysAbout(kind: string): string[] {
  const files = new DiskFiles(null);
  return OVERLAYS.filter((overlay) => {
    const text = files.read(overlayPath(overlay));
    const tree: unknown = typeof text === 'string' ? parse(text) : null;
    return (
      isTree(tree) &&
      SEARCH_KINDS.some((each) => each.name === kind && each.place === 'figures' && each.allowed(tree))
    );
  });
}

/** Of these overlays, those under which it can happen there. */
async function bringing(
  kind: string,
  { with: laid = [], ...asked }: Asked,
  overlays: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const overlay of overlays)
    if (!laid.includes(overlay) && (await happensIn(kind, { ...asked, with: [...laid, overlay] })))
      found.push(overlay);
  return found;
}

async function happensIn(kind: string, asked: Asked): Promise<boolean> {
  const scenario = await loadedOf(asked);
  return scenario !== null && kindsIn(scenario).some(({ name }) => name === kind);
}

/** null = it is none: what an overlay is about is not there. */
async function loadedOf(asked: Asked): Promise<AnyOutboundScenario | null> {
  try {
    return (await loadChecked(asked, new DiskFiles(asked.data ?? null))).scenario;
  } catch {
    return null;
  }
}

function option(overlay: string): string {
  return `--with ${overlay}`;
}

function inWords(all: readonly string[]): string {
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)!}`;
}
