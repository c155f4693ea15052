import { type Program, expect, test } from './support/program';
import { enter } from './support/people';
import type { Page } from '@playwright/test';
import { lookAt, press } from './support/page';

// What happens when a limit ends: the demo's clock passes it, the desk owes an apology, sends it, and
// the applicant reads it.

test.use({ moment: '2024-04-09T09:00+07:00' });

/** Writes and submits an application to the one-stop desk of the town; gives its address. */
async function apply(page: Page, program: Program): Promise<string> {
  await page.goto(`${program.address}/dossiers/new`);
  await page.locator('label', { hasText: 'Cấp bản sao trích lục, thị trấn Phúc Thọ' }).click();
  await press(page, 'Lập hồ sơ');
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}/);
  const home = page.url().replace(/(\/dossiers\/[0-9a-f-]{36}).*/, '$1');
  await page.goto(home);
  const sections = await page.locator('main a[href*="/sections/"]').evaluateAll((links) =>
    links.map((link) => (link as HTMLAnchorElement).href),
  );
  for (const section of new Set(sections)) {
    await page.goto(section);
    for (const field of await page.locator('main form [name]:visible').all()) {
      const [kind, name] = await field.evaluate((element) => [
        `${element.tagName}:${(element as HTMLInputElement).type}`,
        (element as HTMLInputElement).name,
      ]);
      if (kind === 'INPUT:text') await field.fill(name === 'so_ban' ? '2' : 'Nội dung mẫu');
    }
    await press(page, 'Lưu, về danh sách mục');
  }
  await page.goto(`${home}/evidence`);
  // The first part is the one that must be there.
  const form = page.locator('main form.upload').first();
  await form.locator('input[type=file]').setInputFiles({
    name: 'giay-to.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(
      '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
    ),
  });
  await form.locator('button').click();
  await expect(page.locator('main .file-list').first()).toContainText('giay-to.pdf');
  await page.goto(`${home}/check`);
  for (const box of await page.locator('main input[type="checkbox"]').all()) {
    await page.locator(`label[for="${await box.getAttribute('id')}"]`).click();
  }
  await press(page, 'Nộp hồ sơ');
  await page.waitForURL(/\/receipt/);
  return home;
}

test('a limit that passes owes an apology with a new day, which the applicant reads', async ({ page, program }) => {
  await enter(page, program, 'tac-gia-10');
  const home = await apply(page, program);

  await test.step('the clock passes the limit', async () => {
    await page.goto(home);
    await page.locator('aside.demo summary').click();
    await Promise.all([page.waitForEvent('load'), page.locator('aside.demo button[value="b"]').click()]);
  });

  await test.step('the desk finds the apology in its work and sends it', async () => {
    await enter(page, program, 'mot-cua-thi-tran');
    await page.goto(`${program.address}/work`);
    await expect(page.locator('main')).toContainText('Phải xin lỗi, hẹn lại');
    await lookAt(page, 'work');
    await page.goto(`${program.address}/work?part=apology`);
    await expect(page.locator(`main a[href^="${new URL(home).pathname}"]`).first()).toBeVisible();
    await lookAt(page, 'part');
    await page.goto(home);
    await lookAt(page, 'owed');
    await page.getByRole('link', { name: 'Xin lỗi, hẹn lại' }).first().click();
    await page.waitForURL(/\/apology$/);
    await lookAt(page, 'form');
    await press(page, 'Gửi phiếu xin lỗi');
    await expect(page.locator('main')).toContainText('Chọn một ngày làm việc');
    await lookAt(page, 'errors');
    await page.locator('[name="new_day.1"]').fill('16/04/2024');
    await page.locator('[name="reason.1"]').fill('Sổ gốc đang được số hóa, phải tra cứu tại kho lưu trữ');
    await press(page, 'Gửi phiếu xin lỗi');
    await expect(page.locator('main')).toContainText('16/04/2024');
    await lookAt(page, 'sent');
    const letter = await page.request.get(
      (await page.locator('main a[href$="/letter.pdf"]').first().getAttribute('href'))!.replace(/^\//, `${program.address}/`),
    );
    expect(letter.headers()['content-type']).toBe('application/pdf');
    // The story owes apologies of its own; this dossier waits for none any more.
    await page.goto(`${program.address}/work?part=apology`);
    await expect(page.locator('main')).toContainText('Phải xin lỗi, hẹn lại');
    await expect(page.locator(`main a[href^="${new URL(home).pathname}"]`)).toHaveCount(0);
  });

  await test.step('the applicant reads it', async () => {
    await enter(page, program, 'tac-gia-10');
    await page.goto(home);
    await expect(page.locator('main')).toContainText('Sổ gốc đang được số hóa');
    await expect(page.locator('main')).toContainText('hẹn lại ngày 16/04/2024');
    await expect(page.locator('main a[href$="/letter.pdf"]')).toHaveCount(1);
    await lookAt(page, 'applicant');
  });
});
