import { newKey, Refused } from '../api/api.js';

/**
 * Sends an act under the key kept for its name, so that the same sent again after a lost answer has one effect. Once
 * its outcome is known the key is forgotten: the same act after it was taken back is another one, also when its row is
 * still shown as it was.
 */
export async function underKey<Done>(
  keys: Map<string, string>,
  name: string,
  carryOut: (key: string) => Promise<Done>,
): Promise<Done> {
  const key = keys.get(name) ?? newKey();
  keys.set(name, key);
  try {
    const done = await carryOut(key);
    keys.delete(name);
    return done;
  } catch (error) {
    // a refusal has done nothing
    if (error instanceof Refused && error.body.status < 500) keys.delete(name);
    throw error;
  }
}
