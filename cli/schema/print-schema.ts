/** `dray schema`: the JSON Schema of scenario files, or of canonical documents. */
import { anyCanonicalJsonSchema, canonicalJsonSchemas } from '#orchestrator/canonical/schemas';
import { scenarioJsonSchema } from '#scenarios/schema/json-schema';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';

export interface SchemaWords {
  /** Name of a document; true = of any. */
  readonly canonical?: string | true | undefined;
}

export function printSchema({ canonical }: SchemaWords): ExitCode {
  process.stdout.write(`${JSON.stringify(schemaOf(canonical), null, 2)}\n`);
  return EXIT.done;
}

function schemaOf(canonical: SchemaWords['canonical']): object {
  if (canonical === undefined) return scenarioJsonSchema();
  if (canonical === true) return anyCanonicalJsonSchema();
  const schemas = [...canonicalJsonSchemas()];
  // `order`, or `order/1`.
  const found = schemas.find(([name]) => name === canonical || name.split('/')[0] === canonical);
  if (found !== undefined) return found[1];
  throw new UserError(
    `--canonical ${canonical}: unknown. There are: ${schemas.map(([name]) => name).join(', ')}`,
  );
}
