import { basename, dirname, join } from 'node:path';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { NoticeCode } from '../core/strings/editorTexts.js';
import { sizeText } from '../core/strings/jobTexts.js';
import type { Answer } from '../protocol/editor.js';
import { discard } from '../files/discard.js';
import { lockOutput } from '../engine/outputLock.js';
import { zipOutputs } from '../engine/projectZip.js';
import { oldFiles } from './cleanUp.js';
import type { ProjectModel } from './projectModel.js';
import { filesOfResult } from './resultFiles.js';
import type { SessionParts } from './sessionParts.js';

/** Nobody waits who could think better of it. */
const NEVER = new AbortController().signal;

type Say = (code: NoticeCode, params?: Readonly<Record<string, string | number>>) => void;

/** What a person asks for besides making videos. Most reject with `project-invalid`. */
export class Errands {
  constructor(
    private readonly parts: SessionParts,
    private readonly model: ProjectModel,
    private readonly say: Say,
  ) {}

  /** The lip models of this machine. */
  async lipModels(): Promise<Answer> {
    const models = await this.parts.engine().lipModels.list();
    const views = models.map(({ name, sha256, bytes, licence, shape: { size } }) => ({
      ...{ name, sha256, bytes, licence, size },
    }));
    return { kind: 'lip-models', models: views };
  }

  async exportZip(reports: boolean): Promise<void> {
    const plan = await this.model.planned();
    const current = plan.jobs.filter(({ state }) => state.kind === 'current').length;
    if (current === 0) {
      this.say('zip-nothing');
      return;
    }
    const { shell } = this.parts;
    if (shell.sendArchive) {
      shell.sendArchive(reports);
      const sent = { outputs: current, leftOut: plan.jobs.length - current };
      this.say(sent.leftOut > 0 ? 'zip-sent-some' : 'zip-sent', sent);
      return;
    }
    const name = `${basename(plan.path, PROJECT_EXTENSION)}.zip`;
    const target = await shell.chooseArchive(join(dirname(plan.path), name));
    if (target === undefined) return;
    // The file dialog has asked about replacing.
    const { outputs, leftOut } = await zipOutputs(plan, target, { force: true, reports });
    const found = { outputs, leftOut, path: target };
    if (leftOut > 0) this.say('zipped-some', found);
    else this.say('zipped', found);
  }

  async cleanUp(): Promise<void> {
    const plan = await this.model.planned();
    const old = await oldFiles(plan.jobs, this.parts.cacheRoot);
    const count = old.outputs.length + old.previous.length;
    if (count === 0) {
      this.say('nothing-to-clean');
      return;
    }
    const { shell } = this.parts;
    if (!(await shell.mayDiscard({ kind: 'old-files', count, bytes: old.bytes }))) return;
    await shell.discard(old.outputs);
    // A cache needs no trash: what is in it can be made again.
    await Promise.all(old.previous.map((path) => discard(this.parts.cacheRoot, path)));
    this.say('cleaned', { count, size: sizeText(old.bytes) });
    await this.model.look();
  }

  /**
   * Moves a result away with its report, after asking; false when the person thought better of it.
   * Rejects with `output-busy`, and with `output-changed` for a file that was not made by us.
   */
  async deleteResult(job: PlannedJob): Promise<boolean> {
    const { shell, engine } = this.parts;
    const name = basename(job.output);
    if (!(await shell.mayDiscard({ kind: 'result', name }))) return false;
    const lock = await lockOutput(job.output, { signal: NEVER, patienceMs: 0 });
    try {
      await shell.discard(await filesOfResult(job, this.model.now.ledger, engine().files));
    } finally {
      await lock.release();
    }
    this.say('result-deleted', { name });
    await this.model.follow();
    await this.model.look();
    return true;
  }
}
