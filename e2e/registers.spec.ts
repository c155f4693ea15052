import { enter } from './support/people';
import { lookAt, press } from './support/page';
import { expect, test } from './support/program';

// The register of decisions: numbers of another system from pasted lines, one out of use, and what was skipped.

test.use({ moment: '2024-11-20T09:02+07:00' });

test('a register takes numbers given elsewhere and says what became of each', async ({ page, program }) => {
  await enter(page, program, 'van-thu');
  await page.goto(`${program.address}/decisions`);
  await page.getByRole('link', { name: 'Sổ đăng ký' }).click();
  await expect(page.locator('h1')).toContainText('Sổ đăng ký quyết định năm 2024');
  await lookAt(page, 'register');
  await page.locator('#f-pasted').fill('Số;Ngày;Trích yếu\n90;05/03/2024;Về việc mẫu\n91;40/03/2024;Về việc khác');
  await press(page, 'Kiểm tra các dòng');
  await expect(page.locator('#kiem-tra')).toContainText('1 dòng ghi được, 1 dòng có lỗi');
  await lookAt(page, 'register-faulty');
  await page.locator('#f-pasted').fill('90;05/03/2024;Về việc mẫu');
  await press(page, 'Kiểm tra các dòng');
  await press(page, 'Ghi các số này vào sổ');
  await expect(page.locator('main')).toContainText('Cấp ở hệ thống khác');
  await expect(page.locator('main')).toContainText('Bị bỏ qua khi ghi số lớn hơn');
  await page.locator('#f-number').fill('89');
  await press(page, 'Bỏ số');
  await expect(page.locator('#f-reason-error')).toBeVisible();
  await page.locator('#f-reason').fill('Soạn trùng văn bản');
  await press(page, 'Bỏ số');
  await expect(page.locator('main')).toContainText('Soạn trùng văn bản');
  const data = await page.request.get(page.url().replace('/registers?', '/registers/register.xml?'));
  await expect(page.getByRole('link', { name: 'Tải dữ liệu (XML, chưa ký số)' })).toBeVisible();
  expect(data.headers()['content-disposition']).toContain('chua-ky-so.xml');
  expect(await data.text()).toContain('<subject>Về việc mẫu</subject>');
});
