import type { Page } from 'playwright-core';

/**
 * Waits until the browser's own database has what was typed: it is written after the key, and a page that is left in
 * the same moment takes what is not written yet with it.
 */
export async function kept(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (typed) =>
      new Promise<boolean>((found) => {
        const opening = indexedDB.open('keyval-store');
        opening.onsuccess = () => {
          const { result } = opening;
          const values = result.transaction('keyval').objectStore('keyval').getAll();
          values.onsuccess = () => {
            result.close();
            found(JSON.stringify(values.result).includes(typed));
          };
        };
      }),
    text,
  );
}
