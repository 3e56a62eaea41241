/** A VS Code as npm has it: code-server, which packs it as a server, and the Node that is built for. */
export interface RigVersion {
  /** VS Code's own. */
  readonly vscode: string;
  readonly codeServer: string;
  /** The project itself stays on Node 20. */
  readonly node: string;
  /** Parts that are compiled where they are installed: those of code-server itself, and those of VS Code. */
  readonly native: { readonly codeServer: readonly string[]; readonly vscode: readonly string[] };
  /** The version of the program that searches, where VS Code would download that from elsewhere. */
  readonly ripgrep?: string;
  /** Whether code-server hands VS Code's own options through. */
  readonly passesOptions: boolean;
  /** Whether what is asked about trust is shown over the editors, and not as one of them. */
  readonly asksAboutTrustOnTop: boolean;
}

export const NEWEST: RigVersion = {
  vscode: '1.139.1',
  codeServer: '4.139.1',
  node: '24.21.0',
  native: { codeServer: [], vscode: ['@vscode/spdlog', '@vscode/native-watchdog'] },
  passesOptions: true,
  asksAboutTrustOnTop: true,
};

/**
 * The first that `engines` in package.json lets the extension into. The Node that its code-server asks for, 20.18,
 * does not load the tests' mocha, so it has a later one.
 */
export const OLDEST: RigVersion = {
  vscode: '1.100.0',
  codeServer: '4.100.0',
  node: '20.19.0',
  native: { codeServer: ['argon2'], vscode: ['@vscode/spdlog', 'native-watchdog'] },
  ripgrep: '1.18.0',
  passesOptions: false,
  asksAboutTrustOnTop: false,
};

/** The one that all tests run in: the newest, unless HEYGEM_VSCODE is `oldest`. */
export function chosenVersion(env: NodeJS.ProcessEnv = process.env): RigVersion {
  return env.HEYGEM_VSCODE === 'oldest' ? OLDEST : NEWEST;
}
