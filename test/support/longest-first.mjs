import TestSequencer from '@jest/test-sequencer';

/** What takes longest though its file is small: begun late, it would run on alone at the end. */
const long = [
  'journeys/courses-of-figures',
  'journeys/register',
  'api/money-histories',
  'journeys/whole-course',
  'journeys/queues',
  'browser/pages',
  'chaos/kill',
  'chaos/money',
];

/** Without figures of an earlier run, jest begins with the largest files. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = long.findIndex((name) => path.includes(`/${name}.`));
      return at < 0 ? long.length : at;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
