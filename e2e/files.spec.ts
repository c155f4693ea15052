import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { lookAt, press } from './support/page';
import { enter } from './support/people';
import { expect, test } from './support/program';

// What people attach: read in the background, shown page by page, found in.

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
  await lookAt(page, 'file-text');

  await page.getByLabel('Tìm trong tệp').fill('bien ban');
  await press(page, 'Tìm');
  await expect(page.locator('mark').first()).toHaveText(/biên|BIÊN|bản|BẢN/);
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
