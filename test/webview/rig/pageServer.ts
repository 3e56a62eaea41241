import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { pageHtml } from '../../../src/vscode/pageHtml.js';

const ROOT = join(import.meta.dirname, '../../..');

/** Bundles a script of the page as the product's build does. */
export async function bundled(file: string): Promise<string> {
  const result = await build({
    entryPoints: [join(ROOT, file)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  return result.outputFiles[0].text;
}

/** Serves the page with the product's own policy, made-up stills, and a short video. */
export class PageServer {
  private constructor(
    readonly address: string,
    readonly close: () => void,
  ) {}

  static async start(script: string): Promise<PageServer> {
    const video = readFileSync(join(ROOT, 'test/fixtures/presenter-small.mp4'));
    const server = createServer((request, response) => {
      const path = request.url ?? '/';
      if (path.startsWith('/still/')) send(response, 'image/svg+xml', still(Number(path.slice(7))));
      else if (path === '/video.mp4') sendRange(request, response, video);
      else if (path === '/webview.js') send(response, 'text/javascript', script);
      else send(response, 'text/html', html(request));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new PageServer(`http://127.0.0.1:${port}`, () => {
      server.closeAllConnections();
      server.close();
    });
  }
}

function html(request: IncomingMessage): string {
  const source = `http://${request.headers.host ?? ''}`;
  return pageHtml({ script: '/webview.js', source }, 'en', 'test');
}

function send(response: ServerResponse, type: string, body: string): void {
  response.setHeader('content-type', type);
  response.end(body);
}

function sendRange(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const from = Number(range?.[1] ?? 0);
  const to = range?.[2] ? Number(range[2]) : body.length - 1;
  response.writeHead(range ? 206 : 200, {
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'content-length': to - from + 1,
    ...(range && { 'content-range': `bytes ${from}-${to}/${body.length}` }),
  });
  response.end(body.subarray(from, to + 1));
}

/** A drawn head and shoulders, another colour for each number. */
function still(number: number): string {
  const hue = (number * 67) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90" width="640" height="360">
    <rect width="160" height="90" fill="hsl(${hue} 30% 62%)"/>
    <path d="M44 90c2-24 16-32 36-32s34 8 36 32z" fill="hsl(${(hue + 160) % 360} 35% 34%)"/>
    <ellipse cx="80" cy="40" rx="17" ry="21" fill="hsl(26 45% ${58 + (number % 3) * 8}%)"/>
    <path d="M62 36c0-26 36-26 36 0-8-12-28-12-36 0z" fill="hsl(${(hue + 20) % 60} 30% 20%)"/>
    <path d="M73 51q7 5 14 0" stroke="hsl(5 45% 38%)" stroke-width="2" fill="none"/>
  </svg>`;
}
