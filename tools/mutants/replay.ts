/** Runs one scenario file in the tree that this lies in, and prints as JSON what it finds: `null`, or invariant, place and message. */
import { readFileSync } from 'node:fs';
import { loadScenario } from '#scenarios/schema/load';
import type { SourceFiles } from '#scenarios/schema/source-files';
import { runTrial } from '#testing/search/trial';

const FILE = 'case.scenario.yaml';
const text = readFileSync(process.argv[2]!, 'utf8');
const files: SourceFiles = { read: (path) => (path === FILE ? text : null) };
const loaded = loadScenario(FILE, files, { kpis: {} });
if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
const { finding } = await runTrial({ scenario: loaded.scenario, files, seed: loaded.scenario.seed });
process.stdout.write(JSON.stringify(finding));
