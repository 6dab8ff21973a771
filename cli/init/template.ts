/** The files of a new project, each as text: what `dray init` writes. */
import { CI_FILE } from './template/ci.ts';
import { GITIGNORE, packageJson, README, TSCONFIG, VITEST_CONFIG } from './template/project.ts';
import { POLICY, SCENARIO, TEST } from './template/rehearsal.ts';

/** By path in the project, `/` between folders. @param name of the project @param dray version that wrote it */
export function templateFiles(name: string, dray: string): Readonly<Record<string, string>> {
  return {
    'package.json': packageJson(name, dray),
    'warehouse.scenario.yaml': SCENARIO,
    'ground-if-in-time.ts': POLICY,
    'warehouse.test.ts': TEST,
    'vitest.config.ts': VITEST_CONFIG,
    'tsconfig.json': TSCONFIG,
    '.github/workflows/dray.yml': CI_FILE,
    '.gitignore': GITIGNORE,
    'README.md': README,
  };
}
