import { TestEnvironment } from 'jest-environment-node';

let watches = false;

/** A worker ends with its run: one that is ended by a signal would leave it waiting for a database that is gone. */
export default class WorkerEnvironment extends TestEnvironment {
  constructor(...given) {
    super(...given);
    if (watches || !process.connected) return;
    watches = true;
    process.once('disconnect', () => process.exit(1));
  }
}
