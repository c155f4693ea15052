import { enter } from './support/people';
import { lookAt, press } from './support/page';
import { expect, test } from './support/program';

// What surrounds a session: guests and sheets on paper, councils by field, and practice on what was judged.

test.use({ moment: '2024-06-15T08:05+07:00' });

test('a past dossier is released, marked for practice without names, and held against the council', async ({ page, program }) => {
  await enter(page, program, 'thu-ky');
  await page.goto(`${program.address}/sessions`);
  await page.locator('main tr', { hasText: 'kết luận' }).locator('a').first().click();
  await expect(page.getByRole('link', { name: 'Phiếu chấm đã gửi (PDF)' })).toBeVisible();
  await page.getByRole('link', { name: 'Mở hồ sơ cho luyện chấm' }).click();
  await lookAt(page, 'training-release');
  const author = 'Tác giả mẫu';
  await page.locator('label[for=f-dossier-1]').click();
  await press(page, 'Lưu danh sách hồ sơ luyện chấm');
  await expect(page.locator('main')).toContainText('Đã mở 1 hồ sơ');

  await enter(page, program, 'uy-vien-1');
  await page.goto(`${program.address}/marking`);
  await page.getByRole('link', { name: 'Luyện chấm trên hồ sơ đã xét' }).click();
  await lookAt(page, 'training-list');
  await page.locator('main td a, main th a').first().click();
  await expect(page.locator('h1')).toContainText('Phiếu luyện chấm');
  await expect(page.locator('main')).not.toContainText(author);
  await lookAt(page, 'training-sheet');
  await press(page, 'Xong và so với hội đồng');
  await expect(page.locator('.crit .error').first()).toBeVisible();
  for (const box of await page.locator('.crit').all()) {
    const max = await box.locator('[data-score]').getAttribute('data-score-max');
    await box.locator('[data-score]').fill(max ?? '0');
  }
  await press(page, 'Xong và so với hội đồng');
  await expect(page.locator('main')).toContainText('so với trung bình');
  await expect(page.locator('main')).toContainText('Lệch nhiều nhất ở tiêu chí');
  await lookAt(page, 'training-result');

  // A colleague finds the dossier, and nothing of what was practised.
  await enter(page, program, 'chu-tich-hd');
  await page.goto(`${program.address}/training`);
  await expect(page.locator('main')).toContainText('Chưa chấm');
  await page.goto(`${program.address}/sessions/00000000-0000-7000-8000-000000000000/training`);
  await expect(page.locator('h1')).toContainText('Không tìm thấy');
});

test('fields of a round are given to councils one by one', async ({ page, program }) => {
  await enter(page, program, 'quan-tri');
  await page.goto(`${program.address}/councils`);
  await page.locator('main td a, main th a').first().click();
  await page.getByRole('link', { name: 'Phân việc' }).first().click();
  await lookAt(page, 'council-share');
  await page.locator('input[name=field]').first().check();
  await press(page, 'Lưu phân việc');
  await expect(page.locator('main')).toContainText('Đã lưu phân việc');
  await expect(page.locator('main')).toContainText('và các lĩnh vực còn lại');
  await lookAt(page, 'council');
});
