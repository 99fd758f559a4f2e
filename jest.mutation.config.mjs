import jest from './jest.config.js';

const [unit] = jest.projects;

/** The specs of what is mutated: what a planted error must fail. */
export default {
  ...unit,
  displayName: undefined,
  testMatch: ['<rootDir>/libs/{coverage,decisions,limits,payments}/*.spec.ts'],
  testPathIgnorePatterns: ['\\.int\\.spec\\.ts$'],
  testTimeout: 60_000,
};
