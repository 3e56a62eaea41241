/** The few colours that a page is made of. */
interface Palette {
  readonly page: string;
  readonly raised: string;
  readonly field: string;
  readonly edge: string;
  readonly fieldEdge: string;
  readonly text: string;
  readonly quiet: string;
  readonly faint: string;
  readonly accent: string;
  readonly accentOver: string;
  readonly onAccent: string;
  readonly link: string;
  readonly error: string;
  readonly warning: string;
  readonly good: string;
  readonly errorFill: string;
  readonly warningFill: string;
  readonly infoFill: string;
  /** Laid over what is pointed at, pressed, selected. */
  readonly veil: readonly [string, string, string];
  readonly shadow: string;
}

const LIGHT: Palette = {
  page: '#ffffff',
  raised: '#f6f7f9',
  field: '#ffffff',
  edge: '#dfe2e7',
  fieldEdge: '#8a9099',
  text: '#1d2127',
  quiet: '#59616b',
  faint: '#a7adb5',
  accent: '#0b62c4',
  accentOver: '#0955ab',
  onAccent: '#ffffff',
  link: '#0b62c4',
  error: '#b3261e',
  warning: '#8f5f00',
  good: '#1a7f37',
  errorFill: '#fdecea',
  warningFill: '#fdf4de',
  infoFill: '#e8f1fc',
  veil: ['#00000012', '#00000022', '#0b62c41f'],
  shadow: '#00000030',
};

const DARK: Palette = {
  page: '#16181b',
  raised: '#1f2226',
  field: '#1b1d21',
  edge: '#33373d',
  fieldEdge: '#777e88',
  text: '#d7dae0',
  quiet: '#9aa1ab',
  faint: '#5f656d',
  accent: '#276fc0',
  accentOver: '#2266b2',
  onAccent: '#ffffff',
  link: '#6cb0f5',
  error: '#f28b82',
  warning: '#e2b34c',
  good: '#6cc787',
  errorFill: '#3a1e1c',
  warningFill: '#362b12',
  infoFill: '#172c42',
  veil: ['#ffffff14', '#ffffff26', '#2f7fd63d'],
  shadow: '#00000080',
};

/** The `--vscode-*` colours that the page's elements ask for, made of a palette. */
function variables(p: Palette): Readonly<Record<string, string>> {
  const [over, pressed, selected] = p.veil;
  return {
    foreground: p.text,
    descriptionForeground: p.quiet,
    disabledForeground: p.faint,
    errorForeground: p.error,
    focusBorder: p.accent,
    'icon-foreground': p.quiet,
    'editor-background': p.page,
    'editorWidget-background': p.raised,
    'editorWidget-foreground': p.text,
    'editorWidget-border': p.edge,
    'editorGroup-border': p.edge,
    'editorWarning-foreground': p.warning,
    'panel-background': p.raised,
    'panel-border': p.edge,
    'panelTitle-activeBorder': p.accent,
    'panelTitle-activeForeground': p.text,
    'panelTitle-inactiveForeground': p.quiet,
    'settings-headerBorder': p.edge,
    'settings-dropdownListBorder': p.edge,
    'settings-modifiedItemIndicator': p.accent,
    'settings-rowHoverBackground': over,
    'welcomePage-tileBackground': p.raised,
    'widget-shadow': p.shadow,
    'textCodeBlock-background': p.raised,
    'textLink-foreground': p.link,
    'textLink-activeForeground': p.link,
    'list-hoverBackground': over,
    'list-activeSelectionBackground': selected,
    'list-activeSelectionForeground': p.text,
    'list-inactiveSelectionBackground': selected,
    'list-dropBackground': selected,
    'editor-dropBackground': selected,
    'toolbar-hoverBackground': over,
    'toolbar-activeBackground': pressed,
    'progressBar-background': p.accent,
    'badge-background': p.accent,
    'badge-foreground': p.onAccent,
    'button-background': p.accent,
    'button-foreground': p.onAccent,
    'button-border': p.accent,
    'button-hoverBackground': p.accentOver,
    'button-secondaryBackground': p.raised,
    'button-secondaryForeground': p.text,
    'button-secondaryBorder': p.edge,
    'button-secondaryHoverBackground': pressed,
    'checkbox-background': p.field,
    'checkbox-border': p.fieldEdge,
    'checkbox-foreground': p.text,
    'dropdown-background': p.field,
    'dropdown-border': p.fieldEdge,
    'dropdown-foreground': p.text,
    'input-background': p.field,
    'input-border': p.fieldEdge,
    'input-foreground': p.text,
    'input-placeholderForeground': p.quiet,
    'inputOption-activeBackground': selected,
    'inputOption-activeBorder': p.accent,
    'inputOption-activeForeground': p.text,
    'inputValidation-errorBackground': p.errorFill,
    'inputValidation-errorBorder': p.error,
    'inputValidation-warningBackground': p.warningFill,
    'inputValidation-warningBorder': p.warning,
    'inputValidation-infoBackground': p.infoFill,
    'inputValidation-infoBorder': p.accent,
    'charts-blue': p.link,
    'charts-red': p.error,
    'charts-yellow': p.warning,
    'testing-iconPassed': p.good,
    'scrollbar-shadow': p.shadow,
    'scrollbarSlider-background': over,
    'scrollbarSlider-hoverBackground': pressed,
    'scrollbarSlider-activeBackground': pressed,
  };
}

const FONT = `--vscode-font-family: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC',
  'PingFang SC', 'Microsoft YaHei', sans-serif; --vscode-font-size: 14px; --vscode-font-weight: 400;`;

function block(palette: Palette): string {
  return Object.entries(variables(palette))
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join(' ');
}

/** Colours by the system, unless the document says which: `data-theme` on its root. */
export function colourSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :root { ${FONT} ${block(LIGHT)} color-scheme: light; }
    @media (prefers-color-scheme: dark) {
      :root:not([data-theme='light']) { ${block(DARK)} color-scheme: dark; }
    }
    :root[data-theme='dark'] { ${block(DARK)} color-scheme: dark; }
    html { scrollbar-color: var(--vscode-panelTitle-inactiveForeground) transparent; }
    body { box-sizing: border-box; padding: 0 clamp(10px, 2.5vw, 28px) 24px !important; }
    @media (pointer: coarse) { :root { --vscode-font-size: 15px; } }
  `);
  return sheet;
}
