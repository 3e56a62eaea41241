import { once } from 'node:events';
import { connect } from 'node:net';

/** Says inline commands to a Redis over a line of their own; returns its raw answers up to its farewell. */
export async function redisTalk(port: number, commands: readonly string[]): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.setTimeout(5_000, () => socket.destroy(new Error('Redis does not answer')));
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
  socket.write([...commands, 'QUIT', ''].join('\r\n'));
  await once(socket, 'close');
  return answer;
}

/** The number of a field of what `INFO` answers. */
export function infoField(info: string, name: string): number {
  const found = new RegExp(`^${name}:(\\d+)\\r?$`, 'm').exec(info);
  if (found === null) throw new Error(`Redis tells no ${name}: ${info.slice(0, 200)}`);
  return Number(found[1]);
}
