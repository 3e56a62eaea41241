import { SETTING_GROUPS, type SettingField } from '../../../webview/settings/settingFields.js';
import type { ElementProps } from './elementPage.js';
import {
  audioSource,
  courseProject,
  courseView,
  EMPTY_PROJECT,
  historyEntry,
  PREVIEW,
  BROKEN_VIEW,
} from './sampleViews.js';
import { EMPTY_FLEET, FLEET, LOST_FLEET } from './fleetSamples.js';
import { scriptFiles, scriptSource, SPOKEN, VOICES } from './scriptSamples.js';

const project = courseProject();
const { videos, audios, pairs } = project;
const sourceMap = [...videos, ...audios];
const { history, run } = courseView();
const entry = historyEntry('v1', 'a1', 0);
const companion = {
  address: '/video.mp4',
  name: 'Original',
  course: { kind: 'there-and-back', rate: 25 },
};
const choices = [
  { value: 'a', label: 'First' },
  { value: 'b', label: 'Second' },
];
const LAYERS = { project: { smoothing: 0.5 }, video: {}, audio: {}, pair: {} };
const TURNED = { strength: 1, smoothing: 0.5, silenceThreshold: -45 };
const LOST_TEXT = {
  code: 'input-missing',
  sentence: 'The text gone.txt of this recording is missing.',
  hint: 'Without it there are no subtitles.',
};
const [strength] = SETTING_GROUPS[0].fields;

/** What each element of the page is tried with, so that it shows most of what it can show. */
export const ELEMENT_SAMPLES: Readonly<Record<string, readonly ElementProps[]>> = {
  'hg-add-pair': [{ videos, audios, pairs }],
  'hg-batch-page': [
    { project, sourceMap, selected: ['v1+a1'] },
    { project: EMPTY_PROJECT, sourceMap: [] },
  ],
  'hg-button': [{ icon: 'add', hint: 'More' }, { appearance: 'primary' }],
  'hg-checkbox': [{ label: 'Every pair', checked: true }],
  'hg-compared-measures': [{ earlier: { ...entry, report: undefined }, later: entry }],
  'hg-consent': [{ video: videos[0] }, { video: { ...videos[0], consent: 'Signed 3 May' } }],
  'hg-dialog': [{ heading: 'A window', closeLabel: 'Close' }],
  'hg-dropdown': [{ label: 'Show', choices, value: 'b' }],
  'hg-face-chooser': [{ video: videos[0] }],
  'hg-file-work': [
    { work: { kind: 'looking', folder: 'Footage', files: 12 } },
    {
      work: { kind: 'copying', name: 'A very long name.mp4', number: 1, total: 2, fraction: 0.4 },
    },
  ],
  'hg-header': [
    { heading: 'Course', page: 'single' },
    { heading: 'Course', page: 'machines', fleet: true },
    { unreadable: true },
  ],
  'hg-history-page': [{ entries: history, pairs, sourceMap }, { entries: [] }],
  'hg-locked-player': [
    { preview: PREVIEW, companion, resultName: 'Result' },
    {
      preview: PREVIEW,
      companion: { ...companion, course: { kind: 'once' }, spans: PREVIEW.spans },
      resultName: 'This result',
    },
  ],
  'hg-machine-row': FLEET.workers.map((worker) => ({ worker })),
  'hg-machines-page': [
    { fleet: FLEET },
    { fleet: EMPTY_FLEET },
    { fleet: { ...EMPTY_FLEET, strangers: 1, workers: FLEET.workers.slice(2, 3) } },
    { fleet: LOST_FLEET },
    { fleet: { kind: 'connecting' } },
    {},
  ],
  'hg-notice': [
    { notice: { code: 'x', sentence: 'The file is gone.', hint: 'Look for it.' } },
    { kind: 'info', notice: { code: 'y', sentence: 'All is well.', hint: '' } },
  ],
  'hg-part-bar': [
    { name: 'Lesson', duration: 90, time: 20, points: { from: 12, to: 40 }, peaks: [0, 1, 0.5] },
    { name: 'Anna', duration: 4, points: { from: 0, to: 4 }, stills: ['/still/1', undefined] },
  ],
  'hg-pair-list': [{ pairs, sourceMap, selected: ['v1+a1'] }],
  'hg-pair-matrix': [{ pairs, videos, audios, selected: ['v1+a1'], matrix: true }],
  'hg-pair-row': [
    ...pairs,
    { ...pairs[0], state: { kind: 'elsewhere' } },
    { ...pairs[0], state: { kind: 'cancelling' } },
    { ...pairs[2], state: { ...pairs[2].state, by: ['rack-1', 'rack-2', 'rack-3', 'rack-4'] } },
  ].map((pair) => ({ pair, video: videos[0], audio: audios[0], current: true })),
  'hg-pairs': [
    { project, sourceMap },
    { project, sourceMap, view: 'matrix' },
    { project: { ...project, matrix: false, pairs: [] }, sourceMap },
    { project: EMPTY_PROJECT, sourceMap: [] },
  ],
  'hg-menu': [
    {
      label: 'What to do with it',
      items: [
        { icon: 'eye', text: 'Preview' },
        { icon: 'remove', text: 'Leave out', disabled: true },
      ],
      place: { x: 20, y: 20 },
    },
  ],
  'hg-left-out': [
    { project, sourceMap },
    { project: { ...project, pairs: [] }, sourceMap },
  ],
  'hg-preview': [
    { pair: pairs[0], heading: 'A with B', entry },
    { pair: pairs[0], heading: 'A with B', fraction: 0.4 },
  ],
  'hg-problems': [
    { problems: BROKEN_VIEW.problems, unreadable: true },
    {
      problems: [
        { ...BROKEN_VIEW.problems[1], about: { kind: 'source', list: 'videos', id: 'v1' } },
      ],
    },
  ],
  'hg-progress-banner': [
    { text: 'Copying a very long name of a file.mp4: 40 %', fraction: 0.4 },
    {
      ...{ text: 'Checking 2 of 7', fraction: 0.2 },
      stop: { label: 'Cancel', hint: 'Cancel the check', busy: 'Stopping…' },
    },
  ],
  'hg-quality-timeline': [
    { ...PREVIEW, time: 1 },
    { spans: [], duration: 4, heading: 'Before' },
  ],
  'hg-result-player': [{ pair: 'v1+a1', name: 'a.mp4', made: 1 }],
  'hg-result-poster': [{ output: 'out/a.mp4', made: 1 }],
  'hg-run-end': [
    { run: { ...run, running: false, ended: { id: 1, cancelled: 2, first: 'v1+a1' } } },
    { run: { ...run, running: false, done: 0, failed: 0, ended: { id: 1, cancelled: 9 } } },
  ],
  'hg-run-progress': [
    { run, free: 3e9, drawn: { address: '/still.png', pair: 'A with B' } },
    { run: { ...run, running: false } },
  ],
  'hg-pronunciations': [{ words: { HeyGem: 'hey gem', 重庆: 'chong2 qing4' }, audible: true }, {}],
  'hg-script': [
    {},
    { source: scriptSource(8, 'Welcome'), pronunciations: { GIF: '/ʤɪf/' } },
    { source: scriptSource(9, 'Subtitles', { opening: '', file: 'scripts/talk.srt' }) },
  ],
  'hg-script-batch': [
    {
      files: scriptFiles({
        'Lesson 1.md': 'Hello.',
        'b.csv': 'name,text,voice\nA,Hi.,af_heart\nB,',
      }),
    },
    { files: [] },
    { files: scriptFiles({ 'Lesson 1.md': 'Hello.' }), recording: audios[0] },
  ],
  'hg-script-buttons': [{}],
  'hg-script-settings': [{ value: SPOKEN, voices: VOICES }, { value: SPOKEN }],
  'hg-script-text': [
    { label: 'Text', value: 'One. Two.\n\nThree.' },
    { label: 'Text', locked: true },
  ],
  'hg-segmented': [{ label: 'View', segments: choices, value: 'a' }],
  'hg-setting-row': SETTING_GROUPS.flatMap(({ fields }) => fields).map((field) => ({
    field,
    ...valuesOf(field),
    modified: field === strength,
  })),
  'hg-settings-page': [
    { project, sourceMap, scope: { kind: 'project' } },
    { project, sourceMap, scope: { kind: 'pair', video: 'v3', audio: 'a2' } },
  ],
  'hg-single-page': [
    { project, video: 'v1', audio: 'a1' },
    { project, video: '', audio: 'gone', dropping: true },
  ],
  'hg-source-card': [
    ...sourceMap,
    audioSource(9, 'Unread', { facts: { kind: 'unknown' } }),
    scriptSource(8, 'Welcome'),
    scriptSource(9, 'Spoken now', { speaking: 0.4 }),
    scriptSource(6, 'Late', {
      ...{ spoken: 'current', voice: 'af_heart', voiceName: 'Heart' },
      ...{ late: { count: 2, from: 12.5 }, unsaidWords: ['GIF'] },
    }),
    audioSource(7, 'With its text', { transcript: { file: 'texts/talk.srt' } }),
    audioSource(8, 'Without its text', { transcript: { file: 'gone.txt', notice: LOST_TEXT } }),
  ].map((source) => ({ source, current: true })),
  'hg-source-form': [{ source: videos[0] }],
  'hg-source-player': [
    { source: { ...audios[0], part: { from: 2, to: 30 }, offset: 1 } },
    { source: videos[0] },
  ],
  'hg-source-shelf': [
    { list: 'videos', sources: videos },
    { list: 'audios', sources: [], dropping: true },
  ],
  'hg-text-field': [{ label: 'Name', value: 'Anna', placeholder: 'A name' }],
  'hg-time-field': [{ caption: 'From', label: 'Where it begins', value: 12.5, most: 60 }],
  'hg-toolbar': [{ running: true, hasPairs: true, selected: ['v1+a1'] }, { single: true }],
  'hg-transcript-button': [
    { source: audios[0] },
    { source: { ...audios[0], transcript: { file: 'texts/talk.srt' } } },
  ],
  'hg-try': [
    {
      pair: pairs[0],
      heading: 'A with B',
      video: videos[0],
      audio: audios[0],
      tries: [{ id: 'another', stage: 'drawing', fraction: 0.4 }],
    },
    {
      pair: pairs[1],
      heading: 'Unread',
      audio: audioSource(9, 'Unread', { facts: { kind: 'unknown' } }),
    },
  ],
  'hg-try-keep': [
    { pair: pairs[0], layers: LAYERS, values: { ...TURNED, strength: 1.4 } },
    { pair: pairs[0], layers: LAYERS, values: TURNED },
  ],
  'hg-try-place': [{ peaks: [0, 0.5, 1, 0.2], duration: 40, value: 6.5 }, { duration: 2 }],
  'hg-try-sliders': [{ value: { ...TURNED, strength: 1.4 }, kept: TURNED }],
  'hg-voice-picker': [{ voices: VOICES, value: 'zf_xiaoxiao' }, { value: 'gone' }],
  'hg-welcome': [{}],
};

/** Something that is set, and something else that would hold without. */
function valuesOf(field: SettingField): ElementProps {
  switch (field.kind) {
    case 'switch':
      return { value: true, fallback: false };
    case 'number':
      return { value: field.min, fallback: 0 };
    case 'choice':
      return { value: field.values[0].value, fallback: '' };
    case 'model':
      return { value: `lips@${'ab'.repeat(32)}`, fallback: '' };
    case 'text':
      return { value: '课程公司', fallback: '' };
  }
}
