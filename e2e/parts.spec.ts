import { type Program, expect, test } from './support/program';
import { enter } from './support/people';
import type { Page } from '@playwright/test';
import { lookAt } from './support/page';

// Files as the parts that a procedure names: the author's page of a draft, and the page of an
// official at a step that demands a part.

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

/** Chooses a file in a part and sends it; waits until the answer stands on the page. */
async function upload(page: Page, part: string, name: string, shown: string): Promise<void> {
  const form = page.locator(`#part-${part} form.upload`);
  await form.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: pdf });
  await form.locator('button').click();
  await expect(page.locator('main')).toContainText(shown);
}

test('an author sees which parts are asked for and is told which is missing', async ({ page, program }) => {
  await enter(page, program, 'tac-gia-10');
  await page.goto(`${program.address}/dossiers/new`);
  await page.locator('label', { hasText: 'Cấp giấy phép xuất bản' }).first().click();
  const begin = page.getByRole('button', { name: 'Lập hồ sơ', exact: true }).first();
  await Promise.all([page.waitForURL(/\/dossiers\/[0-9a-f-]{36}/), begin.click()]);
  const home = page.url().replace(/(\/dossiers\/[0-9a-f-]{36}).*/, '$1');
  await page.goto(`${home}/evidence`);
  await expect(page.locator('.file-part')).toHaveCount(4);
  await expect(page.locator('main')).toContainText('Hồ sơ có 3 thành phần là tệp; còn thiếu 3 thành phần bắt buộc.');
  await expect(page.locator('#part-ban-dich')).toContainText('chưa có câu trả lời để xác định');
  await lookAt(page);
  await upload(page, 'van-ban-y-kien', 'y-kien.docx', 'Thành phần “Ý kiến bằng văn bản của cơ quan có thẩm quyền” chỉ nhận tệp PDF.');
  await lookAt(page);
  await upload(page, 'van-ban-y-kien', 'y-kien.pdf', 'Đã có 1 tệp');
  await expect(page.locator('main')).toContainText('còn thiếu 2 thành phần bắt buộc');
  await page.goto(`${home}/check`);
  await expect(page.locator('main')).toContainText('Hồ sơ còn thiếu thành phần “Bản dịch tiếng Việt có đóng dấu”.');
  await lookAt(page);
});

test('an official attaches what the step demands before the act', async ({ page, program }) => {
  await enter(page, program, 'tham-dinh-so');
  await page.goto(`${program.address}/dossiers`);
  await page.locator('main a', { hasText: 'Sổ tay phòng cháy trong khu dân cư' }).first().click();
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}/);
  await expect(page.locator('.step-blocked')).toContainText('Hồ sơ còn thiếu thành phần “Văn bản trả lời của cơ quan liên quan”.');
  await lookAt(page);
  await upload(page, 'van-ban-phoi-hop', 'tra-loi.pdf', 'Đã có 1 tệp');
  await expect(page.locator('.step-blocked')).toHaveCount(0);
  await expect(page.locator('main')).toContainText('thêm ở bước “Ghi nhận ý kiến cơ quan liên quan”');
  await lookAt(page);
});
