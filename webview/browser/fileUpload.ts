import { Upload } from 'tus-js-client';
import type { StudioText } from '../../src/core/strings/studioTexts.js';

/** Bytes that are sent with one request: what a lost connection can cost. */
const PART_BYTES = 16 << 20;
/** Milliseconds before each new try; a page that sleeps goes on when it wakes. */
const RETRIES = [0, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

export type UploadState =
  | { readonly kind: 'running' | 'paused'; readonly fraction: number }
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'failed'; readonly reason: StudioText }
  | { readonly kind: 'cancelled' };

/** One file on its way to the server, in parts that can be gone on with. */
export class FileUpload {
  private readonly upload: Upload;
  private fraction = 0;
  private paused = false;
  private settle!: (state: UploadState) => void;
  /** How it ended; never rejects. */
  readonly ended = new Promise<UploadState>((resolve) => {
    this.settle = resolve;
  });

  constructor(
    readonly name: string,
    file: Blob,
    private readonly onState: (state: UploadState) => void,
  ) {
    this.upload = new Upload(file, {
      endpoint: '/uploads',
      chunkSize: PART_BYTES,
      retryDelays: RETRIES,
      metadata: { filename: name },
      // The file of a name may be another tomorrow: only this page goes on with what it began.
      storeFingerprintForResuming: false,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => {
        this.fraction = total === 0 ? 1 : sent / total;
        if (!this.paused) this.tell({ kind: 'running', fraction: this.fraction });
      },
      onSuccess: () => {
        this.end({ kind: 'done', id: this.upload.url?.split('/').at(-1) ?? '' });
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        return (
          status < 400 || status === 409 || status === 423 || (status >= 500 && status !== 507)
        );
      },
      onError: (error) => {
        this.end({ kind: 'failed', reason: reasonOf(error) });
      },
    });
    this.upload.start();
    this.tell({ kind: 'running', fraction: 0 });
  }

  pause(): void {
    this.paused = true;
    void this.upload.abort();
    this.tell({ kind: 'paused', fraction: this.fraction });
  }

  resume(): void {
    this.paused = false;
    this.upload.start();
    this.tell({ kind: 'running', fraction: this.fraction });
  }

  cancel(): void {
    void this.upload.abort(true).catch(() => undefined);
    this.end({ kind: 'cancelled' });
  }

  private end(state: UploadState): void {
    this.tell(state);
    this.settle(state);
  }

  private tell(state: UploadState): void {
    this.onState(state);
  }
}

function reasonOf(error: Error): StudioText {
  const response = 'originalResponse' in error ? error.originalResponse : undefined;
  const body = (response as { getBody(): string } | undefined)?.getBody() ?? '';
  const known = (['not-a-medium', 'too-large', 'disk-full'] as const).find((code) =>
    body.includes(code),
  );
  return known ?? 'upload-failed';
}
