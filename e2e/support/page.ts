import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { expect, test } from './program';

/** Checks the page shown now; with a name and a folder for pictures, keeps a picture of it. */
export async function lookAt(page: Page, name?: string): Promise<void> {
  await expect(page.locator('h1')).toHaveCount(1);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const folder = process.env.SANGKIEN_TEST_PICTURES;
  if (folder && name) {
    await page.screenshot({ path: `${folder}/${test.info().project.name}-${name}.png`, fullPage: true });
  }
}

/** Presses the button with these words and waits for the page that follows. */
export async function press(page: Page, words: string): Promise<void> {
  const button = page.getByRole('button', { name: words, exact: true }).first();
  await Promise.all([page.waitForEvent('load'), button.click()]);
}
