/** Documents as JSON Lines. Each is held to its schema before it is written: one that is not right is written nowhere. */
import { canonicalSchema } from '#orchestrator/canonical/schemas';
import { type AsideFile, ExportError } from '#reports/export/aside-file';
import type { PlacedDocument } from './canonical-documents.ts';

const CHUNK_CHARS = 1 << 16;
const encoder = new TextEncoder();

/** @returns how many there are, by kind */
export function writeDocuments(
  documents: Iterable<PlacedDocument>,
  file: Pick<AsideFile, 'path' | 'write'>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let lines = 0;
  let chunk = '';
  for (const { document, place } of documents) {
    lines += 1;
    const { canonical } = document;
    const { error } = canonicalSchema.safeParse(document);
    if (error !== undefined) {
      const [{ path, message }] = error.issues as [(typeof error.issues)[number]];
      throw new ExportError(
        `${file.path}: line ${lines} would be no right ${canonical}: ${path.join('.')}: ${message} (made of ${place})`,
      );
    }
    counts.set(canonical, (counts.get(canonical) ?? 0) + 1);
    chunk += `${JSON.stringify(document)}\n`;
    if (chunk.length < CHUNK_CHARS) continue;
    file.write(encoder.encode(chunk));
    chunk = '';
  }
  file.write(encoder.encode(chunk));
  return counts;
}
