// The inner loops over pixels, for WebAssembly with SIMD. Written in AssemblyScript: TypeScript's
// syntax, the machine's own number types, and memory by address. `src/pixels/simdKernels.ts` owns
// that memory and is the only caller; `node scripts/kernels.mjs` compiles.
export { boxDown, planesToRgb, samplePlane } from './patch';
export { warpChroma, warpLuma } from './warp';
