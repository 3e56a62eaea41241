import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlannedJob } from '../../../src/core/plan/plannedJob.js';
import type { MediaLibrary } from '../../../src/editor/mediaLibrary.js';
import { ProjectModel } from '../../../src/editor/projectModel.js';
import type { SessionParts } from '../../../src/editor/sessionParts.js';
import { LedgerStore } from '../../../src/engine/ledgerStore.js';
import type { ProjectPlan } from '../../../src/engine/planProject.js';

/** What a look at the disk would tell, when the test says so. */
class Held<T> {
  readonly calls: { readonly about: unknown; readonly answer: (value: T) => void }[] = [];
  readonly ask = (about: unknown): Promise<T> =>
    new Promise((answer) => this.calls.push({ about, answer }));
}

type Asked = Pick<Held<unknown>, 'ask'>;
const held = vi.hoisted((): { sketch?: Asked; history?: Asked } => ({}));
vi.mock('../../../src/editor/sketch.js', () => ({
  sketchJobs: (project: unknown) => held.sketch?.ask(project),
}));
vi.mock('../../../src/editor/history.js', () => ({
  readHistory: (jobs: unknown) => held.history?.ask(jobs),
}));

let sketches: Held<readonly PlannedJob[]>;
let histories: Held<readonly unknown[]>;
let plans: Held<ProjectPlan>;
let text: string;
let model: ProjectModel;

beforeEach(() => {
  [sketches, histories, plans] = [new Held(), new Held(), new Held()];
  [held.sketch, held.history] = [sketches, histories];
  text = titled('one');
  const engine = {
    planText: (_path: string, of: string) => plans.ask(of),
    files: { realpath: (path: string) => Promise.resolve(path) },
  };
  const path = join(import.meta.dirname, 'not there', 'p.heygem');
  const parts = {
    text: { path, read: () => text },
    shell: { trusted: () => false, outsideAllowed: () => false, log: () => undefined },
    engine: () => engine,
    cacheRoot: '',
  } as unknown as SessionParts;
  const library = {
    refresh: () => Promise.resolve(),
    factsOf: () => ({ kind: 'unknown' }),
  } as unknown as MediaLibrary;
  const nothing = () => undefined;
  model = new ProjectModel(parts, library, () => () => 1, nothing);
});

afterEach(() => {
  vi.restoreAllMocks();
});

function titled(title: string): string {
  return JSON.stringify({ version: 1, title, audios: [], videos: [], pairs: [] });
}

function jobsNamed(name: string): readonly PlannedJob[] {
  const [video, audio] = [{ relative: 'v' }, { relative: 'a' }];
  const job = { pair: name, output: `/out/${name}`, state: { kind: 'new' }, video, audio };
  return [job as unknown as PlannedJob];
}

function planNamed(name: string, more: Partial<ProjectPlan> = {}): ProjectPlan {
  return { usable: true, jobs: jobsNamed(name), ledger: new Map(), ...more } as ProjectPlan;
}

function ledgerNamed(name: string): ProjectPlan['ledger'] {
  return new Map([[name, {}]]) as unknown as ProjectPlan['ledger'];
}

async function calls<T>(of: Held<T>, count: number) {
  await vi.waitFor(() => {
    expect(of.calls).toHaveLength(count);
  });
  return of.calls[count - 1];
}

/** Until the sketch of the text as it is now is known and its plan is under way. */
async function followed(sketch: string, number: number): Promise<void> {
  const following = model.follow();
  (await calls(sketches, number)).answer(jobsNamed(sketch));
  await following;
}

const shown = () => model.now.jobs.map(({ pair }) => pair as string);

describe('what is known of a project', () => {
  it('is not a ledger that was read before a newer one', async () => {
    const read = vi.spyOn(LedgerStore.prototype, 'read').mockResolvedValue(ledgerNamed('old'));
    await followed('sketch 1', 1);
    const old = await calls(plans, 1);
    read.mockResolvedValue(ledgerNamed('new'));
    await followed('sketch 2', 2);
    old.answer(planNamed('plan', { ledger: ledgerNamed('old') }));
    await calls(histories, 1);
    expect([...model.now.ledger.keys()]).toEqual(['new']);
  });

  it('is not the pairs of a text that was changed while they were planned', async () => {
    await followed('sketch 1', 1);
    const old = await calls(plans, 1);
    text = titled('two');
    await followed('sketch 2', 2);
    old.answer(planNamed('plan of one'));
    await calls(histories, 1);
    expect(shown()).toEqual(['sketch 2']);
    expect(model.now.parsed.project?.title).toBe('two');
  });

  it('is not a sketch that ends after a plan which began later', async () => {
    await followed('sketch 1', 1);
    const old = await calls(plans, 1);
    // Asks for another plan of what is the text by then.
    const planned = model.planned();
    (await calls(sketches, 2)).answer(jobsNamed('sketch 2'));
    text = titled('two');
    await new Promise((resolve) => setTimeout(resolve));
    void model.follow();
    const late = await calls(sketches, 3);
    old.answer(planNamed('plan of one'));
    (await calls(histories, 1)).answer([]);
    (await calls(plans, 2)).answer(planNamed('plan of two'));
    (await calls(histories, 2)).answer([]);
    await planned;
    late.answer(jobsNamed('sketch 3'));
    await calls(plans, 3);
    expect(shown()).toEqual(['plan of two']);
    expect(model.now.parsed.project?.title).toBe('two');
  });

  it('is not a history that was read before a newer one', async () => {
    const looks = [model.look(), model.look()];
    await calls(histories, 2);
    histories.calls[1].answer(['new']);
    await looks[1];
    histories.calls[0].answer(['old']);
    await looks[0];
    expect(model.now.history).toEqual(['new']);
  });

  it('becomes a plan again after the output folder was asked for', async () => {
    const asked = model.outputFolder();
    (await calls(sketches, 1)).answer(jobsNamed('sketch'));
    await asked;
    (await calls(plans, 1)).answer(planNamed('plan'));
    await calls(histories, 1);
    expect(shown()).toEqual(['plan']);
  });
});
