import jest from './jest.config.js';

const [unit] = jest.projects;

/** The specs of the coverage engine alone: what a mutation of it must fail. */
export default {
  ...unit,
  displayName: undefined,
  testMatch: ['<rootDir>/libs/coverage/*.spec.ts'],
  testTimeout: 60_000,
};
