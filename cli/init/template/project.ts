/** What a new project is besides its rehearsal: what it installs, how it is checked, what stands in its README. */

/** What a project may install of these: as Dray itself names them. */
const VITEST = '^5.0.0';
const TYPESCRIPT = '^7.0.0';

export function packageJson(name: string, dray: string): string {
  const manifest = {
    name,
    private: true,
    type: 'module',
    scripts: {
      start: 'dray run warehouse.scenario.yaml',
      watch: 'dray run warehouse.scenario.yaml --watch',
      check: 'dray check warehouse.scenario.yaml && tsc --noEmit',
      test: 'vitest run',
    },
    devDependencies: { dray, typescript: TYPESCRIPT, vitest: VITEST },
    allowScripts: { 'onnxruntime-node': false, msw: false },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2024",
    "lib": ["es2024"],
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "types": [],
    "strict": true,
    "verbatimModuleSyntax": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["*.ts"]
}
`;

export const VITEST_CONFIG = `import { defineConfig } from 'vitest/config';

// A run is seconds, a comparison dozens of runs.
export default defineConfig({ test: { testTimeout: 120_000 } });
`;

export const GITIGNORE = `node_modules/
runs/
`;

export const README = `# A rehearsal of our warehouse

What the orchestration of our orders does, and what it costs, tried out with [Dray](https://www.npmjs.com/package/dray) before it goes live.

\`\`\`sh
npm install --ignore-scripts   # once; keep package-lock.json with the sources: CI installs by it
npm start                      # both policies, side by side, and a report that opens from disk
npm run watch                  # again whenever scenario or policy change
npm run check                  # is the scenario right, are the types?
npm test                       # what must hold
\`\`\`

| file | what is in it |
|---|---|
| \`warehouse.scenario.yaml\` | our week: what differs from the scenario it extends, the policies that run, and the thresholds that gate |
| \`ground-if-in-time.ts\` | a policy of ours: which centre and carrier an order goes by |
| \`warehouse.test.ts\` | what must hold, also when a carrier is out |
| \`.github/workflows/dray.yml\` | the same in CI: tests, the run's summary on its page, JUnit and the report to download |

Then:

\`\`\`sh
npx dray compare warehouse.scenario.yaml      # is the second policy better, by how much, how sure?
npx dray search warehouse.scenario.yaml       # what sequence of events breaks it?
npx dray explain runs/warehouse-1             # why was that decided?
\`\`\`
`;
