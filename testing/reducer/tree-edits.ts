/** Plain data changed at one place, everything else shared with what it was. */

export type TreePath = readonly (string | number)[];

export function valueAt(tree: unknown, path: TreePath): unknown {
  return path.reduce<unknown>((node, step) => (node as Record<string | number, unknown>)[step], tree);
}

/** @param value undefined = the key, or the item, is taken out */
export function changedAt<Tree>(tree: Tree, [step, ...rest]: TreePath, value: unknown): Tree {
  if (step === undefined) return value as Tree;
  const node = tree as unknown as Record<string | number, unknown>;
  const below = rest.length === 0 ? value : changedAt(node[step], rest, value);
  if (Array.isArray(tree)) {
    const items: unknown[] = [...tree];
    if (below === undefined) items.splice(step as number, 1);
    else items[step as number] = below;
    // A list with an item changed or taken out.
    return items as Tree;
  }
  const copy = { ...node };
  if (below === undefined) delete copy[step];
  else copy[step] = below;
  // A map with a key changed or taken out.
  return copy as Tree;
}

/** Without whatever is called so: items that are the name or hold it, and keys that are. */
export function withoutName(tree: unknown, name: string): unknown {
  if (Array.isArray(tree))
    return tree.filter((item) => item !== name && !holds(item, name)).map((item) => withoutName(item, name));
  if (tree === null || typeof tree !== 'object') return tree;
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([key]) => key !== name)
      .map(([key, each]) => [key, withoutName(each, name)]),
  );
}

function holds(item: unknown, name: string): boolean {
  return item !== null && typeof item === 'object' && Object.values(item).includes(name);
}
