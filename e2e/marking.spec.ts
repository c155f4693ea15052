import { enter } from './support/people';
import { lookAt, press } from './support/page';
import { expect, test } from './support/program';

// Marking from both sides: a member fills in a sheet, the secretary opens it again with a reason.

test.use({ moment: 'c' });

test('a member marks with the bands at hand, and a sent sheet opens again only with a reason', async ({ page, program }) => {
  await enter(page, program, 'chu-tich-hd');
  await page.goto(`${program.address}/marking`);
  await lookAt(page, 'marking-list');
  await page.locator('main td a, main th a').first().click();
  await expect(page.locator('.crit').first()).toBeVisible();
  await lookAt(page, 'marking-sheet');
  const code = (await page.locator('h1 .code').innerText()).trim();
  const sheet = page.url();

  // Nothing filled in: every fault at once, beside its field.
  for (const input of await page.locator('[data-score]').all()) await input.fill('');
  await press(page, 'Gửi phiếu và khóa');
  await expect(page.locator('.crit .error').first()).toBeVisible();
  await lookAt(page, 'marking-sheet-error');
  for (const box of await page.locator('.crit').all()) {
    const max = await box.locator('[data-score]').getAttribute('data-score-max');
    await box.locator('[data-score]').fill(max ?? '0');
  }
  await page.locator('label[for=f-vote-1]').click();
  await press(page, 'Gửi phiếu và khóa');
  await page.goto(sheet);
  await expect(page.locator('.kept').first()).toContainText('Phiếu đã gửi và khóa');
  await lookAt(page, 'marking-locked');

  await enter(page, program, 'thu-ky');
  await page.goto(`${program.address}/sessions`);
  await page.locator('main tr', { hasText: 'chấm' }).locator('a').first().click();
  await page.getByRole('link', { name: 'Phiếu chấm của từng thành viên' }).click();
  await lookAt(page, 'sheets');
  await page.locator('#f-code').fill(code);
  await page.locator('#f-seat').selectOption({ label: 'Chủ tịch hội đồng mẫu' });
  await press(page, 'Mở lại phiếu');
  await expect(page.locator('#f-reason-error')).toBeVisible();
  await lookAt(page, 'sheets-error');
  await page.locator('#f-reason').fill('Chấm nhầm tiêu chí.');
  await press(page, 'Mở lại phiếu');
  await expect(page.locator('main')).toContainText('Chấm nhầm tiêu chí.');
  await lookAt(page, 'sheets-reopened');

  await enter(page, program, 'chu-tich-hd');
  await page.goto(sheet);
  await expect(page.locator('.kept').first()).toContainText('Phiếu được mở lại');
  await expect(page.locator('form[data-marking]')).toHaveCount(1);
});

test('the secretary shares dossiers out after a preview and reads how the council marked', async ({ page, program }) => {
  await enter(page, program, 'thu-ky');
  await page.goto(`${program.address}/sessions`);
  await page.locator('main tr', { hasText: 'chấm' }).locator('a').first().click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}$/);
  const session = page.url();
  await page.goto(`${session}/assignment`);
  await expect(page.locator('.lead')).toContainText('Chưa phân công');
  await lookAt(page, 'assignment');
  await page.locator('#f-needs').fill('hai');
  await press(page, 'Xem trước phân công tự động');
  await expect(page.locator('#f-needs-error')).toBeVisible();
  await lookAt(page, 'assignment-error');
  await page.locator('#f-needs').fill('5');
  await press(page, 'Xem trước phân công tự động');
  await expect(page.locator('.lead')).toContainText('Chưa có hiệu lực');
  await lookAt(page, 'assignment-preview');
  await press(page, 'Áp dụng phân công');
  await expect(page.locator('.lead')).toContainText('Phân công lần 1, tự động');
  await lookAt(page, 'assignment-made');

  // Figures of marks are shut while members mark; when sheets were sent is not.
  await page.goto(`${session}/calibration`);
  await expect(page.locator('.lead')).toContainText('mở sau khi đóng phần chấm');
  await expect(page.locator('svg[role=img]')).toHaveCount(1);
  await lookAt(page, 'calibration-open');
  await page.goto(session);
  await press(page, 'Đóng phần chấm và mở kết quả');
  await page.goto(`${session}/calibration`);
  await expect(page.locator('.lead')).toContainText('Hệ số thống nhất');
  await expect(page.locator('main')).not.toContainText('Ủy viên mẫu 01');
  await lookAt(page, 'calibration');
  await page.getByRole('link', { name: 'Hiện tên thành viên' }).click();
  await expect(page.locator('main')).toContainText('Ủy viên mẫu 01');
});
