import { streamKindOf } from './stream-kinds.js';

it.each([
  ['call-back-not-reached', 'calls'],
  ['acknowledged-by-telephone', 'calls'],
  ['message-of-insurer', 'messages'],
  ['note-written', 'notes'],
  ['incident.triaged', 'moves'],
  ['outlook-settled', 'moves'],
  ['support-open', 'support'],
  ['facts-corrected', 'facts'],
  ['expenses-submitted', 'money'],
  ['expense-routed', 'money'],
  ['payment-settled', 'money'],
  ['pre-approval-answered', 'money'],
  ['document-received', 'papers'],
  ['information-answered', 'papers'],
  ['a kind of a later version', 'moves'],
])('%s stands under %s', (kind, tab) => {
  expect(streamKindOf(kind)).toBe(tab);
});
