/**
 * Whether a statement, or the body of a function, changes a state: a column `state` or `phase_…` that is assigned in an
 * UPDATE. What only looks at one (WHERE, subqueries) does not.
 */
export function assignsState(sql: string): boolean {
  let flat = sql.replaceAll(/--[^\n]*/g, '');
  // subqueries and calls are looked into no further; the list on the left of an assignment stays
  for (let before = ''; before !== flat;) {
    before = flat;
    flat = flat.replaceAll(/\([^()]*\)(?!\s*=)/g, ' ').replaceAll(/\(([^()]*)\)(\s*=)/g, ' $1$2');
  }
  const assigned = flat.matchAll(/\bUPDATE\b[^;]*?\bSET\b(.*?)(?=\b(?:WHERE|FROM|RETURNING)\b|;|$)/gis);
  return [...assigned].some(([, set]) => /(?<![\w.])(?:state|phase_[\w${}]+)\s*[=,]/i.test(set ?? ''));
}
