/** One host by name or address, without a user, a path, or a sign that could stand for several. */
const HOST = /^([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])$/;

/**
 * The origin that an address names, as browsers write it: `https://7860.example.com`, without the port that a
 * scheme has of itself. Undefined for what is no bare `http` or `https` address of one host.
 */
export function webOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, username, password, pathname, search, hash, origin } = new URL(text);
  const bare = `${username}${password}${search}${hash}` === '' && pathname === '/';
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return bare && isWeb && HOST.test(hostname) ? origin : undefined;
}
