import { describe, expect, it } from 'vitest';
import { providerAdvice } from '../../../src/core/strings/providerAdvice.js';

const PROVIDER = 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library';
const CUDNN =
  'FAIL : Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file or directory';

function advice(detail: string, name = 'cuda', platform = 'linux') {
  return providerAdvice({ name, works: false, detail }, 'en', platform);
}

describe('advice on a provider', () => {
  it('names the library that its loader did not find', () => {
    expect(advice(CUDNN)).toMatch(/lacks libcudnn\.so\.9\..*cuDNN 9.*LD_LIBRARY_PATH/);
    expect(providerAdvice({ name: 'cuda', works: false, detail: CUDNN }, 'zh', 'linux')).toContain(
      '缺少 libcudnn.so.9',
    );
  });

  it('tells both causes where the runtime tells none', () => {
    expect(advice(PROVIDER)).toMatch(/libonnxruntime_providers_cuda\.so.*CUDA 12 or cuDNN 9/);
    expect(advice(PROVIDER, 'cuda', 'win32')).toContain('into PATH');
  });

  it('tells a driver, and a build without the provider', () => {
    expect(advice('CUDA failure 35: CUDA driver version is insufficient')).toContain('driver');
    expect(advice('no available backend found. ERR: [dml] backend not found.', 'directml')).toBe(
      '  → This build of onnxruntime has no directml.',
    );
  });

  it('says nothing of what works or is not known', () => {
    expect(providerAdvice({ name: 'cuda', works: true, detail: '' }, 'en', 'linux')).toBe(
      undefined,
    );
    expect(advice('something else')).toBe(undefined);
  });
});
