import type { ProviderTrial } from '../doctor.js';
import { fill } from './describe.js';
import type { Locale } from './locale.js';

const en = {
  library:
    '  → CUDA lacks {library}. onnxruntime wants CUDA 12 and cuDNN 9: install what holds it, put its folder into {variable}, and start anew.',
  provider:
    '  → CUDA did not load. Either onnxruntime has no libonnxruntime_providers_cuda.so beside it (its installation was told to skip it: npm rebuild onnxruntime-node), or CUDA 12 or cuDNN 9 is missing: install them, put their folders into {variable}, and start anew.',
  native:
    '  → onnxruntime’s native build is not used here, so the networks run on WebAssembly (WASM): videos look the same and take longer.',
  build: '  → This build of onnxruntime has no {provider}.',
  driver: '  → The driver of the card is missing or too old for CUDA 12: install a current one.',
} as const;

const zh: Readonly<Record<keyof typeof en, string>> = {
  library:
    '  → CUDA 缺少 {library}。onnxruntime 需要 CUDA 12 和 cuDNN 9：请安装含有它的软件包，将其文件夹加入 {variable}，然后重新启动。',
  provider:
    '  → CUDA 未能加载。可能是 onnxruntime 旁没有 libonnxruntime_providers_cuda.so（安装时被跳过：npm rebuild onnxruntime-node），也可能是缺少 CUDA 12 或 cuDNN 9：请安装它们，将其文件夹加入 {variable}，然后重新启动。',
  native:
    '  → 此处未使用 onnxruntime 的原生版本，神经网络改由 WebAssembly (WASM) 运行：视频效果相同，但速度较慢。',
  build: '  → 此 onnxruntime 版本不含 {provider}。',
  driver: '  → 显卡驱动缺失，或版本过旧而不支持 CUDA 12：请安装新的驱动。',
};

/** What a loader names that found no file. */
const LIBRARY = /(lib[\w+-]+\.so[.\d]*): cannot open shared object file/;

/** What to do about a provider that did not load; undefined where that is not known. */
export function providerAdvice(
  { name, works, detail }: ProviderTrial,
  locale: Locale,
  platform: string,
): string | undefined {
  if (works) return undefined;
  const texts = { en, zh }[locale];
  if (name === 'native') return texts.native;
  const variable = platform === 'win32' ? 'PATH' : 'LD_LIBRARY_PATH';
  if (/backend not found|not available in this build|is not supported/i.test(detail)) {
    return fill(texts.build, { provider: name });
  }
  if (name !== 'cuda') return undefined;
  if (/CUDA driver version is insufficient|no CUDA-capable device|libcuda\.so/i.test(detail)) {
    return texts.driver;
  }
  const library = LIBRARY.exec(detail)?.[1];
  if (library !== undefined && !library.startsWith('libonnxruntime')) {
    return fill(texts.library, { library, variable });
  }
  const isUnloaded = /failed to load (shared )?library|libonnxruntime/i.test(detail);
  return isUnloaded ? fill(texts.provider, { variable }) : undefined;
}
