/**
 * The messages of the contracts (`orchestrator/contracts/`), read from their declarations: kind, who says it to whom, and what stands above it.
 *
 * 1. A message whose comment does not say who says it to whom is an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CONTRACTS = fileURLToPath(new URL('../orchestrator/contracts/', import.meta.url));
const MESSAGE = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export type \w+ = Envelope<\s*'(\w+)'/g;
const DIRECTION = /^(core|[\w ]+?) -> (core|\w+)(?:,|:|;|\.)?\s*/;

export interface ContractMessage {
  readonly kind: string;
  /** Who takes it, or says it, as the contract calls it: `ERP`, `carrier`. */
  readonly partner: string;
  readonly way: 'takes' | 'says';
  readonly doc: string;
}

/** All of them, by file and in their order there. */
export function contractMessages(): readonly ContractMessage[] {
  const files = readdirSync(CONTRACTS).filter((name) => name.endsWith('.ts'));
  return files.flatMap((file) => messagesIn(readFileSync(`${CONTRACTS}${file}`, 'utf8'), file));
}

/** @param file its name, for errors */
export function messagesIn(source: string, file: string): readonly ContractMessage[] {
  return [...source.matchAll(MESSAGE)].map(([, comment = '', kind]) => {
    const text = comment
      .replaceAll(/\n\s*\*/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
    const [said, from, to] = DIRECTION.exec(text) ?? [];
    if (said === undefined || (from === 'core') === (to === 'core'))
      throw new Error(`${file}: ${kind}: no "core -> PARTNER" or "PARTNER -> core" in "${text}"`);
    const way = from === 'core' ? 'takes' : 'says';
    return { kind: kind!, partner: from === 'core' ? to! : from!, way, doc: text.slice(said.length) };
  });
}
