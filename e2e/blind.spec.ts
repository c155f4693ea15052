import { expect, test } from './support/program';
import { enter } from './support/people';
import { lookAt, press } from './support/page';

// A council that judges without names: set on its page, kept by a secretary who does not judge, and
// marked by members who are not told whose the dossiers are.

test.use({ moment: '2024-04-12T09:01+07:00' });

test('members of a council that judges without names mark by code alone', async ({ page, program }) => {
  const go = (path: string) => page.goto(program.address + path);
  await enter(page, program, 'lanh-dao');
  await go('/councils');
  await page.getByRole('link', { name: 'Hội đồng Sáng kiến huyện Phúc Thọ' }).click();
  await page.getByRole('link', { name: /Sửa thông tin/ }).click();
  await page.locator('[name="decided_on"]').fill('02/01/2024');
  await page.locator('label', { hasText: 'Chấm ẩn danh' }).click();
  await lookAt(page, 'blind-council');
  await press(page, 'Lưu thông tin hội đồng');
  await expect(page.locator('main')).toContainText('Ẩn danh đến khi kết luận');
  const council = page.url();

  // Nobody keeps the council yet: no session is convened.
  const convene = async () => {
    await enter(page, program, 'thu-ky');
    await go('/sessions/new');
    const councils = page.locator('input[type="radio"][name="council"]');
    if (await councils.count()) await councils.first().setChecked(true, { force: true });
    await page.locator('[name="place"]').fill('Phòng họp UBND huyện');
    await page.locator('[name="date"]').fill('19/04/2024');
    await page.locator('[name="time"]').fill('08:00');
    await page.locator('form[action$="/sessions/new"] button.btn-primary').click();
  };
  await convene();
  await expect(page.locator('body')).toContainText('cần một người điều hành không chấm và không biểu quyết');

  await enter(page, program, 'lanh-dao');
  await page.goto(council);
  await page.getByRole('link', { name: 'Thư ký mẫu' }).first().click();
  await page.locator('label', { hasText: /^Chấm điểm/ }).click();
  await page.locator('label', { hasText: /^Biểu quyết/ }).click();
  await press(page, 'Lưu chức danh và quyền');
  await convene();
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}/);
  await expect(page.locator('main')).toContainText('Tác giả mẫu');

  await enter(page, program, 'uy-vien-1');
  await go('/dossiers?state=marking');
  await expect(page.locator('main')).not.toContainText('Tác giả mẫu');
  await lookAt(page, 'blind-list');
  await go('/marking');
  await page.locator('main a[href$="/marking"]').first().click();
  await expect(page.locator('main')).toContainText('Hiện sau khi hội đồng kết luận');
  await expect(page.locator('main')).not.toContainText('Tác giả mẫu');
  await lookAt(page, 'blind-marking');
});
