import tseslint from 'typescript-eslint';

/** Ways to the network. README: there is no network code in the program. */
const NETWORK_MODULES = [
  'net',
  'http',
  'https',
  'http2',
  'tls',
  'dgram',
  'dns',
  'dns/promises',
  'undici',
  'ws',
];
const NETWORK_GLOBALS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'RTCPeerConnection',
];
/** Folders of the product that may use it all the same. */
const NETWORKED = [
  'src/http/**/*.ts',
  'src/studio/**/*.ts',
  'src/fleet/**/*.ts',
  'webview/browser/**/*.ts',
];

/** A program named without its path is whichever lies first in the search path, or in a repository. */
const BARE_PROGRAM = '[arguments.0.type="Literal"][arguments.0.value=/^[^\\/\\\\]+$/]';
const STARTS = '/^(spawn|execFile|fork)(Sync)?$/';

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
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    ignores: NETWORKED,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: NETWORK_MODULES.flatMap((name) => [name, `node:${name}`]).map((name) => ({
            name,
            allowTypeImports: true,
            message: 'Nothing is sent anywhere: there is no network code in the program.',
          })),
        },
      ],
      'no-restricted-globals': ['error', ...NETWORK_GLOBALS],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          `CallExpression[callee.name=${STARTS}]${BARE_PROGRAM}`,
          `CallExpression[callee.arguments.0.name=${STARTS}]${BARE_PROGRAM}`,
          'CallExpression[callee.name=/^exec(Sync)?$/]',
        ].map((selector) => ({ selector, message: 'Start programs by their absolute paths.' })),
      ],
    },
  },
  {
    files: ['src/vscode/**/*.ts', 'src/extension.ts'],
    ignores: ['src/vscode/messages.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['InformationMessage', 'WarningMessage', 'ErrorMessage', 'QuickPick', 'InputBox']
          .flatMap((name) => [`show${name}`, `create${name}`])
          .map((property) => ({ property, message: 'Go by src/vscode/messages.ts.' })),
      ],
    },
  },
  {
    files: ['vitest*.config.mts'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
