import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { lookAt, press } from './support/page';
import { enter } from './support/people';
import { expect, test } from './support/program';

// What people attach: read in the background, shown page by page, found in, taken over into the form;
// and people taken from a table.

/** A document of the program itself as PDF. */
function paper(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sangkien-paper-'));
  const binary = process.env.SANGKIEN_TEST_BINARY!;
  const data = join(folder, 'data.json');
  writeFileSync(data, execFileSync(binary, ['document', 'sample', 'minutes']));
  execFileSync(binary, ['document', 'render', 'minutes', '--data', data, '--pdf', join(folder, 'a.pdf')]);
  const made = readFileSync(join(folder, 'a.pdf'));
  rmSync(folder, { recursive: true });
  return made;
}

async function draft(page: Page, address: string): Promise<string> {
  await page.goto(`${address}/dossiers/new`);
  await page.locator('label', { hasText: 'Đợt 1 năm 2024, cấp huyện' }).click();
  await press(page, 'Lập hồ sơ');
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}/);
  return page.url().replace(/(\/dossiers\/[0-9a-f-]{36}).*/, '$1');
}

async function attach(page: Page, home: string, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await page.goto(`${home}/evidence`);
  await page.locator('input[type=file]').first().setInputFiles({ name, mimeType, buffer });
  await page.locator('form.upload button, form[enctype] button').first().click();
  await expect(page.locator('main')).toContainText(name);
}

/** Opens the content of a file once it was read. */
async function openRead(page: Page, home: string, name: string): Promise<void> {
  await expect(async () => {
    await page.goto(`${home}/evidence`);
    await expect(page.locator('li', { hasText: name }).getByRole('link', { name: /đã đọc/ })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.locator('li', { hasText: name }).getByRole('link', { name: /đã đọc/ }).click();
  await expect(page.locator('h1')).toHaveText(name);
}

test('what was attached is read and shown with the place that is looked for', async ({ page, program }) => {
  await enter(page, program, 'tac-gia-10');
  const home = await draft(page, program.address);
  await attach(page, home, 'Bien-ban-hop.pdf', 'application/pdf', paper());
  await openRead(page, home, 'Bien-ban-hop.pdf');
  await expect(page.locator('.sheet h2')).toHaveText('Trang 1');
  const picture = page.locator('.page-picture img');
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(600);
  await lookAt(page, 'file-text');

  await page.getByLabel('Tìm trong tệp').fill('bien ban');
  await press(page, 'Tìm');
  await expect(page.locator('mark').first()).toHaveText(/^(biên|bản|ban)$/i);
  await expect(page.locator('main')).toContainText('chỗ phù hợp');
  await lookAt(page, 'file-found');
  const there = page.url().replace(/\?.*/, '');
  await page.goto(`${there}?quote=${encodeURIComponent('không có trong biên bản này')}`);
  await expect(page.locator('main')).toContainText('Không thấy đoạn được dẫn');

  await attach(page, home, 'Trang-trang.pdf', 'application/pdf', Buffer.from('%PDF-1.7\nbroken'));
  await expect(async () => {
    await page.goto(`${home}/evidence`);
    await expect(page.getByRole('link', { name: 'Không đọc được nội dung' })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole('link', { name: 'Không đọc được nội dung' }).click();
  await expect(page.locator('main')).toContainText('bị hỏng hoặc không đúng định dạng');
  await lookAt(page, 'file-unread');
});

const report = [
  'Tên sáng kiến: Giấy hẹn có mã tại bộ phận một cửa',
  'II. THỰC TRẠNG',
  'Trước khi áp dụng, mỗi hồ sơ chờ trung bình 42 phút và phải nhập lại ba lần.',
  'III. NỘI DUNG GIẢI PHÁP',
  'Cán bộ quét mã trên giấy hẹn, phần mềm tự điền họ tên và nhắc giấy tờ còn thiếu.',
  'IV. TÀI LIỆU THAM KHẢO',
  'Sách mẫu.',
].join('\n');

test('an author takes their own report over and keeps what is there unless they say otherwise', async ({ page, program }) => {
  await enter(page, program, 'tac-gia-10');
  const home = await draft(page, program.address);
  await page.goto(`${home}/sections/description`);
  await page.locator('[name=solution]').fill('Đã viết trước.');
  await press(page, 'Lưu, về danh sách mục');
  await attach(page, home, 'Bao-cao.txt', 'text/plain', Buffer.from(report));
  await openRead(page, home, 'Bao-cao.txt');
  await page.getByRole('link', { name: 'Đưa báo cáo này vào hồ sơ' }).click();
  await expect(page.locator('.lead')).toContainText('4 phần');
  await lookAt(page, 'report');
  await press(page, 'Đưa vào hồ sơ');
  await expect(page.locator('.error').first()).toContainText('đang có nội dung; chọn cách xử lý');
  await lookAt(page, 'report-error');
  await page.locator('label', { hasText: 'Viết tiếp vào sau nội dung đang có' }).first().click();
  await press(page, 'Đưa vào hồ sơ');
  await expect(page.locator('main')).toContainText('Đã đưa nội dung báo cáo vào 3 mục');
  await expect(page.locator('h1')).toHaveText('Giấy hẹn có mã tại bộ phận một cửa');
  await page.goto(`${home}/sections/description`);
  await expect(page.locator('[name=current_state]')).toHaveValue(/chờ trung bình 42 phút/);
  await expect(page.locator('[name=solution]')).toHaveValue(/^Đã viết trước\.\s+Cán bộ quét mã/);
});

test('people of a table are judged row by row before they are added', async ({ page, program }) => {
  await enter(page, program, 'quan-tri');
  await page.goto(`${program.address}/admin/people`);
  await page.getByRole('link', { name: 'Thêm từ bảng' }).click();
  const project = test.info().project.name;
  const unit = 'Ủy ban nhân dân huyện Phúc Thọ';
  const table = (rows: string[]) => Buffer.from(`DANH SÁCH\nHọ và tên;Tài khoản;Đơn vị;Vai trò\n${rows.join('\n')}\n`);
  const send = async (rows: string[]) => {
    await page.locator('input[type=file]').setInputFiles({ name: 'ds.csv', mimeType: 'text/csv', buffer: table(rows) });
    await press(page, 'Kiểm tra tệp');
  };
  await send([`Tác giả mẫu 91;bang-91-${project};${unit};Tác giả`, 'Tác giả mẫu 92;bang-92;Xã không có;Tác giả']);
  await expect(page.locator('main')).toContainText('Không có đơn vị “Xã không có”');
  await lookAt(page, 'people-table');
  await expect(page.getByRole('button', { name: 'Thêm những người này' })).toHaveCount(0);
  await send([`Tác giả mẫu 91;bang-91-${project};${unit};Tác giả`]);
  await expect(page.locator('.lead')).toContainText('1 người mới');
  await press(page, 'Thêm những người này');
  await expect(page.locator('main')).toContainText('Đã thêm 1 người');
  await page.goto(`${program.address}/admin/people/table`);
  await send([`Tác giả mẫu 91;bang-91-${project};${unit};Tác giả`]);
  await expect(page.locator('.lead')).toContainText('0 người mới, 1 người đã có');
  await expect(page.locator('main')).toContainText('Mọi người trong bảng đều đã có tài khoản');
  await lookAt(page, 'people-table-known');
});
