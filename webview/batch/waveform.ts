import { html, type TemplateResult } from 'lit';

/** Peaks as one closed shape, mirrored about the middle. @param peaks 0..1, evenly spread */
export function waveform(peaks: readonly number[], label: string): TemplateResult {
  return html`<svg
    class="waveform"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${Math.max(1, peaks.length - 1)} 2"
    preserveAspectRatio="none"
  >
    <path d=${outline(peaks)}></path>
  </svg>`;
}

function outline(peaks: readonly number[]): string {
  // A hairline stays visible in silence.
  const heights = peaks.map((peak) => Math.min(1, Math.max(0.03, peak)) * 0.95);
  const upper = heights.map((height, at) => `${at} ${(1 - height).toFixed(3)}`);
  const lower = heights.map((height, at) => `${at} ${(1 + height).toFixed(3)}`).reverse();
  return peaks.length === 0 ? 'M0 1h1' : `M${[...upper, ...lower].join('L')}Z`;
}
