import WorkerEnvironment from './worker-environment.mjs';

/** When a test fails, what its browsers show at that moment is said before anything else runs. */
export default class BrowserEnvironment extends WorkerEnvironment {
  async handleTestEvent({ name }) {
    if (name === 'test_fn_failure') await this.global.showPages?.();
  }
}
