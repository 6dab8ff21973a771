/** Four designs with models stay open, each is opened once while it does, and what is used stays. Shown by counting. */
import { expect, test } from 'vitest';
import { OpenDesigns } from './open-designs.ts';

test('the one used least lately is closed before a fifth is opened', async () => {
  const said: string[] = [];
  const designs = new OpenDesigns((name: string) => {
    said.push(`open ${name}`);
    return Promise.resolve({
      name,
      holdsModels: !name.startsWith('thumb'),
      close: () => Promise.resolve(void said.push(`close ${name}`)),
    });
  });
  for (const name of ['a', 'b', 'c', 'd', 'a', 'e']) expect((await designs.designOf(name)).name).toBe(name);
  expect(said).toEqual(['open a', 'open b', 'open c', 'open d', 'close b', 'open e']);
  await designs.designOf('b');
  expect(said.slice(-2)).toEqual(['close c', 'open b']);
  for (let i = 0; i < 20; i++) await designs.designOf(`thumb-${i}`);
  for (let i = 0; i < 20; i++) await designs.designOf(`thumb-${i}`);
  const thumbs = said.filter((each) => each.includes('thumb'));
  expect(thumbs).toEqual(Array.from({ length: 20 }, (_, i) => `open thumb-${i}`));
});

test('one that can not be opened is not kept', async () => {
  let tries = 0;
  const designs = new OpenDesigns(() => Promise.reject(new Error(`try ${++tries}`)));
  await expect(designs.designOf('a')).rejects.toThrow('try 1');
  await expect(designs.designOf('a')).rejects.toThrow('try 2');
});
