/**
 * Checks the import rules. Fails on a forbidden import, and when no or few modules were read: without its parser
 * dependency-cruiser sees none and finds nothing wrong.
 *
 * Usage: node tools/check-imports.ts
 */
import { cruise } from 'dependency-cruiser';
import { ROOMS, RULES } from './import-rules.ts';

/** Well below what there is, well above what a broken parser sees. */
const MODULES_MIN = 100;

const { output } = await cruise([...ROOMS], {
  parser: 'swc',
  // Type-only imports count: knowing another room's types is knowing the room.
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^(?:dist|runs)/' },
  enhancedResolveOptions: { conditionNames: ['node', 'import', 'default'], exportsFields: ['exports'] },
  validate: true,
  ruleSet: { forbidden: [...RULES] },
});
if (typeof output === 'string') throw new Error('dependency-cruiser answered a text');
const { summary, modules } = output;
const dependencies = modules.reduce((sum, module) => sum + module.dependencies.length, 0);
for (const { from, to, rule, comment } of summary.violations) {
  process.stderr.write(
    `${from} imports ${to}: forbidden by "${rule.name}"${comment === undefined ? '' : `: ${comment}`}\n`,
  );
}
if (summary.totalCruised < MODULES_MIN || dependencies < MODULES_MIN) {
  process.stderr.write(
    `only ${summary.totalCruised} modules and ${dependencies} imports were read: is the parser (@swc/core) installed?\n`,
  );
  process.exitCode = 1;
} else if (summary.error > 0) process.exitCode = 1;
else process.stdout.write(`${summary.totalCruised} modules, ${dependencies} imports: all as the rules say\n`);
