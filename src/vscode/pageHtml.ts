import { randomBytes } from 'node:crypto';
import { htmlText } from '../core/strings/htmlText.js';

export interface PageAddresses {
  readonly script: string;
  /** Where the webview's own resources come from. */
  readonly source: string;
}

/**
 * The editor page's document. Its policy lets in the one script by its nonce, our styles, and
 * pictures and media of the allowed folders; nothing inline and nothing from the network.
 */
export function pageHtml(
  { script, source }: PageAddresses,
  language: string,
  title: string,
  nonce = randomBytes(16).toString('base64'),
): string {
  // A nonce of its own: unlike a script's, it must be readable in the document.
  const styleNonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${styleNonce}'`,
    `img-src ${source}`,
    `media-src ${source}`,
    `font-src ${source}`,
  ].join('; ');
  return `<!doctype html>
<html lang="${htmlText(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${htmlText(policy)}" />
    <!-- For the toolkit, which tries out a selector in a style element. -->
    <meta property="csp-nonce" content="${styleNonce}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${htmlText(title)}</title>
  </head>
  <body>
    <script nonce="${nonce}" src="${htmlText(script)}"></script>
  </body>
</html>
`;
}
