import { expect, test } from './support/program';
import { enter } from './support/people';
import { lookAt, press } from './support/page';

// A session from its agenda to signed minutes: attendance, a secret ballot, conclusion, papers.

test.use({ moment: '2024-04-12T09:02+07:00' });

test('a council meets, votes in secret, concludes and signs its minutes', async ({ page, program }) => {
  const go = (path: string) => page.goto(program.address + path);
  await enter(page, program, 'thu-ky');
  await go('/sessions/new');
  const chosen = page.locator('input[name="dossier"]');
  const number = await chosen.count();
  expect(number).toBeGreaterThan(0);
  for (let index = 0; index < number; index += 1) await chosen.nth(index).setChecked(index === 0, { force: true });
  const councils = page.locator('input[type="radio"][name="council"]');
  if (await councils.count()) await councils.first().setChecked(true, { force: true });
  await page.locator('label', { hasText: 'Bỏ phiếu kín tại phiên họp' }).click();
  await page.locator('[name="place"]').fill('Phòng họp UBND huyện');
  await page.locator('[name="date"]').fill('19/04/2024');
  await page.locator('[name="time"]').fill('08:00');
  await Promise.all([
    page.waitForURL(/\/sessions\/[0-9a-f-]{36}/),
    page.locator('form[action$="/sessions/new"] button.btn-primary').click(),
  ]);
  const session = new URL(page.url()).pathname;

  // Before the session: too few are noted as present, so no vote is opened.
  await press(page, 'Đóng phần chấm và mở kết quả');
  await page.getByRole('link', { name: 'Điều hành phiên họp' }).click();
  await expect(page.locator('#quorum')).toContainText('Chưa đủ điều kiện họp');
  await lookAt(page, 'meeting');
  for (const box of await page.locator('input[name="present"]').all()) await box.check();
  await press(page, 'Lưu điểm danh');
  await expect(page.locator('#quorum')).toContainText('Đủ điều kiện họp');
  await page.locator('#items a').first().click();
  await page.waitForURL(/\/items\//);
  const item = new URL(page.url()).pathname;
  await page.locator('[name="discussion"]').fill('Hội đồng đề nghị làm rõ số liệu trước và sau khi áp dụng.');
  await press(page, 'Lưu nội dung thảo luận');
  await press(page, 'Mở biểu quyết');
  await lookAt(page, 'meeting-vote-open');

  // Each member has one ballot and gets a receipt once.
  for (const [account, choice] of [['uy-vien-1', 'Không đồng ý'], ['chu-tich-hd', 'Đồng ý']] as const) {
    await enter(page, program, account);
    await go(item);
    await page.getByText(choice, { exact: true }).click();
    await press(page, 'Bỏ phiếu');
    await expect(page.locator('.hash')).toHaveText(/^[0-9a-f]{64}$/);
    if (account === 'uy-vien-1') await lookAt(page, 'meeting-receipt');
    await go(item);
    await expect(page.locator('main')).toContainText('Phiếu của tài khoản này đã được ghi nhận');
    await expect(page.getByRole('button', { name: 'Bỏ phiếu' })).toHaveCount(0);
  }

  // The wall follows without a reload, and shows how many have voted, never which way.
  await go(`${session}/projector`);
  await expect(page.locator('#show')).toContainText('2/7 đã bỏ phiếu');
  await lookAt(page, 'projector');
  const secretary = await page.context().browser()!.newContext();
  const other = await secretary.newPage();
  await enter(other, program, 'thu-ky');
  await other.goto(program.address + item);
  await other.getByText('Đồng ý', { exact: true }).click();
  await press(other, 'Bỏ phiếu');
  await expect(page.locator('#show')).toContainText('3/7 đã bỏ phiếu');
  await secretary.close();

  await enter(page, program, 'thu-ky');
  await go(item);
  await press(page, 'Kết thúc biểu quyết và kiểm phiếu');
  await expect(page.locator('#count')).toContainText('Đồng ý 2, không đồng ý 1.');
  await press(page, 'Kiểm lại phiếu');
  await expect(page.locator('main')).toContainText('khớp với kết quả đã công bố');
  await lookAt(page, 'meeting-counted');
  await go(session);
  await press(page, 'Kết luận phiên họp');
  await lookAt(page, 'session-concluded');

  // Papers are drawn up, signed by the secretary and then the chair, and the session is locked.
  await go(`${session}/meeting`);
  await press(page, 'Lập biên bản và danh sách tổng hợp');
  for (const paper of ['minutes', 'tally-minutes', 'summary-list']) {
    for (const format of ['pdf', 'docx']) {
      const reply = await page.request.get(`${program.address}${session}/papers/${paper}.${format}`);
      expect(reply.status(), `${paper}.${format}`).toBe(200);
    }
  }
  const calendar = await page.request.get(`${program.address}${session}/calendar.ics`);
  expect(await calendar.text()).toContain('BEGIN:VEVENT');
  await press(page, 'Ký biên bản phiên họp');
  await lookAt(page, 'meeting-signed');
  await enter(page, program, 'chu-tich-hd');
  await go(`${session}/meeting`);
  await press(page, 'Ký biên bản phiên họp');
  await expect(page.locator('main')).toContainText('Đã khóa lúc');
  await expect(page.getByRole('button', { name: 'Ký biên bản phiên họp' })).toHaveCount(0);
});
