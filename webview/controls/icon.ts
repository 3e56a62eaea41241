import { html, type TemplateResult } from 'lit';

const CIRCLE = 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z';

/** Line drawings on a 16 x 16 grid, stroked in the text's colour. */
const PATHS = {
  try: 'M2 8h1.4M12.6 8H14M5.2 2.6v10.8M10.8 2.6v10.8M5.2 2.6h1.4M5.2 13.4h1.4M10.8 2.6H9.4M10.8 13.4H9.4M8 5.8v4.4',
  play: 'M4.5 2.8v10.4l8.2-5.2z',
  pause: 'M5.2 3.4v9.2M10.8 3.4v9.2',
  stop: 'M3.5 3.5h9v9h-9z',
  add: 'M8 3v10M3 8h10',
  close: 'M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4',
  edit: 'M10.6 2.6l2.8 2.8-7.6 7.6-3.4.6.6-3.4zM9.2 4l2.8 2.8',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.8 7v4.2M9.2 7v4.2',
  link: 'M6.6 9.4l2.8-2.8M7.4 5l1.8-1.8a2.5 2.5 0 0 1 3.6 3.6L11 8.6M8.6 11l-1.8 1.8a2.5 2.5 0 0 1-3.6-3.6L5 7.4',
  settings:
    'M2 4.5h6M11 4.5h3M2 11.5h3M8 11.5h6M9.5 3a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM6.5 10a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  face: 'M8 8.2a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8zM2.8 14c.3-2.8 2.4-4.4 5.2-4.4s4.9 1.6 5.2 4.4',
  check: 'M2.8 8.4l3.4 3.4 7-7.6',
  pass: `${CIRCLE}M5.2 8.2l2 2 3.6-4`,
  error: `${CIRCLE}M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4`,
  warning: 'M8 2.2l6.3 11.2H1.7zM8 6.4v3.4M8 11.4v.2',
  info: `${CIRCLE}M8 7.2v4M8 4.8v.2`,
  clock: `${CIRCLE}M8 4.6V8l2.4 1.6`,
  circle: CIRCLE,
  blocked: `${CIRCLE}M3.7 12.3l8.6-8.6`,
  refresh: 'M13 5.6A5.5 5.5 0 0 0 3 6.2M3 10.4a5.5 5.5 0 0 0 10-.6M13.3 2.6v3h-3M2.7 13.4v-3h3',
  running: 'M14.2 8A6.2 6.2 0 1 1 8 1.8',
  video: 'M1.8 4.2h8.4v7.6H1.8zM10.2 7l4-2v6l-4-2z',
  audio:
    'M8 1.8a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0v-4a2 2 0 0 1 2-2zM3.8 7.6a4.2 4.2 0 0 0 8.4 0M8 11.8v2.4M5.6 14.2h4.8',
  sound: 'M2.2 6v4h2.6l3.4 2.8V3.2L4.8 6zM10.6 5.8a3.4 3.4 0 0 1 0 4.4M12.4 4a6 6 0 0 1 0 8',
  zip: 'M2 2.8h12v3H2zM3 5.8v7.4h10V5.8M6.4 8.4h3.2',
  log: 'M2.5 2.5h11v11h-11zM5 5.8h6M5 8.2h6M5 10.6h3.5',
  text: 'M5.6 4.4L2 8l3.6 3.6M10.4 4.4L14 8l-3.6 3.6',
  folder: 'M1.8 3.4h4.4l1.4 1.6h6.6v7.8H1.8z',
  open: 'M9.4 2.6h4v4M13.4 2.6L7.6 8.4M11.6 9.2v4.2h-9v-9h4.2',
  download: 'M8 2v8M4.6 6.8L8 10.2l3.4-3.4M2.6 13.4h10.8',
  eye: 'M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  compare: 'M2 3h5v10H2zM9 3h5v10H9zM4.5 6v4M11.5 6v4',
  clean: 'M13.4 2.6L9 7M6.2 6.2l3.6 3.6-3 4-5.2-2.4z',
  grid: 'M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11',
  more: 'M3.2 7.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2zM8 7.4A.6.6 0 1 0 8 8.6a.6.6 0 0 0 0-1.2zM12.8 7.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.4M2.5 8h.4M2.5 12h.4',
  reset: 'M3 6.4h6.6a3.6 3.6 0 0 1 0 7.2H6M5.6 3.6L2.8 6.4l2.8 2.8',
  remove: `${CIRCLE}M5 8h6`,
  'mark-in': 'M9.5 3h-4v10h4',
  'mark-out': 'M6.5 3h4v10h-4',
  shield: 'M8 1.6l5.4 2v4c0 3.4-2.2 5.6-5.4 6.8-3.2-1.2-5.4-3.4-5.4-6.8v-4z',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: its meaning must be said in text as well. Styled by `baseStyles`. */
export function icon(name: IconName, extraClass = ''): TemplateResult {
  return html`<svg class="icon ${extraClass}" viewBox="0 0 16 16" aria-hidden="true">
    <path d=${PATHS[name]}></path>
  </svg>`;
}
