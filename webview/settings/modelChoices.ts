import { lipModelSetting, parseLipModel } from '../../src/core/lipModel.js';
import type { LipModelView } from '../../src/protocol/editor.js';
import type { Choice } from '../controls/dropdown.js';
import type { Session } from '../page/session.js';
import { fileSize } from '../wording/measures.js';

type Words = Pick<Session, 'say' | 'locale'>;

/** None, this machine's lip models, and the one that is chosen where it is not here. */
export function modelChoices(
  models: readonly LipModelView[] | undefined,
  chosen: string,
  { say, locale }: Words,
): readonly Choice[] {
  const here = (models ?? []).map((model) => ({
    value: lipModelSetting(model),
    label: say('model-choice', {
      name: model.name,
      size: model.size,
      bytes: fileSize(model.bytes, locale),
    }),
  }));
  const named = parseLipModel(chosen);
  const isHere = models?.some(({ sha256 }) => sha256 === named?.sha256);
  const gone = named && !isHere;
  return [
    { value: '', label: say('model-none') },
    ...here.map((choice) =>
      // The same content under another name is the same model.
      parseLipModel(choice.value)?.sha256 === named?.sha256 ? { ...choice, value: chosen } : choice,
    ),
    ...(gone
      ? [
          {
            value: chosen,
            label: models ? say('model-not-here', { name: named.name }) : named.name,
          },
        ]
      : []),
  ];
}

/** Who may use the one that is chosen for what, or what to do where there is none; nothing while they are not known. */
export function modelNote(
  models: readonly LipModelView[] | undefined,
  chosen: string,
  { say }: Words,
): string {
  if (models === undefined) return '';
  const named = parseLipModel(chosen);
  const model = models.find(({ sha256 }) => sha256 === named?.sha256);
  if (model) return model.licence === '' ? '' : say('model-licence', { licence: model.licence });
  if (named) return say('model-not-here-hint');
  return say(models.length === 0 ? 'model-add-hint' : 'model-choose-hint');
}
