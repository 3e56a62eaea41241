import { engines } from '../../package.json';

/** What the package asks for; some of what it is made of needs as much. */
export const OLDEST_NODE = engines.node.slice('>='.length);

/** Whether a Node of this version (`20.19.0`) can run the product. */
export function isFitNode(version: string): boolean {
  const [has, needs] = [version, OLDEST_NODE].map((each) => each.split('.').map(Number));
  const at = needs.findIndex((part, index) => has[index] !== part);
  return at === -1 || (has[at] ?? 0) > (needs[at] ?? 0);
}
