import type { SettingScope } from '../../src/core/project/projectEdit.js';
import type { Say } from '../../src/core/strings/ui.js';
import type { EditorView, SourceView } from '../../src/protocol/editorView.js';
import type { Choice } from '../controls/dropdown.js';
import { pairName } from '../wording/pairStates.js';

type Project = NonNullable<EditorView['project']>;

export interface ScopeChoice extends Choice {
  readonly scope: SettingScope;
}

/**
 * The scopes that have settings of their own, the project first, and the one that is shown. Not every
 * source and pair: a project may have a thousand, and each has a button of its own for this.
 */
export function scopeChoices(
  project: Project,
  shown: SettingScope,
  sources: ReadonlyMap<string, SourceView>,
  say: Say,
): readonly ScopeChoice[] {
  const choices: ScopeChoice[] = [];
  const offer = (scope: SettingScope, name: () => string, settings: object) => {
    const count = Object.keys(settings).length;
    const value = scopeKey(scope);
    if (count === 0 && value !== 'project' && value !== scopeKey(shown)) return;
    const label = count > 0 ? say('scope-count', { scope: name(), count }) : name();
    choices.push({ value, label, scope });
  };
  offer({ kind: 'project' }, () => say('settings-project'), project.settings);
  for (const { id, name, settings } of project.videos) {
    offer({ kind: 'video', id }, () => say('scope-video', { name }), settings);
  }
  for (const { id, name, settings } of project.audios) {
    offer({ kind: 'audio', id }, () => say('scope-audio', { name }), settings);
  }
  for (const pair of project.pairs) {
    const { video, audio, settings } = pair;
    const name = () => say('scope-pair', { name: pairName(pair, sources, say) });
    offer({ kind: 'pair', video, audio }, name, settings);
  }
  return choices;
}

export function scopeKey(scope: SettingScope): string {
  switch (scope.kind) {
    case 'project':
      return 'project';
    case 'pair':
      return `pair:${scope.video}+${scope.audio}`;
    default:
      return `${scope.kind}:${scope.id}`;
  }
}
