import { writeFileSync } from 'node:fs';
import { expect, test } from './support/program';
import { enter } from './support/people';
import { lookAt, press } from './support/page';

// What a dossier shares with an earlier one: seen by the desk, judged there, left out and counted again.

test.use({ moment: '2024-04-12T09:00+07:00' });

test('the desk sees what is shared, judges the pair and leaves a stretch out', async ({ page, program }) => {
  await enter(page, program, 'tiep-nhan-kinh-te');
  await page.goto(`${program.address}/dossiers?q=chinh ly tai lieu ton dong`);
  await page.locator('main a', { hasText: 'chỉnh lý tài liệu tồn đọng' }).first().click();
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}/);
  await page.getByRole('link', { name: 'Đối chiếu trùng lặp' }).click();
  // Texts of files count too once they are read, which takes a moment after the start; the source with most stands first.
  await expect(async () => {
    await page.reload();
    await expect(page.locator('.lead')).toContainText('2 hồ sơ vượt ngưỡng', { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await lookAt(page, 'overlap');
  for (const [label, type] of [['PDF', 'application/pdf'], ['Word', 'officedocument']] as const) {
    const href = await page.getByRole('link', { name: label }).getAttribute('href');
    const paper = await page.request.get(`${program.address}${href}`);
    expect(paper.status()).toBe(200);
    expect(paper.headers()['content-type']).toContain(type);
    if (process.env.SANGKIEN_TEST_PICTURES) {
      writeFileSync(`${process.env.SANGKIEN_TEST_PICTURES}/overlap-report.${label.toLowerCase()}`, await paper.body());
    }
  }

  // The verdict: a reason is asked for, the choice is kept.
  await page.getByRole('link', { name: 'So từng đoạn và kết luận' }).first().click();
  await expect(page.locator('.pair u').first()).toBeVisible();
  await lookAt(page, 'overlap-pair');
  await page.locator('label', { hasText: 'Kế thừa' }).click();
  await press(page, 'Ghi kết luận');
  await expect(page.locator('#f-note-error')).toBeVisible();
  await expect(page.locator('input[value=continues]')).toBeChecked();
  await lookAt(page, 'overlap-pair-error');
  await page.locator('#f-note').fill('Có nêu nguồn, thêm bước lập danh mục.');
  await press(page, 'Ghi kết luận');
  await expect(page.locator('main')).toContainText('Kế thừa (');
  await lookAt(page, 'overlap-pair-judged');

  // A stretch that does not count: the share follows at once, both ways.
  await page.getByRole('link', { name: 'Đối chiếu trùng lặp' }).click();
  await expect(page.locator('.source').first()).toContainText('Kết luận: Kế thừa');
  await page.locator('summary', { hasText: 'Không tính đoạn này' }).first().click();
  await page.locator('textarea').first().fill('Mô tả chung của chương trình.');
  await press(page, 'Không tính đoạn này');
  await expect(page.locator('.lead')).toContainText('1 hồ sơ vượt ngưỡng');
  await lookAt(page, 'overlap-left-out');
  await press(page, 'Tính lại đoạn này');
  await expect(page.locator('.lead')).toContainText('2 hồ sơ vượt ngưỡng');
});
