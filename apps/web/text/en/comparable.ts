import type { ComparableText } from '../ja/comparable.js';

export const comparableEn: ComparableText = {
  title: 'Recognised for like costs, without tax',
  of: (peers, lines) => `${peers}: ${lines}`,
  tooFew: (lines) => `There are too few decided costs to compare with (${lines}).`,
  own: (yen) => `This claim ${yen}`,
  summary: (median, lower, upper) => `Median ${median}, middle half ${lower} to ${upper}`,
  picture: ({ lines, smallest, lower, median, upper, largest, own, below }) =>
    `Of ${lines} expenses the smallest is ${smallest}, the middle half ${lower} to ${upper}, the median ${median}, ` +
    `the largest ${largest}. This one claims ${own}; less than that was recognised for ${below}`,
  details: 'The figures, and how they are compared',
  smallest: 'Smallest',
  lowerQuartile: 'A quarter is at most',
  median: 'Median: half is at most',
  upperQuartile: 'Three quarters are at most',
  largest: 'Largest',
  ownRow: 'Claimed by this expense',
  method: ({ since, newest, peers, lines, institutions }) =>
    `Of the approved expenses of this category and lane that were submitted since ${since}, the newest ${newest} at ` +
    `most are looked at; those of “${peers}” are compared: ${lines} of ${institutions} institutions. ` +
    'Recognised is what could be paid before ratio, deductible and limits, less reductions. Left out are this ' +
    'expense, parts of a bill that was split, and expenses of which more was claimed or money demanded back since.',
};
