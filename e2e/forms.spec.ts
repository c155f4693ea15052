import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookAt, press } from './support/page';
import { enter } from './support/people';
import { expect, test } from './support/program';

// An agency's own form: uploaded, its places tied, tried, put in force, ended.

/** A decision of the program itself as a form: places where data go. */
function form(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sangkien-form-'));
  const binary = process.env.SANGKIEN_TEST_BINARY!;
  const data = JSON.parse(execFileSync(binary, ['document', 'sample', 'decision'], { encoding: 'utf8' }));
  data.subject = 'Mẫu của huyện: {{Trích yếu}}';
  data.signer_name = '{{Người ký}}';
  data.initiatives = [{ code: '{{Mã sáng kiến}}', title: '{{Tên gọi}}', authors: ['{{Tác giả}}'], unit: '{{Đơn vị của tác giả}}' }];
  writeFileSync(join(folder, 'a.json'), JSON.stringify(data));
  execFileSync(binary, ['document', 'render', 'decision', '--data', join(folder, 'a.json'), '--docx', join(folder, 'a.docx')]);
  const made = readFileSync(join(folder, 'a.docx'));
  rmSync(folder, { recursive: true });
  return made;
}

test('an agency puts a form of its own in force and takes it back', async ({ page, program }) => {
  await enter(page, program, 'quan-tri');
  await page.goto(`${program.address}/admin/forms`);
  await expect(page.locator('h1')).toHaveText('Mẫu văn bản');
  await lookAt(page, 'forms');
  const upload = async (name: string, buffer: Buffer) => {
    await page.getByLabel('Loại văn bản').selectOption({ label: 'Quyết định công nhận' });
    const unit = page.getByLabel('Đơn vị dùng mẫu');
    await unit.selectOption((await unit.locator('option[value]:not([value=""])').first().getAttribute('value'))!);
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await press(page, 'Tải mẫu lên');
  };
  await upload('mau.txt', Buffer.from('{{Trích yếu}}'));
  await expect(page.locator('.error').first()).toContainText('phải là tệp Word');
  await lookAt(page, 'forms-error');
  await upload('Quyet-dinh.docx', form());
  await expect(page.locator('main')).toContainText('Còn 1 chỗ điền chưa chọn nội dung');
  await expect(page.getByRole('button', { name: 'Áp dụng mẫu này' })).toHaveCount(0);
  await lookAt(page, 'form');
  await page.getByLabel('Tên gọi (trong bảng)').selectOption({ label: 'Tên sáng kiến (lặp lại)' });
  await press(page, 'Lưu nội dung chỗ điền');
  const there = page.url();
  const word = await page.request.get(`${there}/thu.docx`);
  expect(word.headers()['content-type']).toContain('wordprocessingml');
  const pdf = await page.request.get(`${there}/thu.pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  if (process.env.SANGKIEN_TEST_PICTURES) writeFileSync(join(process.env.SANGKIEN_TEST_PICTURES, 'form.pdf'), await pdf.body());
  await press(page, 'Áp dụng mẫu này');
  await expect(page.locator('.dossier-state')).toContainText('Đang áp dụng từ');
  await lookAt(page, 'form-in-force');
  await press(page, 'Ngừng áp dụng mẫu này');
  await expect(page.locator('.dossier-state')).toContainText('Ngừng áp dụng từ');
});
