import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GATE_SUFFIX } from '../../../src/engine/fileLock.js';
import { outputLockPath } from '../../../src/engine/outputLock.js';
import { stagedPath } from '../../../src/files/stagedName.js';
import { EXECUTION_PROVIDERS } from '../../../src/core/model.js';
import { ENCODER_PRESETS } from '../../../src/core/settings.js';

const ROOT = join(import.meta.dirname, '../../..');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command?: string; readonly submenu?: string }[]>
    >;
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly enum?: readonly string[]; readonly scope: string }>
      >;
    };
  };
}

const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;

function words(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Record<string, string>;
}

const { walkthroughs } = manifest.contributes;
const walkthrough = walkthroughs.flatMap(({ steps }) => steps);

describe('the manifest', () => {
  const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);

  it.each(['package.nls.json', 'package.nls.zh-cn.json'])('has all its words in %s', (file) => {
    const known = words(file);
    expect(Object.keys(known).sort()).toEqual([...new Set(used)].sort());
    expect(Object.values(known).filter((value) => value.trim() === '')).toEqual([]);
  });

  it('is Chinese in Chinese', () => {
    const alike = Object.entries(words('package.nls.zh-cn.json')).filter(
      ([, value]) => !/\p{Script=Han}/u.test(value),
    );
    expect(alike).toEqual([]);
  });

  it('names files that are there', () => {
    const files = [...text.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g)].map(([, file]) => file);
    expect(files.filter((file) => file.startsWith('media/walkthrough/'))).toHaveLength(4);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it("draws the walkthrough's pictures in the colours of the theme alone", () => {
    for (const { media } of walkthrough) {
      const svg = readFileSync(join(ROOT, media.svg), 'utf8');
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
      expect(colours.length, media.svg).toBeGreaterThan(10);
      expect(colours.filter((colour) => !/^(none|var\(--vscode-[\w-]+\))$/.test(colour))).toEqual(
        [],
      );
      // VS Code's policy for them lets in no styles and no scripts.
      expect(svg).not.toMatch(/<style|style=|<script|href=/);
      expect(svg.length).toBeLessThan(10_000);
    }
  });

  it("ticks the walkthrough's steps off by what succeeded", () => {
    const source = readFileSync(join(ROOT, 'src/vscode/walkthrough.ts'), 'utf8');
    for (const { id, completionEvents } of walkthrough) {
      expect(completionEvents).toEqual([`onContext:heygem.done.${id}`]);
      expect(source).toContain(`'${id}'`);
    }
  });

  it('has no menu entry without a command', () => {
    const known = new Set(manifest.contributes.commands.map(({ command }) => command));
    const entries = Object.values(manifest.contributes.menus).flat();
    const submenus = new Set(manifest.contributes.submenus.map(({ id }) => id));
    const leads = ({ command = '', submenu = '' }) => known.has(command) || submenus.has(submenu);
    expect(entries.filter((entry) => !leads(entry))).toEqual([]);
  });

  it.each(['package.nls.json', 'package.nls.zh-cn.json'])(
    'names the product where VS Code shows no category (%s)',
    (file) => {
      const { commands, menus, submenus } = manifest.contributes;
      const title = (command?: string) =>
        commands.find((each) => each.command === command)?.title.slice(1, -1) ?? '';
      const shown = [...menus['explorer/context'], ...menus['file/newFile']].map(
        ({ command, submenu }) =>
          submenus.find(({ id }) => id === submenu)?.label ?? words(file)[title(command)],
      );
      expect(shown.length).toBeGreaterThan(3);
      expect(shown.filter((label) => !label.includes('HeyGem'))).toEqual([]);
    },
  );

  it('says HeyGem once in the palette', () => {
    const { commands, menus } = manifest.contributes;
    const hidden = new Set(
      menus['commandPalette']
        .filter((entry) => (entry as { when?: string }).when === 'false')
        .map(({ command }) => command),
    );
    const shown = commands.filter(({ command }) => !hidden.has(command));
    expect(shown.filter(({ category }) => category !== 'HeyGem')).toEqual([]);
    const titles = shown.map(({ title }) => words('package.nls.json')[title.slice(1, -1)]);
    expect(titles.filter((title) => title.includes('HeyGem'))).toEqual([]);
  });

  it('offers what the engine knows', () => {
    const { properties } = manifest.contributes.configuration;
    expect(properties['heygem.provider'].enum).toEqual([...EXECUTION_PROVIDERS]);
    expect(properties['heygem.newProject.preset'].enum).toEqual([...ENCODER_PRESETS]);
  });

  it('lets nothing run in a folder that is not trusted', () => {
    const harmless = ['openAsText', 'openPage', 'showProject', 'showLog'].map(
      (name) => `heygem.${name}`,
    );
    const free = manifest.contributes.commands
      .filter(({ enablement }) => enablement?.includes('isWorkspaceTrusted') !== true)
      .map(({ command }) => command);
    expect(free.sort()).toEqual(harmless.sort());
  });

  it('compares projects as text: what git shows of one is meant to be read', () => {
    const { contributes } = JSON.parse(text) as {
      contributes: { configurationDefaults: Record<string, Record<string, string>> };
    };
    expect(contributes.configurationDefaults['workbench.diffEditorAssociations']).toEqual({
      '*.heygem': 'default',
    });
  });

  it('hides what the engine keeps beside outputs while it works, and nothing else', () => {
    const { contributes } = JSON.parse(text) as {
      contributes: { configurationDefaults: Record<string, Record<string, boolean>> };
    };
    const patterns = Object.keys(contributes.configurationDefaults['files.exclude']);
    const hidden = (path: string) => patterns.some((pattern) => matchesGlob(path, pattern));
    const outputs = ['course/out/anna-one.mp4', `course/out/${'long'.repeat(61)}.mp4`];
    const ours = [
      ...outputs.map((output) => outputLockPath(output)),
      ...outputs.map((output) => `${outputLockPath(output)}${GATE_SUFFIX}`),
      ...outputs.map((output) => stagedPath(output)),
      stagedPath('course/talk.heygem'),
      stagedPath('course/talk.heygem.lock'),
      'course/talk.heygem.lock.busy',
      `course/talk.heygem.lock.busy${GATE_SUFFIX}`,
    ];
    expect(ours.filter((path) => !hidden(path))).toEqual([]);
    const theirs = [
      ...outputs,
      'course/talk.heygem',
      'course/talk.heygem.lock',
      'course/out/anna-one.report.json',
      'course/notes.busy',
      'course/.notes.tmp',
      'course/x.partial.mp4',
    ];
    expect(theirs.filter(hidden)).toEqual([]);
  });

  it('lets no folder set what runs, nor what may be removed for it', () => {
    const { properties } = manifest.contributes.configuration;
    const scopes = Object.entries(properties).map(([name, { scope }]) => [name, scope]);
    // What a new setting may do is to be thought about: of these the worst is an older result not kept.
    expect(Object.fromEntries(scopes)).toEqual({
      'heygem.ffmpeg.path': 'machine',
      'heygem.provider': 'machine',
      'heygem.parallel': 'machine',
      'heygem.cache.maxSize': 'machine',
      // What these name is run, or read as a model: no folder may say them.
      'heygem.voices.commands': 'machine',
      'heygem.voices.folders': 'machine',
      // Files go there, and what comes back is a result: no folder may say where.
      'heygem.fleet.queue': 'machine',
      'heygem.fleet.storage': 'machine',
      'heygem.history.keepPrevious': 'machine-overridable',
      'heygem.followRenames': 'window',
      'heygem.newProject.outputFolder': 'resource',
      'heygem.newProject.preset': 'resource',
    });
  });

  it('has icons that are seen on what VS Code shows them on', () => {
    // High contrast light takes the dark themes' icon.
    const grounds = { light: ['#ffffff', '#e4e6f1'], dark: ['#1f1f1f', '#000000', '#ffffff'] };
    for (const [theme, colours] of Object.entries(grounds)) {
      const svg = readFileSync(join(ROOT, `media/file-${theme}.svg`), 'utf8');
      const stroke = /stroke="(#[\da-f]{6})"/.exec(svg)?.[1] ?? '';
      for (const colour of colours) expect(contrast(stroke, colour)).toBeGreaterThan(3);
    }
  });
});

/** As VS Code does: every sign but a slash for a star, a pair of them for folders, and classes of letters. */
function matchesGlob(path: string, pattern: string): boolean {
  const source = pattern
    .replaceAll('.', '\\.')
    .replaceAll('**/', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '(?:.*/)?');
  return new RegExp(`^${source}$`).test(path);
}

/** WCAG's contrast ratio of two colours, 1 to 21. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
