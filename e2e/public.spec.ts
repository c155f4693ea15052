import { expectAccessible, expectNoSidewaysScroll } from './support/axe';
import { expect, test } from './support/program';

// What anybody may see, without signing in. "without scripts" is also run with scripts switched off.

for (const path of ['/', '/registry', '/verify', '/login']) {
  test(`${path} is accessible and fits the window, without scripts too`, async ({ page, program }) => {
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(program.address)) foreign.push(request.url());
    });
    const answer = await page.goto(program.address + path);
    expect(answer?.status()).toBe(200);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    expect(foreign, 'nothing is loaded from outside').toEqual([]);
  });
}

test('the registry is found without diacritics, without scripts too', async ({ page, program }) => {
  await page.goto(`${program.address}/registry`);
  const first = page.locator('main a[href^="/registry/"]').first();
  await expect(first).toBeVisible();
  const title = (await first.innerText()).trim();
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase();
  await page.goto(`${program.address}/registry?q=${encodeURIComponent(plain)}`);
  await expect(page.locator('main a[href^="/registry/"]', { hasText: title }).first()).toBeVisible();
});

test('every sample person can sign in and use the pages of their own', async ({ page, program }) => {
  // Some three hundred pages, each through axe.
  test.setTimeout(900_000);
  for (const door of program.doors) {
    await page.goto(door.link);
    const enter = page.locator('main form[method="post"] button').first();
    if (await enter.count()) await enter.click();
    await page.goto(`${program.address}/work`);
    await expect(page.locator('h1'), door.account).toHaveCount(1);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    // Every page the person's navigation leads to, and the first thing each of them lists.
    const places = new Set(await page.locator('header a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!)));
    for (const place of places) {
      await page.goto(program.address + place);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      const first = await page.locator('main a[href^="/"]:not([href*="?"]):not([href$=".pdf"]):not([href$=".xlsx"])').evaluateAll(
        (links, here) => links.map((link) => link.getAttribute('href')!).find((href) => href.startsWith(`${here}/`)),
        place,
      );
      if (!first) continue;
      await page.goto(program.address + first);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    await page.context().clearCookies();
  }
});
