import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type Program, expect, test } from './support/program';
import { enter } from './support/people';
import { lookAt, press } from './support/page';

// A procedure as an administrator works on it: taken in as a file, copied, changed, tried out,
// checked, put in force, taken out and in again; and two people who edit it at once.

const licence = fileURLToPath(new URL('../packs/vietnam/procedures/publication-licence.toml', import.meta.url));

/** Takes a file in; gives the address of the version it became. */
async function take(page: Page, program: Program, name: string, content: string): Promise<string> {
  await page.goto(`${program.address}/admin/procedures/new`);
  await page.setInputFiles('#f-file', { name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await press(page, 'Nhập tệp');
  return page.url();
}

/** Begins a procedure as a copy of the licence; gives the address of its first version. */
async function copyOfLicence(page: Page, program: Program, code: string, name: string): Promise<string> {
  const taken = await take(page, program, 'quy-trinh.toml', readFileSync(licence, 'utf8'));
  const number = taken.match(/versions\/(\d+)$/)![1];
  await page.goto(`${program.address}/admin/procedures/new`);
  await page.locator('[name="code"]').fill(code);
  await page.locator('[name="name"]').fill(name);
  await page.locator('[name="from"]').selectOption(`1.003868/${number}`);
  await lookAt(page);
  await press(page, 'Lập quy trình');
  await expect(page).toHaveURL(new RegExp(`/admin/procedures/${code}/versions/1$`));
  return page.url();
}

test('a procedure is copied, changed, put in force, taken out and in again, without scripts too', async ({ page, program }) => {
  test.setTimeout(240_000);
  await enter(page, program, 'quan-tri');
  const home = await copyOfLicence(page, program, 'cap-phep-thu', 'Cấp giấy phép thử');
  await expect(page.locator('main')).toContainText('Bản soạn thảo');
  await expect(page.locator('.diagram-box svg')).toBeVisible();
  await lookAt(page);

  // A number that is none is named and nothing is lost.
  await page.goto(`${home}/edit/limits`);
  await page.locator('[name="limit.0.amount"]').fill('mười lăm');
  await press(page, 'Lưu');
  await expect(page.locator('[data-error-summary]')).toContainText('Ghi một số nguyên không âm');
  await expect(page.locator('[name="limit.0.amount"]')).toHaveValue('mười lăm');
  await lookAt(page);
  await page.locator('[name="limit.0.amount"]').fill('15');
  await press(page, 'Lưu');
  await expect(page.locator('[name="limit.0.amount"]')).toHaveValue('15');
  await lookAt(page);

  // A step without way out is a fault, beside its place; without it the procedure is sound again.
  await page.goto(`${home}/edit/steps`);
  await page.locator('[name="new.step"]').fill('Bước thừa');
  await press(page, 'Thêm bước');
  await expect(page.locator('h1')).toHaveText('Bước Bước thừa');
  await expect(page.locator('.edit-faults').first()).toBeVisible();
  await lookAt(page);
  await page.goto(home);
  await expect(page.locator('#faults')).toContainText('Lỗi: Bước “Bước thừa”');
  await expect(page.getByRole('button', { name: 'Xác nhận đã kiểm tra' })).toHaveCount(0);
  await page.goto(`${home}/edit/steps`);
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name: 'Bỏ Bước thừa', exact: true }).click(),
  ]);
  await lookAt(page);

  for (const part of ['general', 'states', 'facts', 'components', 'form']) {
    await page.goto(`${home}/edit/${part}`);
    await lookAt(page);
  }

  // Tried out: an act leads on, and the limit is counted from the day assumed.
  await page.goto(`${home}/trial`);
  await lookAt(page);
  await press(page, 'Nộp hồ sơ');
  await expect(page.locator('.trial-stand')).toContainText('Kiểm tra');
  await expect(page.locator('.trial-limit').first()).toContainText('hết ngày');
  await lookAt(page);

  await page.goto(home);
  await press(page, 'Xác nhận đã kiểm tra');
  await expect(page.locator('.dossier-state')).toHaveText('Đã kiểm tra');
  await page.goto(`${home}/edit/limits`);
  await expect(page, 'what is checked is not edited').toHaveURL(home);
  await page.locator('[name="from"]').fill('01/01/2020');
  await press(page, 'Áp dụng');
  await expect(page.locator('[data-error-summary]')).toContainText('trước ngày hôm nay');
  await page.locator('[name="from"]').fill('09/04/2024');
  await press(page, 'Áp dụng');
  await expect(page.locator('.dossier-state')).toHaveText('Đang áp dụng');
  await lookAt(page);

  // Out as a file and in again: the same procedure, as a new draft.
  const file = await page.request.get(`${home}/export`);
  expect(file.headers()['content-disposition']).toContain('attachment');
  const text = await file.text();
  expect(text).toContain('amount = 15');
  const again = await take(page, program, 'cap-phep-thu-1.toml', text);
  expect(again).toContain('/admin/procedures/cap-phep-thu/versions/2');
  await page.goto(`${again}/compare?with=1`);
  await expect(page.locator('main')).toContainText('Hai phiên bản giống nhau');
  await page.goto(`${again}/edit/limits`);
  await page.locator('[name="limit.0.amount"]').fill('7');
  await press(page, 'Lưu');
  await page.goto(`${again}/compare?with=1`);
  await expect(page.locator('.change-list')).toContainText('từ “15 ngày làm việc” thành “7 ngày làm việc”');
  await lookAt(page);
  await page.goto(`${program.address}/admin/procedures/cap-phep-thu`);
  await lookAt(page);

  await take(page, program, 'hong.toml', text.replace('name = ', 'ten = '));
  await expect(page.locator('[data-error-summary]')).toContainText('Tệp chưa đọc được ở dòng');
  const drawn = await page.request.get(`${home}/diagram.svg`);
  expect(drawn.headers()['content-type']).toBe('image/svg+xml');
});

test('of two people who edit one part neither overwrites the other', async ({ page, browser, program }) => {
  await enter(page, program, 'quan-tri');
  const home = await copyOfLicence(page, program, 'hai-nguoi', 'Hai người cùng sửa');
  const context = await browser.newContext();
  const other = await context.newPage();
  await enter(other, program, 'quan-tri');

  await page.goto(`${home}/edit/limits`);
  await other.goto(`${home}/edit/limits`);
  await other.locator('[name="limit.0.amount"]').fill('20');
  await press(other, 'Lưu');
  await page.locator('[name="limit.0.amount"]').fill('12');
  await press(page, 'Lưu');
  await expect(page.locator('.notice-warning')).toContainText('đã được lưu ở nơi khác');
  await expect(page.locator('.conflict-pair').first()).toContainText('12');
  await expect(page.locator('.conflict-pair').first()).toContainText('20');
  await expect(page.locator('[name="limit.0.amount"]')).toHaveValue('12');
  await lookAt(page);
  await other.reload();
  await expect(other.locator('[name="limit.0.amount"]'), 'nothing was overwritten').toHaveValue('20');
  await press(page, 'Lưu');
  await expect(page.locator('.notice-success')).toBeVisible();
  await expect(page.locator('[name="limit.0.amount"]')).toHaveValue('12');

  // Different parts do not stand in each other's way.
  await page.goto(`${home}/edit/general`);
  await other.goto(`${home}/edit/states`);
  await page.locator('[name="summary"]').fill('Mục đích mới.');
  await press(page, 'Lưu');
  await other.locator('[name="state.0.label"]').fill('Đang chuẩn bị');
  await press(other, 'Lưu');
  await expect(other.locator('.notice-success')).toBeVisible();
  await page.reload();
  await expect(page.locator('[name="summary"]')).toHaveValue('Mục đích mới.');
  await context.close();
});

test('only administrators know of procedures', async ({ page, program }) => {
  for (const account of ['lanh-dao', 'thu-ky', 'tac-gia-10']) {
    await enter(page, program, account);
    await expect(page.locator('header a[href="/admin/procedures"]')).toHaveCount(0);
    const answer = await page.goto(`${program.address}/admin/procedures`);
    expect(answer?.status(), account).toBe(404);
  }
});
