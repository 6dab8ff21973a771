/**
 * Builds `dist/` for publishing: Node strips no types under node_modules, so the package carries JavaScript.
 * Types and sources alike come out of `tsc`; `#room/...` imports are mapped by a package.json of dist's own.
 *
 * Usage: node tools/build.ts
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

function compile(): number {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  return spawnSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json')], { stdio: 'inherit' })
    .status!;
}

/** The project's own `#room/*` imports, with JavaScript in place of TypeScript. */
function importsOfDist(): Readonly<Record<string, string>> {
  const { imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly imports: Readonly<Record<string, string>>;
  };
  return Object.fromEntries(
    Object.entries(imports).map(([name, path]) => [name, path.replace(/\.ts$/, '.js')]),
  );
}

rmSync(DIST, { recursive: true, force: true });
const status = compile();
if (status === 0) {
  cpSync(join(ROOT, 'scenarios', 'library'), join(DIST, 'scenarios', 'library'), {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  });
  cpSync(join(ROOT, 'python'), join(DIST, 'python'), {
    recursive: true,
    filter: (path) => !path.includes('__pycache__'),
  });
  const manifest = { type: 'module', imports: importsOfDist() };
  writeFileSync(join(DIST, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
process.exitCode = status;
