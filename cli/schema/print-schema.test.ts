/** `dray schema`: of scenario files, of any canonical document, or of one; a name that there is not is told with those that there are. */
import { expect, test } from 'vitest';
import { canonicalJsonSchemas } from '#orchestrator/canonical/schemas';
import { dray } from '../in-process.fixture.ts';

test('of scenario files', async () => {
  expect(JSON.parse((await dray('schema')).stdout)).toMatchObject({ title: 'Dray scenario' });
});

test('of any canonical document: every one is a definition, by name and version, and one of the choices', async () => {
  const { code, stdout } = await dray('schema', '--canonical');
  expect(code).toBe(0);
  const { $schema, oneOf, $defs } = JSON.parse(stdout);
  expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
  const names = [...canonicalJsonSchemas().keys()];
  expect(Object.keys($defs)).toEqual(names);
  expect(oneOf).toEqual(names.map((name) => ({ $ref: `#/$defs/${name.replace('/', '~1')}` })));
  expect($defs['order/1'].properties.version).toMatchObject({ const: 1 });
});

test('of one, by name or by name and version', async () => {
  const { stdout } = await dray('schema', '--canonical', 'tender');
  expect(JSON.parse(stdout)).toMatchObject({ title: 'tender/2', type: 'object' });
  expect((await dray('schema', '--canonical', 'tender/2')).stdout).toBe(stdout);
});

test('of one that there is not', async () => {
  const { code, stdout, stderr } = await dray('schema', '--canonical', 'tender/1');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/--canonical tender\/1: unknown\. There are: order\/1, .*tender\/2/);
});
