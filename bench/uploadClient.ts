import { createReadStream } from 'node:fs';
import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';

/** Bytes read of a file at once. */
const PIECE = 1 << 20;

/** A visitor of a studio who uploads as its page does, by tus, and whose connection may be lost. */
export class UploadClient {
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly origin: URL,
    private readonly cookie: string,
  ) {}

  /** Of a server that lets everybody in. */
  static of(origin: string): UploadClient {
    return new UploadClient(new URL(origin), '');
  }

  /** @param address as the studio prints it, good once */
  static async enter(address: string): Promise<UploadClient> {
    const { origin, pathname, search } = new URL(address);
    const stranger = new UploadClient(new URL(origin), '');
    const { headers } = await stranger.ask('GET', `${pathname}${search}`, {});
    const cookie = headers['set-cookie']?.at(0);
    if (cookie === undefined) throw new Error('the studio let nobody in');
    stranger.close();
    return new UploadClient(new URL(origin), cookie.split(';')[0]);
  }

  /** Announces a file; returns its address. */
  async begin(name: string, size: number): Promise<string> {
    const filename = Buffer.from(name).toString('base64');
    const { statusCode, headers } = await this.ask('POST', '/uploads', {
      ...{ 'upload-length': String(size), 'upload-metadata': `filename ${filename}` },
      'content-length': '0',
    });
    if (statusCode !== 201) throw new Error(`an upload was refused with ${statusCode ?? '?'}`);
    return String(headers.location);
  }

  /** Bytes that the studio has. */
  async offsetOf(location: string): Promise<number> {
    const { headers } = await this.ask('HEAD', location, {});
    return Number(headers['upload-offset']);
  }

  async giveUp(location: string): Promise<void> {
    await this.ask('DELETE', location, {});
  }

  /**
   * Sends a file from `from` on in one request. Resolves with the status, or undefined where the
   * connection was lost: as it is once `cut` bytes of the file have been sent.
   */
  send(
    location: string,
    file: string,
    { from, size, cut = Infinity }: Stretch,
  ): Promise<number | undefined> {
    return new Promise((resolve) => {
      const sending = this.request('PATCH', location, {
        'upload-offset': String(from),
        'content-type': 'application/offset+octet-stream',
        'content-length': String(size - from),
      });
      sending.on('response', (response) => {
        response.resume().once('end', () => {
          resolve(response.statusCode);
        });
      });
      const stream = createReadStream(file, { start: from, highWaterMark: PIECE });
      sending.on('error', () => {
        stream.destroy();
        resolve(undefined);
      });
      let sent = from;
      stream.on('data', (piece) => {
        sent += piece.length;
        if (sent >= cut) sending.destroy(new Error('cut off'));
      });
      stream.pipe(sending);
    });
  }

  close(): void {
    this.agent.destroy();
  }

  private ask(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const asking = this.request(method, path, headers);
      asking.on('response', (response) => {
        response.resume().once('end', () => {
          resolve(response);
        });
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  private request(method: string, path: string, headers: OutgoingHttpHeaders) {
    const { origin, cookie, agent } = this;
    return request(new URL(path, origin), {
      ...{ method, agent },
      headers: { cookie, origin: origin.origin, 'tus-resumable': '1.0.0', ...headers },
    });
  }
}

interface Stretch {
  readonly from: number;
  /** Of the whole file. */
  readonly size: number;
  readonly cut?: number;
}
