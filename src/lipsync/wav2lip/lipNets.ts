import type { JobLipModel } from '../../core/lipModel.js';
import type { ExecutionProvider } from '../../core/model.js';
import { LipNet } from './lipNet.js';
import { PATIENCE } from './stallWatch.js';

/** The lip model of this process that was used last: they are large, and a batch mostly uses one. Owns it. */
export class LipNets {
  private last: { readonly key: string; readonly net: Promise<LipNet> } | undefined;

  constructor(
    private readonly log: (line: string) => void,
    private readonly patience = PATIENCE,
  ) {}

  /** Nobody may be running the one that was used before. @throws as `LipNet.open` */
  async of(model: JobLipModel, provider: ExecutionProvider): Promise<LipNet> {
    const key = JSON.stringify([model.sha256, provider]);
    if (this.last?.key === key) return this.last.net;
    await this.dispose();
    const net = LipNet.open(model, provider, this.log, this.patience);
    this.last = { key, net };
    net.catch(() => {
      if (this.last?.net === net) this.last = undefined;
    });
    return net;
  }

  async dispose(): Promise<void> {
    const { last } = this;
    this.last = undefined;
    const net = await last?.net.catch(() => undefined);
    await net?.dispose();
  }
}
