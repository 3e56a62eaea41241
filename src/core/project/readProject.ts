import type { FaceChoice } from '../faceTrack.js';
import type { AudioId, PairId, VideoId } from '../ids.js';
import type { Part } from '../part.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings.js';
import { type Finding, pointerStep } from './problems.js';
import {
  type AudioSource,
  DEFAULT_OUTPUT,
  type Matrix,
  type OutputSpec,
  type PairSpec,
  PROJECT_VERSION,
  type Project,
  type SettingsOverrides,
  type VideoSource,
} from './project.js';
import type { Pauses, Pronunciations, Say } from '../voice/say.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Builds a project from a value that the schema has judged: what it found fault with is left out,
 * so that one bad field costs no more than itself. Paths are kept even when they may not be
 * followed, so that an editor can show and mend them; the plan judges them again.
 */
export function readProject(value: Fields, findings: readonly Finding[]): Project {
  const reader = new ProjectReader(findings);
  const matrix = reader.matrix(value);
  return {
    version: PROJECT_VERSION,
    title: reader.text(value, '', 'title') ?? '',
    audios: firstOfEachId(reader.audios(value)),
    videos: firstOfEachId(reader.videos(value)),
    pairs: reader.pairs(value, '', 'pairs'),
    ...(matrix && { matrix }),
    settings: reader.settings(value),
    output: reader.output(value),
    pronunciations: reader.pronunciations(value),
    allowOutsidePaths: reader.sound('/allowOutsidePaths') && value['allowOutsidePaths'] === true,
  };
}

class ProjectReader {
  /** Pointers of everything at fault. */
  private readonly faulty: ReadonlySet<string>;

  constructor(findings: readonly Finding[]) {
    this.faulty = new Set(findings.map((finding) => finding.path));
  }

  sound(path: string): boolean {
    return !this.faulty.has(path);
  }

  text(from: Fields, path: string, key: string): string | undefined {
    const value = from[key];
    return typeof value === 'string' && this.sound(path + pointerStep(key)) ? value : undefined;
  }

  audios(root: Fields): AudioSource[] {
    return this.items(root, '', 'audios').flatMap(({ fields, path }) => {
      const source = this.source(fields, path);
      if (!source) return [];
      const track = this.number(fields, path, 'track');
      const offset = this.number(fields, path, 'offset') ?? 0;
      const chosen = track === undefined ? {} : { track };
      const late = offset > 0 ? { offset } : {};
      const say = this.say(fields, path);
      // Where it leads is judged by the plan, as with all paths.
      const { transcript } = fields;
      const text = typeof transcript === 'string' && { transcript };
      const more = { ...chosen, ...late, ...text, ...(say && { say }) };
      return [{ ...source, id: source.id as AudioId, ...more }];
    });
  }

  videos(root: Fields): VideoSource[] {
    return this.items(root, '', 'videos').flatMap(({ fields, path }) => {
      const source = this.source(fields, path);
      if (!source) return [];
      const face = this.face(fields, `${path}/face`);
      const consent = this.text(fields, path, 'consent');
      const id = source.id as VideoId;
      return [{ ...source, id, ...(face && { face }), ...(consent !== undefined && { consent }) }];
    });
  }

  pairs(root: Fields, path: string, key: string): PairSpec[] {
    return this.items(root, path, key).flatMap(({ fields, path: at }) => {
      const video = this.text(fields, at, 'video');
      const audio = this.text(fields, at, 'audio');
      if (video === undefined || audio === undefined) return [];
      return [{ video: video as VideoId, audio: audio as AudioId }];
    });
  }

  matrix(root: Fields): Matrix | undefined {
    const matrix = fieldsOf(root['matrix']);
    if (!matrix) return undefined;
    const videos = this.ids(matrix, 'videos') as VideoId[] | undefined;
    const audios = this.ids(matrix, 'audios') as AudioId[] | undefined;
    return {
      ...(videos && { videos }),
      ...(audios && { audios }),
      include: this.pairs(matrix, '/matrix', 'include'),
      exclude: this.pairs(matrix, '/matrix', 'exclude'),
    };
  }

  settings(root: Fields): SettingsOverrides {
    const all = fieldsOf(root['settings']) ?? {};
    return {
      defaults: this.overrides(all, '/settings', 'defaults'),
      videos: this.overridesById(all, 'videos') as Map<VideoId, Partial<Settings>>,
      audios: this.overridesById(all, 'audios') as Map<AudioId, Partial<Settings>>,
      pairs: this.overridesById(all, 'pairs') as Map<PairId, Partial<Settings>>,
    };
  }

  output(root: Fields): OutputSpec {
    const output = fieldsOf(root['output']) ?? {};
    const folder = output['folder'];
    return {
      folder: typeof folder === 'string' ? folder : DEFAULT_OUTPUT.folder,
      name: this.text(output, '/output', 'name') ?? DEFAULT_OUTPUT.name,
    };
  }

  pronunciations(root: Fields): Pronunciations {
    const said = fieldsOf(root['pronunciations']) ?? {};
    const words = Object.keys(said).flatMap((word) => {
      const how = this.text(said, '/pronunciations', word);
      return how === undefined ? [] : [[word, how] as const];
    });
    return Object.fromEntries(words);
  }

  /** A script with a mistake stays a script, so that nobody takes what is made from it for a recording. */
  private say(audio: Fields, path: string): Say | undefined {
    const say = fieldsOf(audio['say']);
    if (!say) return undefined;
    const at = `${path}/say`;
    // Where it leads is judged by the plan, as with all paths.
    const file = say['file'];
    const text = this.text(say, at, 'text');
    const voice = this.text(say, at, 'voice');
    const speed = this.number(say, at, 'speed') ?? 1;
    const pauses = this.pauses(say, `${at}/pauses`);
    const isFile = text === undefined && typeof file === 'string';
    return {
      script: isFile ? { kind: 'file', path: file } : { kind: 'text', text: text ?? '' },
      ...(voice !== undefined && { voice }),
      ...(speed !== 1 && { speed }),
      ...(pauses && { pauses }),
    };
  }

  private pauses(say: Fields, path: string): Pauses | undefined {
    const pauses = fieldsOf(say['pauses']) ?? {};
    const sentence = this.number(pauses, path, 'sentence');
    const paragraph = this.number(pauses, path, 'paragraph');
    if (sentence === undefined && paragraph === undefined) return undefined;
    return {
      ...(sentence !== undefined && { sentence }),
      ...(paragraph !== undefined && { paragraph }),
    };
  }

  private source(fields: Fields, path: string) {
    const id = this.text(fields, path, 'id');
    const file = fields['path'];
    if (id === undefined || typeof file !== 'string') return undefined;
    const label = this.text(fields, path, 'label');
    const part = this.part(fields, path);
    const outside = fields['outside'] === true && this.sound(`${path}/outside`);
    return {
      ...{ id, path: file },
      ...(label !== undefined && { label }),
      ...(part && { part }),
      ...(outside && { outside }),
    };
  }

  /** Nothing where all of the file is meant: so it is one and the same, however that is written. */
  private part(fields: Fields, path: string): Part | undefined {
    const from = this.number(fields, path, 'from') ?? 0;
    const to = this.number(fields, path, 'to');
    if (to !== undefined && to <= from) return undefined;
    if (from === 0 && to === undefined) return undefined;
    return { ...(from > 0 && { from }), ...(to !== undefined && { to }) };
  }

  private number(from: Fields, path: string, key: string): number | undefined {
    const value = from[key];
    return typeof value === 'number' && this.sound(path + pointerStep(key)) ? value : undefined;
  }

  private face(from: Fields, path: string): FaceChoice | undefined {
    const face = fieldsOf(from['face']);
    if (!face || !this.sound(path)) return undefined;
    const { time, x, y } = face;
    const whole = ['time', 'x', 'y'].every((key) => this.sound(path + pointerStep(key)));
    if (!whole || typeof time !== 'number') return undefined;
    if (typeof x !== 'number' || typeof y !== 'number') return undefined;
    return { time, x, y };
  }

  private overridesById(all: Fields, key: string): Map<string, Partial<Settings>> {
    const byId = fieldsOf(all[key]) ?? {};
    const path = `/settings/${key}`;
    const sound = Object.keys(byId).filter((id) => this.sound(path + pointerStep(id)));
    return new Map(sound.map((id) => [id, this.overrides(byId, path, id)]));
  }

  private overrides(from: Fields, path: string, key: string): Partial<Settings> {
    const given = fieldsOf(from[key]) ?? {};
    const at = path + pointerStep(key);
    const known = Object.keys(DEFAULT_SETTINGS).filter(
      (name) => name in given && this.sound(at + pointerStep(name)),
    );
    // The schema vouches for names and types of what is left.
    return Object.fromEntries(known.map((name) => [name, given[name]]));
  }

  private ids(from: Fields, key: string): string[] | undefined {
    const list = from[key];
    if (!Array.isArray(list)) return undefined;
    const path = `/matrix/${key}`;
    return list.filter(
      (id, index): id is string => typeof id === 'string' && this.sound(`${path}/${index}`),
    );
  }

  private items(from: Fields, path: string, key: string) {
    const list: unknown = from[key];
    if (!Array.isArray(list)) return [];
    return list.flatMap((item: unknown, index) => {
      const fields = fieldsOf(item);
      return fields ? [{ fields, path: `${path}${pointerStep(key)}/${index}` }] : [];
    });
  }
}

function firstOfEachId<Source extends { readonly id: string }>(sources: Source[]): Source[] {
  const seen = new Set<string>();
  return sources.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function fieldsOf(value: unknown): Fields | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : undefined;
}
