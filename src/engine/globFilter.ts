/** `*` is any run of characters, `?` any one; letter case does not matter, nothing else is special. */
export function globFilter(glob: string): (text: string) => boolean {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${source}$`, 'isu');
  return (text) => pattern.test(text);
}
