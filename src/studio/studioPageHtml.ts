import { htmlText } from '../core/strings/htmlText.js';
import type { Locale } from '../core/strings/locale.js';

const MANIFEST_ADDRESS = '/manifest.webmanifest';

export interface PageFrame {
  readonly locale: Locale;
  readonly title: string;
  readonly styleNonce: string;
}

/** The document of both pages, home and project: one script, which looks at its own address. */
export function studioPageHtml({ locale, title, styleNonce }: PageFrame): string {
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
  <head>
    <meta charset="utf-8" />
    <!-- For the toolkit, which tries out a selector in a style element. -->
    <meta property="csp-nonce" content="${styleNonce}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="manifest" href="${MANIFEST_ADDRESS}" crossorigin="use-credentials" />
    <link rel="icon" href="/icon.png" />
    <title>${htmlText(title)}</title>
  </head>
  <body>
    <script src="/studio.js" defer></script>
  </body>
</html>
`;
}

export const MANIFEST = {
  name: 'HeyGem Studio',
  short_name: 'HeyGem',
  start_url: '/',
  display: 'standalone',
  background_color: '#1f1f1f',
  theme_color: '#1f1f1f',
  icons: [{ src: '/icon.png', sizes: '256x256', type: 'image/png' }],
} as const;
