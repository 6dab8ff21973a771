/** Files that a scenario names: what their paths mean, and what is said of one that lies elsewhere. */

/** A path as the file at `from` means it. */
export function relativeTo(from: string, path: string): string {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return path;
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return `${folder}${path}`;
}

/** @param option by which it may lie anywhere */
export function leadsOut(path: string, lies: string, option: string): string {
  return `${path} is not in the scenario's folder: it leads to ${lies}. Put the file beside the scenario, or name it with ${option}`;
}
