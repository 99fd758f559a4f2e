import { jestPackages } from './scripts/jest-packages.mjs';

// Production runs ESM. The tests run the same sources as CommonJS: jest can `require()` an ES module only on
// Node >= 24.9, and CommonJS Nest add-ons do require() the ESM-only @nestjs/*.
const esmOnly = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  '@fastify/cookie',
  'cookie',
  'set-cookie-parser',
  'age-encryption',
  '@noble',
  '@scure/base',
];

const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

const shared = {
  testEnvironment: '<rootDir>/test/support/worker-environment.mjs',
  // `#name` is read from the sources, never from a stale dist/
  testEnvironmentOptions: { customExportConditions: ['sonae-source', 'node', 'node-addons', 'module-sync'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker/'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  // './x.js' in a source means './x.ts'. Both targets: the pattern also sees node_modules
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'], ...(await jestPackages()) },
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  // no refusal leaves with a place of its sentence that is not filled, or with a code its route does not declare
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/watched-sentences.ts'],
  clearMocks: true,
};

/** Pure rules need no database; everything else gets a throwaway PostgreSQL cluster of its own. */
/** @type {import('jest').Config} */
export default {
  // for the whole run, not a project: machines are shared, and nothing here measures time
  testTimeout: process.env['SONAE_TEST_LINGER'] || process.env['SONAE_TEST_LAG'] ? 240_000 : 60_000,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/libs/**/*.spec.ts',
        '<rootDir>/apps/web/**/*.spec.ts',
        '<rootDir>/test/architecture/**/*.spec.ts',
      ],
      testPathIgnorePatterns: ['\\.int\\.spec\\.ts$'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/libs/**/*.int.spec.ts', '<rootDir>/test/{api,journeys,trust}/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/support/postgres.teardown.mjs',
    },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: '<rootDir>/test/support/browser-environment.mjs',
      testMatch: ['<rootDir>/test/browser/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/support/postgres.teardown.mjs',
    },
    {
      ...shared,
      displayName: 'chaos',
      testMatch: ['<rootDir>/test/chaos/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/support/postgres.teardown.mjs',
    },
    {
      ...shared,
      displayName: 'alone',
      testMatch: ['<rootDir>/test/chaos/alone/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/support/postgres.teardown.mjs',
    },
  ],
};
