/** Versions that belong to a run's identity. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Versions } from '#reports/run-head';

/** Version in the package's own package.json: one folder up in a checkout, two in a build. */
export function drayVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    const manifest = readManifest(path);
    if (manifest?.name === 'dray' && manifest.version !== undefined) return manifest.version;
  }
  return 'unknown';
}

function readManifest(path: string): { readonly name?: string; readonly version?: string } | null {
  try {
    return JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'));
  } catch {
    return null;
  }
}

export function versions(): Versions {
  return { dray: drayVersion(), node: process.versions.node, v8: process.versions.v8 };
}
