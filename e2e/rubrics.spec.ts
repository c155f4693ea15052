import { enter } from './support/people';
import { lookAt, press } from './support/page';
import { expect, test } from './support/program';

// A rubric from a copy of a shipped one to the results it would have given and the rounds it governs.

test.use({ moment: '2024-04-18T15:01+07:00' });

test('a rubric is copied, checked while it is written, put in force, and tried on a session', async ({ page, program }) => {
  await enter(page, program, 'quan-tri');
  await page.goto(`${program.address}/admin/rubrics`);
  await lookAt(page, 'rubrics');
  await press(page, 'Lập bảng điểm');
  await expect(page.locator('#f-code-error')).toBeVisible();
  await lookAt(page, 'rubrics-error');
  const code = `xa-mau-${test.info().project.name}`;
  const options = page.locator('#f-from option');
  expect(await options.count()).toBeGreaterThan(9);
  await page.locator('#f-from').selectOption({ index: 1 });
  await page.locator('#f-title').fill('Bảng điểm xã mẫu');
  await page.locator('#f-code').fill(code);
  await press(page, 'Lập bảng điểm');
  await expect(page.locator('h1')).toContainText('Bảng điểm xã mẫu, phiên bản 1');
  await expect(page.locator('#check')).toContainText('Không có lỗi');
  await lookAt(page, 'rubric');

  // What does not add up is told as it is typed, and again by a button that stores nothing.
  const most = page.locator('[name="criterion.0.max"]');
  const right = await most.inputValue();
  await page.locator('#criterion-0 summary').click();
  await most.fill('1');
  await expect(page.locator('#check')).toContainText('lỗi');
  await page.evaluate(() => document.querySelector('#check')?.scrollIntoView());
  await press(page, 'Kiểm tra, chưa lưu');
  await expect(page.locator('#check .edit-faults li').first()).toBeVisible();
  await expect(most).toHaveValue('1');
  await lookAt(page, 'rubric-faults');
  if (!(await page.locator('[name="criterion.0.bands"]').isVisible())) await page.locator('#criterion-0 summary').click();
  await page.locator('[name="criterion.0.bands"]').fill('mức không đọc được');
  await press(page, 'Lưu bản soạn thảo');
  await expect(page.locator('main')).toContainText('Không đọc được mức');
  await page.goto(page.url());
  await expect(most).toHaveValue(right);

  await page.locator('[name="new.class"]').fill('Khuyến khích');
  await press(page, 'Thêm loại');
  const added = page.locator('fieldset', { hasText: 'Xếp loại: Khuyến khích' });
  await expect(added).toHaveCount(1);
  const removed = added.getByRole('button', { name: 'Bỏ Khuyến khích' });
  await Promise.all([page.waitForEvent('load'), removed.click()]);
  await expect(added).toHaveCount(0);
  const classes = page.locator('fieldset[id^=class-]');
  await classes.first().locator('summary').click();
  await classes.first().locator('input[name$=".total"]').fill('95');
  await page.locator('[name=note]').fill('Nâng mức cao nhất.');
  await press(page, 'Lưu bản soạn thảo');
  await expect(page.locator('main')).toContainText('Đã lưu bản soạn thảo bảng điểm');

  await page.locator('#f-from').fill('01/01/2024');
  await press(page, 'Áp dụng bảng điểm');
  await expect(page.locator('#f-from-error')).toBeVisible();
  await page.locator('#f-from').fill('01/05/2024');
  await press(page, 'Áp dụng bảng điểm');
  await expect(page.locator('main')).toContainText('Chờ áp dụng');
  await expect(page.locator('form[data-check]')).toHaveCount(0);
  await lookAt(page, 'rubric-in-force');

  await page.goto(`${program.address}/admin/rounds`);
  for (const [name, opens] of [['Đợt sớm', '25/04/2024'], ['Đợt sau', '02/05/2024']] as const) {
    await page.locator('#f-name').fill(name);
    await page.locator('#f-opens').fill(opens);
    await page.locator('#f-closes').fill('30/06/2024');
    await press(page, 'Lập đợt');
    await expect(page.locator('li', { hasText: name })).toHaveCount(1);
  }
  await expect(page.locator('li', { hasText: 'Đợt sau' })).toContainText('Bảng điểm xã mẫu');
  await expect(page.locator('li', { hasText: 'Đợt sớm' })).not.toContainText('Bảng điểm xã mẫu');
  await lookAt(page, 'rounds');

  // Whoever runs the council reads it, changes nothing, and sees what its sessions would have given.
  await enter(page, program, 'thu-ky');
  await page.goto(`${program.address}/sessions`);
  await page.locator('main tr', { hasText: 'chấm' }).locator('a').first().click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}$/);
  await press(page, 'Đóng phần chấm và mở kết quả');
  await page.goto(`${program.address}/admin/rubrics/${code}/versions/1`);
  await expect(page.getByRole('button', { name: 'Lập phiên bản mới' })).toHaveCount(0);
  await page.locator('main a[href*="/results/"]').first().click();
  await expect(page.locator('.lead')).toContainText('hồ sơ có kết quả khác');
  await lookAt(page, 'rubric-results');
});
