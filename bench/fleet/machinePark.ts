import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { MachinesOrder, MachinesTold } from './machines.js';
import { sumOf } from './pretendingDevice.js';

/** The hidden command of the bench that a process of machines is. */
export const MACHINES = 'fleet-machines';

/** Pretending machines in some processes. Owns these. */
export class MachinePark {
  private constructor(private readonly processes: readonly ChildProcess[]) {}

  /** Resolves when all are at work. */
  static async open(order: MachinesOrder, processes: number): Promise<MachinePark> {
    const parts = Math.min(processes, order.count);
    const children = Array.from({ length: parts }, (_, k) => {
      const count =
        Math.floor((order.count * (k + 1)) / parts) - Math.floor((order.count * k) / parts);
      return fork(process.argv[1], [MACHINES, JSON.stringify({ ...order, count })]);
    });
    const park = new MachinePark(children);
    await Promise.all(children.map((child) => answerOf(child)));
    return park;
  }

  async told(): Promise<MachinesTold> {
    const all = await Promise.all(
      this.processes.map((child) => {
        const answer = answerOf(child);
        child.send('tell');
        return answer;
      }),
    );
    const sum = (of: keyof MachinesTold) => all.reduce((total, one) => total + one[of], 0);
    return {
      ...sumOf(all),
      cpuSeconds: sum('cpuSeconds'),
      segmentTasksMs: sum('segmentTasksMs'),
      otherTasksMs: sum('otherTasksMs'),
      lateMs: Math.max(...all.map((one) => one.lateMs)),
    };
  }

  async close(): Promise<void> {
    await Promise.all(
      this.processes.map(async (child) => {
        const gone = once(child, 'exit');
        child.send('stop');
        await gone;
      }),
    );
  }
}

function answerOf(child: ChildProcess): Promise<MachinesTold> {
  return new Promise((resolve, reject) => {
    const died = () => {
      reject(new Error('a process of pretending machines died'));
    };
    child.once('exit', died);
    child.once('message', (told) => {
      child.off('exit', died);
      resolve(told as MachinesTold);
    });
  });
}
