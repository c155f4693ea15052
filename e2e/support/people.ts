import type { Page } from '@playwright/test';
import { type Program, expect } from './program';

/** Signs a sample person in through their link. */
export async function enter(page: Page, program: Program, account: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(program.door(account));
  const button = page.locator('main form[method="post"] button').first();
  if (await button.count()) await Promise.all([page.waitForURL(/\/work/), button.click()]);
}

/** Lets the administrator make password links for people without a link of the demo, and sets a password for each. */
export async function passwordFor(page: Page, program: Program, accounts: string[]): Promise<Record<string, string>> {
  const passwords: Record<string, string> = {};
  for (const account of accounts) {
    await enter(page, program, 'quan-tri');
    await page.goto(`${program.address}/admin/people?q=${account}`);
    await page.locator('main td a[href^="/admin/people/"], main th a[href^="/admin/people/"]').first().click();
    await page.waitForURL(/\/admin\/people\/[0-9a-f-]{36}/);
    await Promise.all([
      page.waitForEvent('load'),
      page.locator('form[action$="/link"] button.btn:visible').first().click(),
    ]);
    const shown = (await page.locator('main').innerText()).match(/\/invitations\/[0-9a-f]{64}/)?.[0];
    expect(shown, 'the link is shown once').toBeTruthy();
    const password = `mật khẩu mẫu của ${account}`;
    await page.context().clearCookies();
    await page.goto(program.address + shown!);
    await page.locator('[name="password"]').fill(password);
    await page.locator('[name="password_again"]').fill(password);
    await Promise.all([page.waitForURL(/\/work/), page.locator('main form[method="post"] button').first().click()]);
    passwords[account] = password;
  }
  return passwords;
}

/** Signs in with account and password. */
export async function enterWithPassword(
  page: Page,
  program: Program,
  account: string,
  passwords: Record<string, string>,
): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${program.address}/login`);
  await page.locator('[name="account"]').fill(account);
  await page.locator('[name="password"]').fill(passwords[account]);
  await Promise.all([page.waitForURL(/\/work/), page.locator('main form[action="/login"] button').first().click()]);
}
