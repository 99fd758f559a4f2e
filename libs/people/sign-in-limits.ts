const freeAttempts = 3;
const longestWaitSeconds = 60;

/**
 * How often a password may be tried (ADR 0026), each limit within the time before the attempt. `count_sign_in` of the
 * database uses the same figures, in one statement.
 */
export const signInLimits = {
  /** Failures of a known device. */
  'device-attempts': 10,
  'device-hours': 1,
  /** Failures of all unknown devices of an account; after them an unknown device needs a code. */
  'account-attempts': 100,
  'account-hours': 24,
  /** Attempts of all unknown devices of a network, over all accounts. */
  'network-attempts': 300,
  'network-minutes': 15,
  /** Failures of one account and network without a wait; after them the wait is 1, 2, 4 … seconds. */
  'pair-attempts': freeAttempts,
  'pair-hours': 24,
  'longest-wait-seconds': longestWaitSeconds,
  /** The latest attempts of an account and network that are kept: enough for the longest wait. */
  'pair-kept': freeAttempts + Math.ceil(Math.log2(longestWaitSeconds)) + 1,
} as const;
