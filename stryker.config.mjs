// the properties run once for each planted error: a twentieth of their tries is enough
process.env.PROPERTY_SHARE ??= '0.05';

/**
 * Mutation of what is pure and decides money: the coverage engine, the table of decisions, clocks and the transfer file
 * (`npm run mutation`, or a part of it with `-- --mutate 'libs/payments/*.ts'`): every planted error must fail a test. Sentences are not mutated: their
 * spec holds them to the rules' words.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'jest.mutation.config.mjs' },
  mutate: [
    'libs/coverage/*.ts',
    'libs/decisions/decision-needs.ts',
    'libs/limits/buckets.ts',
    'libs/payments/{bank-calendar,japan-post,payment-clock,transfer-file,transfer-name}.ts',
    '!libs/coverage/*.spec.ts',
    '!libs/coverage/{index,request,response,reasons,deciding,conditions,rules,examples}.ts',
  ],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
  tempDirName: '.stryker',
  reporters: ['json', 'clear-text', 'progress-append-only'],
  jsonReporter: { fileName: '.stryker-report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  // what is known of unchanged code and tests is not run again
  incremental: true,
  incrementalFile: '.stryker-incremental.json',
  // jest keeps what it has loaded: a worker that is used for ever becomes slower and slower
  maxTestRunnerReuse: 60,
  timeoutMS: 20_000,
  allowConsoleColors: false,
  checkers: [],
  disableTypeChecks: true,
};
