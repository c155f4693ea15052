import { expect, test } from './support/program';
import { enter } from './support/people';
import { lookAt, press } from './support/page';

// All dossiers against each other: begun by the desk, shown as pairs and a map that leads to both side by side.

test.use({ moment: '2024-04-12T09:00+07:00' });

test('the desk compares all dossiers and goes from a square of the map to the pair', async ({ page, program }) => {
  await enter(page, program, 'tiep-nhan-kinh-te');
  await page.goto(`${program.address}/overlaps`);
  await expect(page.locator('.lead')).toContainText('Chưa đối chiếu');
  await lookAt(page, 'overlap-sweep-none');
  await press(page, 'Bắt đầu đối chiếu');
  await expect(async () => {
    await page.goto(`${program.address}/overlaps`);
    await expect(page.locator('.lead')).toContainText('Đã đối chiếu mọi hồ sơ', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await expect(page.locator('.lead')).toContainText(/bắt đầu lúc \d\d:\d\d ngày 12\/04\/2024/);
  await expect(page.locator('.lead')).not.toContainText('gần nhất');
  await expect(page.locator('main table').last()).toContainText('Vượt ngưỡng');
  await lookAt(page, 'overlap-sweep');

  const csv = await page.getByRole('link', { name: 'Tải danh sách các cặp' }).getAttribute('href');
  const list = await page.request.get(`${program.address}${csv}`);
  expect(list.headers()['content-type']).toContain('text/csv');
  expect(await list.text()).toContain('Mã hồ sơ nộp sau');

  await page.locator('.diagram-box a').first().click();
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}\/overlap\/[0-9a-f-]{36}/);
  await expect(page.locator('.pair u').first()).toBeVisible();

  // Another limit: what is asked for stays in the address, weaker pairs come too or none.
  await page.goto(`${program.address}/overlaps`);
  await page.locator('select[name=least]').selectOption('60');
  await press(page, 'Xem');
  expect(page.url()).toContain('least=60');
  await expect(page.locator('select[name=least]')).toHaveValue('60');

  // Whoever files only does not know of the page.
  await enter(page, program, 'tac-gia-10');
  const hidden = await page.goto(`${program.address}/overlaps`);
  expect(hidden?.status()).toBe(404);
});
