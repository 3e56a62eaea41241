import tseslint from 'typescript-eslint';

export default tseslint.config(
  // assembly/ is AssemblyScript, whose types are not TypeScript's.
  { ignores: ['dist/', 'out/', 'node_modules/', 'assembly/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({
    ...config,
    files: ['**/*.ts', '**/*.mts'],
  })),
  {
    files: ['**/*.ts', '**/*.mts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    files: ['vitest*.config.mts'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
