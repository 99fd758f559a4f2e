// The browser's part: two entries, the report form (static, small) and the application.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertCssVariables, defaultCssVariablesResolver, mergeMantineTheme, DEFAULT_THEME } from '@mantine/core';
import { defaultClientConditions, defineConfig, runnerImport } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));

/** Mantine's variables as a file: a style that is written at run time would need `unsafe-inline`. */
function themeVariables() {
  const name = 'virtual:theme-variables.css';
  return {
    name: 'theme-variables',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    async load(id) {
      if (id !== `\0${name}`) return null;
      const { module } = await runnerImport(resolve(here, 'ui/theme.ts'), { configFile: false });
      const theme = mergeMantineTheme(DEFAULT_THEME, module.theme);
      const { variables, light, dark } = defaultCssVariablesResolver(theme);
      const own = module.ownVariables;
      return convertCssVariables(
        {
          variables: { ...variables, ...own.variables },
          light: { ...light, ...own.light },
          dark: { ...dark, ...own.dark },
        },
        // stronger than Mantine's own file of the same variables, wherever the bundler puts it
        ':root:root',
      );
    },
  };
}

/** The service worker keeps what the report form needs to open without a line: the page and every file it loads. */
function reportFiles() {
  return {
    name: 'report-files',
    generateBundle(_, bundle) {
      const files = new Set();
      const add = (name) => {
        if (files.has(name)) return;
        files.add(name);
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk') return;
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const other of [...chunk.imports, ...chunk.dynamicImports]) add(other);
      };
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk' && chunk.name === 'report') add(chunk.fileName);
      this.emitFile({
        type: 'asset',
        fileName: 'report-files.json',
        source: JSON.stringify([...files].map((file) => `/${file}`)),
      });
    },
  };
}

export default defineConfig({
  root: here,
  base: '/',
  plugins: [themeVariables(), reportFiles()],
  resolve: { conditions: ['sonae-source', ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: resolve(here, '../../dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      input: { app: resolve(here, 'app.html'), report: resolve(here, 'report.html') },
      // "use client" of libraries means nothing here
      onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    },
  },
});
