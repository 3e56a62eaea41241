import { css, html, type TemplateResult } from 'lit';
import { icon, type IconName } from '../controls/icon.js';

/** A sentence and a hint across the page. @param actions buttons at its end */
export function noticeBanner(
  kind: 'info' | 'warning' | 'error',
  sentence: string,
  hint: string,
  actions: unknown = '',
  symbol: IconName = kind,
): TemplateResult {
  return html`<div class="banner banner-${kind}" role=${kind === 'error' ? 'alert' : 'status'}>
    ${icon(symbol)}
    <p><strong>${sentence}</strong> ${hint}</p>
    <div class="banner-actions">${actions}</div>
  </div>`;
}

export const noticeBannerStyles = css`
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 6px 8px;
    margin: 8px 0;
    padding: 6px 10px;
    border: 1px solid var(--vscode-contrastBorder, var(--banner-border, transparent));
    border-radius: 4px;
    background: var(--banner-background);
    color: var(--banner-foreground, var(--vscode-foreground));
  }
  .banner .icon {
    margin-top: 2px;
  }
  .banner p {
    flex: 1 1 200px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .banner strong {
    font-weight: 600;
  }
  .banner-actions {
    display: flex;
    margin-left: auto;
    gap: 6px;
  }
  .banner-info {
    --banner-background: var(--vscode-inputValidation-infoBackground);
    --banner-border: var(--vscode-inputValidation-infoBorder);
    --banner-foreground: var(--vscode-inputValidation-infoForeground, var(--vscode-foreground));
  }
  .banner-warning {
    --banner-background: var(--vscode-inputValidation-warningBackground);
    --banner-border: var(--vscode-inputValidation-warningBorder);
    --banner-foreground: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground));
  }
  .banner-error {
    --banner-background: var(--vscode-inputValidation-errorBackground);
    --banner-border: var(--vscode-inputValidation-errorBorder);
    --banner-foreground: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
  }
`;
