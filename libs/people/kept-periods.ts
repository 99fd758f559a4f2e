/** How long rows of access are kept after their end; the upkeep deletes them (`delete_expired`). */
export const keptPeriods = {
  'session-days': 90,
  'invitation-days': 90,
  'device-code-days': 90,
  'sign-in-refusal-years': 1,
} as const;
