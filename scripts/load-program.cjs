// Loads the files of the programs with the code that V8 made of them at the build: compiling them was half of what
// loading took. Goes to the folder of a build beside them.
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { Script } = require('node:vm');

const modules = new Map();
const scripts = new Map();
const codeOf = (file) => `${file}.code`;

function kept(file) {
  try {
    return readFileSync(codeOf(file));
  } catch {
    return undefined;
  }
}

/**
 * What a file of the programs exports. Code of another Node, or none, is left aside: then it is compiled as it is
 * loaded. One that could not be loaded (no free descriptor) is tried again by the next use. Throws what its code throws.
 */
function load(file) {
  const known = modules.get(file);
  if (known) return known.exports;
  const module = { exports: {} };
  modules.set(file, module);
  try {
    run(file, module);
  } catch (error) {
    modules.delete(file);
    throw error;
  }
  return module.exports;
}

function run(file, module) {
  const script = new Script(`(function (exports, require, module, __filename) {${readFileSync(file, 'utf8')}\n})`, {
    // as of a module: what names the sources in a stack looks for it
    filename: pathToFileURL(file).href,
    cachedData: kept(file),
  });
  scripts.set(file, script);
  const others = createRequire(file);
  const requireFrom = (name) => (name.startsWith('./') ? load(path.resolve(path.dirname(file), name)) : others(name));
  script.runInThisContext().call(module.exports, module.exports, requireFrom, module, file);
}

/** By name, as `up`. */
const loadProgram = (name) => load(path.join(__dirname, `${name}.js`));

/** Keeps what V8 has made of all files loaded until now, for processes of this Node and these flags. */
function keepCode() {
  for (const [file, script] of scripts) writeFileSync(codeOf(file), script.createCachedData());
}

/** Files whose kept code this process could not use. */
const rejected = () => [...scripts].filter(([, script]) => script.cachedDataRejected !== false).map(([file]) => file);

module.exports = { keepCode, loadProgram, rejected };
