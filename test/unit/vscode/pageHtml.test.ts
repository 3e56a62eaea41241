import { describe, expect, it } from 'vitest';
import { parsePageMessage } from '../../../src/protocol/editorShapes.js';
import { pageHtml } from '../../../src/vscode/pageHtml.js';

describe("the page's document", () => {
  const page = { script: 'https://x/webview.js', source: 'https://x' };

  it('lets in one script by its nonce and nothing inline', () => {
    const html = pageHtml(page, 'en', 'HeyGem', 'n0nce');
    const policy = /content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'nonce-n0nce'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('connect-src');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain('<script nonce="n0nce" src="https://x/webview.js"></script>');
    expect(html).not.toMatch(/<style|style=|onload=/);
  });

  it('has another nonce each time', () => {
    expect(pageHtml(page, 'en', 'a')).not.toBe(pageHtml(page, 'en', 'a'));
  });

  it('takes no markup from addresses and titles', () => {
    const html = pageHtml({ ...page, script: '"><b>' }, 'en', '</title><b>');
    expect(html).not.toContain('<b>');
  });
});

describe('a message of a page', () => {
  it.each([
    { id: 1, intent: { kind: 'ready' } },
    { id: 2, intent: { kind: 'generate', pairs: 'all', force: false } },
    { id: 3, intent: { kind: 'generate', pairs: ['a+b'], force: true } },
    { id: 4, intent: { kind: 'edit', edit: { kind: 'set-title', title: 'x' } } },
  ])('is taken: %j', (message) => {
    expect(parsePageMessage(message)).toBe(message);
  });

  it.each([
    undefined,
    'ready',
    { intent: { kind: 'ready' } },
    { id: 1, intent: { kind: 'constructor' } },
    { id: 1, intent: { kind: 'generate', pairs: 'some', force: false } },
    { id: 1, intent: { kind: 'drop', uris: [1] } },
    { id: 1, intent: { kind: 'import', upload: 'u', name: 'n', size: 1, offset: 0, bytes: 'abc' } },
  ])('is refused: %j', (message) => {
    expect(parsePageMessage(message)).toBeTypeOf('string');
  });
});
