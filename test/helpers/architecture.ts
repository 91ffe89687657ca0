/** Reads what every source file imports and uses, and says what the house's rules forbid. Pure: given path -> source. */
import { posix } from 'node:path';
import ts from 'typescript';

/** path from the root of the repository -> source */
export type Sources = ReadonlyMap<string, string>;

interface Rule {
  /** other layers of ours */
  readonly ours?: readonly string[];
  /** layers and packages of which only types may be imported */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  /** may Node's own modules be used? */
  readonly node?: true;
}

/** A layer may always import itself. What is not listed is forbidden; `everything` is said of the outermost files only. */
const RULES: Readonly<Record<string, Rule | 'everything'>> = {
  locales: {},
  'src/law': { packages: ['date-holidays'] },
  'src/language': {},
  'src/core': { types: ['locales'] },
  // files read into passages: Word and PDF each by one library
  'src/documents': { packages: ['mammoth', 'unpdf', 'zod'] },
  handlers: { ours: ['src/core', 'src/language', 'src/law'], types: ['locales'] },
  'src/zalo-api-sdk': { packages: ['zod'], node: true },
  // what stands in src/platforms itself is shared by the platforms, web and terminal among them
  'src/platforms': { ours: ['src/core'], packages: ['zod'], node: true },
  'src/platforms/telegram': {
    ours: ['src/core', 'src/platforms'],
    packages: ['zod', 'grammy'],
    node: true,
  },
  'src/platforms/zalo': {
    ours: ['src/core', 'src/platforms', 'src/zalo-api-sdk'],
    packages: ['zod'],
    node: true,
  },
  'src/platforms/zalo-bot': {
    ours: ['src/core', 'src/platforms', 'src/zalo-api-sdk'],
    packages: ['zod'],
    node: true,
  },
  // what is printed, downloaded or imported: PDF, Word, calendars, tables, archives, charts; each by one library
  'src/papers': {
    ours: ['src/core', 'src/law'],
    packages: [
      'docx',
      'pdfkit',
      'qrcode',
      '@expo-google-fonts/be-vietnam-pro',
      'ical-generator',
      'write-excel-file',
      'read-excel-file',
      'csv-parse',
      'csv-stringify',
      'fflate',
      'echarts',
    ],
    node: true,
  },
  'src/store': {
    ours: ['src/core', 'src/law', 'src/generated'],
    packages: [
      'pg',
      '@prisma/adapter-pg',
      '@prisma/client',
      'zod',
      'file-type',
      'otpauth',
      '@simplewebauthn/server',
    ],
    node: true,
  },
  'src/jobs': {
    ours: ['src/core', 'src/store', 'src/law', 'src/papers'],
    types: ['pino'],
    packages: ['bullmq', 'ioredis', 'pg', 'ipaddr.js'],
    node: true,
  },
  'src/web': {
    ours: ['src/core', 'src/store', 'src/law', 'src/papers'],
    types: ['pino'],
    packages: ['hono', 'zod', '@simplewebauthn/server'],
    node: true,
  },
  'src/embedded': { ours: ['src/core'], packages: ['pg'], node: true },
  'src/cli': 'everything',
  // app.ts, main.ts, config.ts, log.ts and the like: where the layers are put together
  src: 'everything',
};

const PURE = ['locales', 'handlers', 'src/core', 'src/language', 'src/law'];
/** The clock is handed in; reading it is at most the default of an option called `now`. */
const GIVEN_TIME = ['src/platforms', 'src/zalo-api-sdk', 'src/store', 'src/jobs', 'src/web'];
/** `process.env` belongs to the configuration, and to what runs outside the program. */
const ENV_READERS = ['src/config.ts', 'prisma.config.ts'];

/** The longest known folder that holds the file; undefined for a folder nobody has given a rule. */
export function layerOf(path: string): string | undefined {
  const folder = posix.dirname(path);
  const known = Object.keys(RULES).filter((layer) => folder === layer || folder.startsWith(`${layer}/`));
  const longest = known.sort((a, b) => b.length - a.length)[0];
  // a new folder of src or of src/platforms needs a rule of its own
  return (longest === 'src' || longest === 'src/platforms') && folder !== longest
    ? generated(folder)
    : longest;
}
const generated = (folder: string) => (/^src\/generated(\/|$)/.test(folder) ? 'src/generated' : undefined);

interface Import {
  readonly line: number;
  /** as written */
  readonly of: string;
  readonly typesOnly: boolean;
}

interface Read {
  readonly imports: readonly Import[];
  /** lines */
  readonly clocks: readonly { readonly line: number; readonly asDefault: boolean }[];
  readonly env: readonly number[];
  readonly defaultExports: readonly number[];
}

/** Lines that say what is wrong where; empty = the house is in order. */
export function faultsIn(sources: Sources): string[] {
  const read = new Map([...sources].map(([path, source]) => [path, readSource(path, source)]));
  return [
    ...[...read].flatMap(([path, file]) => [
      ...importFaults(path, file.imports),
      ...clockFaults(path, file),
      ...envFaults(path, file),
      ...file.defaultExports.flatMap((line) =>
        /^[\w.-]+\.config\.ts$/.test(path) ? [] : [`${path}:${line} has a default export`],
      ),
    ]),
    ...circles(read),
  ];
}

function importFaults(path: string, imports: readonly Import[]): string[] {
  if (!/^(src|handlers|locales)\//.test(path)) return [];
  const layer = layerOf(path);
  const rule = layer === undefined ? undefined : RULES[layer];
  if (!rule) return [`${path} is in a folder that has no rule of what it may import`];
  if (rule === 'everything') return [];
  return imports.flatMap((i) => (allowed(path, layer ?? '', rule, i) ? [] : [said(path, i)]));
}

const said = (path: string, i: Import): string => `${path}:${i.line} may not import ${i.of}`;

function allowed(path: string, layer: string, rule: Rule, i: Import): boolean {
  if (i.of.startsWith('node:')) return rule.node === true;
  const within = (names: readonly string[] | undefined, name: string) => names?.includes(name) ?? false;
  if (!i.of.startsWith('.')) {
    const name = packageOf(i.of);
    return within(rule.packages, name) || (i.typesOnly && within(rule.types, name));
  }
  const target = layerOf(targetOf(path, i.of));
  if (target === undefined) return false;
  return target === layer || within(rule.ours, target) || (i.typesOnly && within(rule.types, target));
}

const targetOf = (path: string, relative: string) => posix.join(posix.dirname(path), relative);
const packageOf = (of: string) =>
  of
    .split('/')
    .slice(0, of.startsWith('@') ? 2 : 1)
    .join('/');

function clockFaults(path: string, { clocks }: Read): string[] {
  const layer = layerOf(path) ?? '';
  const under = (layers: readonly string[]) => layers.some((l) => layer === l || layer.startsWith(`${l}/`));
  const bad = under(PURE) ? clocks : under(GIVEN_TIME) ? clocks.filter((c) => !c.asDefault) : [];
  return bad.map((c) => `${path}:${c.line} reads the clock: time comes in as an argument`);
}

function envFaults(path: string, { env }: Read): string[] {
  if (ENV_READERS.includes(path) || !/^(src|handlers|locales)\/|^[^/]+$/.test(path)) return [];
  return env.map((line) => `${path}:${line} reads process.env: only src/config.ts does`);
}

/** Files that need one another to load, directly or not. Types are gone by then. */
function circles(read: ReadonlyMap<string, Read>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) {
      found.push(`a circle: ${[...way.slice(at), path].join(' -> ')}`);
      return;
    }
    if (done.has(path)) return;
    for (const i of read.get(path)?.imports ?? []) {
      const target = targetOf(path, i.of);
      if (!i.typesOnly && i.of.startsWith('.') && read.has(target)) visit(target, [...way, path]);
    }
    done.add(path);
  };
  for (const path of read.keys()) visit(path, []);
  return found;
}

function readSource(path: string, source: string): Read {
  const file = ts.createSourceFile(
    path,
    source,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const imports: Import[] = [];
  const clocks: { line: number; asDefault: boolean }[] = [];
  const env: number[] = [];
  const defaultExports: number[] = [];
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const add = (node: ts.Node, of: ts.Node | undefined, typesOnly: boolean) => {
    if (of && ts.isStringLiteralLike(of)) imports.push({ line: lineOf(node), of: of.text, typesOnly });
    else if (of) imports.push({ line: lineOf(node), of: `something computed (${of.getText()})`, typesOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, onlyTypes(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, typesExported(node));
    else if (ts.isImportTypeNode(node))
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false);
    if (readsClock(node)) clocks.push({ line: lineOf(node), asDefault: isDefaultOfNow(node) });
    if (readsEnv(node)) env.push(lineOf(node));
    if (isDefaultExport(node)) defaultExports.push(lineOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { imports, clocks, env, defaultExports };
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((e) => e.isTypeOnly)
  );
}

function typesExported(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const { exportClause } = node;
  return (
    exportClause !== undefined &&
    ts.isNamedExports(exportClause) &&
    exportClause.elements.every((e) => e.isTypeOnly)
  );
}

const isName = (node: ts.Node, name: string) => ts.isIdentifier(node) && node.text === name;

function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return isName(node.expression, 'Date') && (node.arguments ?? []).length === 0;
  if (ts.isCallExpression(node)) return isName(node.expression, 'Date');
  return ts.isPropertyAccessExpression(node) && isName(node.expression, 'Date') && node.name.text === 'now';
}

/** `options.now ?? (() => new Date())`, or `now = Date.now` among the parameters. */
function isDefaultOfNow(node: ts.Node): boolean {
  for (let n: ts.Node = node; n.parent; n = n.parent) {
    const { parent } = n;
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
      return parent.right === n && /\bnow$/.test(parent.left.getText());
    if ((ts.isParameter(parent) || ts.isBindingElement(parent)) && parent.initializer === n)
      return isName(parent.name, 'now');
    if (ts.isStatement(parent)) return false;
  }
  return false;
}

function readsEnv(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node))
    return isName(node.expression, 'process') && node.name.text === 'env';
  if (ts.isElementAccessExpression(node)) return isName(node.expression, 'process');
  if (ts.isVariableDeclaration(node))
    return node.initializer !== undefined && isName(node.initializer, 'process');
  return (
    ts.isImportDeclaration(node) && /^(node:)?process$/.test(node.moduleSpecifier.getText().slice(1, -1))
  );
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((m) => m.kind === ts.SyntaxKind.DefaultKeyword)
  );
}
