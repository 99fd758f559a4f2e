// The chain of domains. Facts flow to the right as events; code looks only to the left. See docs/domain-chain.md.
const chain = [
  'kernel',
  'problems',
  'access',
  'platform',
  'database',
  'operations',
  'http',
  'tables',
  'queue',
  'facilities',
  'people',
  'staffing',
  'coverage',
  'coverage-requests',
  'terms',
  'policies',
  'limits',
  'incidents',
  'documents',
  'expenses',
  'assessment',
  'intake',
  'routing',
  'emergency-support',
  'decisions',
  'payments',
  'duties',
  'closing',
  'notifications',
  'overview',
  'lists',
];

const any = (names) => `(${names.join('|')})`;
const spec = '\\.spec\\.ts$';
const node = ['core'];
const packages = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** Tables that are made of the parts of every domain; a part imports `kernel` only. */
const merged = '^libs/(problems/problem-codes|access/permissions)\\.ts$';
const parts = '^libs/[^/]+/(problem-codes|permissions)\\.ts$';

const looksOnlyLeft = chain.slice(0, -1).map((name, at) => ({
  name: `${name}-looks-only-left`,
  comment: `${name} knows nothing of the domains that come after it`,
  severity: 'error',
  from: { path: `^libs/${name}/`, pathNot: merged },
  to: { path: `^libs/${any(chain.slice(at + 1))}/` },
}));

/** Pure: the same answer for the same input, no clock, no file, no framework. Their tests may use what tests use. */
const pure = ['kernel', 'coverage'].flatMap((name) => [
  {
    name: `${name}-is-pure`,
    comment: `${name} is made of plain functions: no module of Node, no package`,
    severity: 'error',
    from: { path: `^libs/${name}/`, pathNot: spec },
    to: { dependencyTypes: [...node, ...packages] },
  },
  {
    name: `${name}-imports-${name === 'kernel' ? 'nothing' : 'kernel-only'}`,
    severity: 'error',
    from: { path: `^libs/${name}/`, pathNot: spec },
    to: { path: '^(libs|apps|test|scripts|bench)/', pathNot: `^libs/(${name}${name === 'kernel' ? '' : '|kernel'})/` },
  },
]);

module.exports = {
  forbidden: [
    ...looksOnlyLeft,
    ...pure,
    {
      name: 'no-circular',
      comment: 'a cycle has no order in which it can be read, built or tested',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'through-the-door',
      comment: 'another lib is entered through its index.ts only',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: merged },
      to: { path: '^libs/[^/]+/', pathNot: '^libs/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'merged-of-parts-only',
      severity: 'error',
      from: { path: merged },
      to: { path: '^libs/', pathNot: `^libs/kernel/index|^libs/problems/value-problems|${parts}` },
    },
    {
      name: 'parts-import-kernel-only',
      comment: 'what every domain gives to one table is words: nothing is loaded with it',
      severity: 'error',
      from: { path: parts, pathNot: merged },
      to: { pathNot: '^libs/kernel/index\\.ts$' },
    },
    {
      name: 'apps-through-the-door',
      comment: 'an app is made of libs; their inside is theirs',
      severity: 'error',
      from: { path: '^(apps|bench)/' },
      to: { path: '^libs/[^/]+/', pathNot: '^libs/[^/]+/index\\.ts$' },
    },
    {
      name: 'pages-know-pure-libs-only',
      comment: 'the browser speaks to the API; what it shares with the server is pure',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs/(?!(kernel|coverage)/)|apps/(?!web/)|bench/)' },
    },
    {
      name: 'nothing-knows-the-pages',
      severity: 'error',
      from: { path: '^(libs|apps|bench)/', pathNot: '^apps/web/' },
      to: { path: '^apps/web/' },
    },
    {
      name: 'libs-know-no-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|bench)/' },
    },
    {
      name: 'only-tests-use-test-support',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: spec },
      to: { path: '^test/' },
    },
    {
      name: 'no-unknown-domain',
      comment: 'a new domain takes its place in the chain first: an ADR, then the list above',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/${any(chain)}/` },
      to: {},
    },
    {
      name: 'drivers-behind-platform',
      comment:
        'the database is reached through #database, which sets role, institution and case; BullMQ through #queue',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(platform|database|operations|queue)/|${spec}` },
      to: { path: 'node_modules/(pg|bullmq|ioredis)/' },
    },
    {
      name: 'typeorm-in-entities',
      comment: 'an entity describes its row with it; rows are read and written through the transaction of #database',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: `^libs/database/|\\.entity\\.ts$|${spec}` },
      to: { path: 'node_modules/typeorm/' },
    },
    {
      name: 'entities-load-no-code',
      comment: 'an entity knows the words of its domain as types; nothing is loaded with it but TypeORM',
      severity: 'error',
      from: { path: '^libs/.*\\.entity\\.ts$' },
      to: { pathNot: 'node_modules/typeorm/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-missing-module',
      severity: 'error',
      from: {},
      // made by the build: variables of the theme, types of the interface
      to: { couldNotResolve: true, pathNot: '^(virtual:|\\./schema\\.js$)' },
    },
    {
      name: 'no-development-package',
      comment: 'what runs in production is a dependency, not a devDependency',
      severity: 'error',
      // the pages are bundled: what they use is in the bundle
      from: { path: '^(libs|apps)/', pathNot: `^apps/web/|${spec}` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['sonae-source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};
