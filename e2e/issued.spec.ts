import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enter } from './support/people';
import { lookAt, press } from './support/page';
import { expect, test } from './support/program';

// After a decision was issued: signed with a token at a desk, a certificate replaced and taken back.

test.use({ moment: '2024-11-20T09:01+07:00' });

/** A key at a desk, made before the list is taken: what it is given for begins with its certificate. */
function desk(): { sign: (list: Buffer) => Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'sangkien-desk-'));
  const at = (name: string) => join(folder, name);
  writeFileSync(at('secret'), '5678');
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8', '-days', '30'];
  const quiet = { stdio: 'ignore' } as const;
  const name = '/O=Ủy ban nhân dân huyện mẫu/CN=Lãnh đạo mẫu';
  execFileSync('openssl', ['req', '-x509', ...kind, '-subj', name, '-keyout', at('key'), '-out', at('pem')], quiet);
  const pack = ['-inkey', at('key'), '-in', at('pem'), '-out', at('p12'), '-passout', 'pass:5678'];
  execFileSync('openssl', ['pkcs12', '-export', ...pack], quiet);
  const how = ['--key', at('p12'), '--secret', at('secret'), '--out', at('out.txt')];
  const sign = (list: Buffer) => {
    writeFileSync(at('list.txt'), list);
    execFileSync(process.env.SANGKIEN_TEST_BINARY!, ['document', 'sign-list', at('list.txt'), ...how]);
    const made = readFileSync(at('out.txt'));
    rmSync(folder, { recursive: true });
    return made;
  };
  return { sign };
}

test('a decision is signed at a desk, and a certificate replaced and taken back', async ({ page, program }) => {
  const { sign } = desk();
  await enter(page, program, 'lanh-dao');
  await page.goto(`${program.address}/decisions`);
  await page.locator('main td a[href^="/decisions/"]').last().click();
  await page.waitForURL(/\/decisions\/[0-9a-f-]{36}/);
  await page.getByRole('link', { name: 'Ký số và đóng dấu' }).click();
  await page.waitForURL(/\/signing$/);
  await lookAt(page, 'signing');
  const home = page.url();
  const [list] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Lấy danh sách cần ký' }).click(),
  ]);
  const out = sign(readFileSync(await list.path()));
  await page.goto(home);
  await press(page, 'Nạp chữ ký');
  await expect(page.locator('#f-signatures-error')).toContainText('Chưa có chữ ký nào');
  await lookAt(page, 'signing-none');
  // All but the last signature: what is missing waits on.
  const lines = out.toString().trim().split('\n');
  const some = Buffer.from(lines.slice(0, -1).join('\n'));
  const file = { name: 'chu-ky.txt', mimeType: 'text/plain', buffer: some };
  await page.locator('#f-signatures').setInputFiles(file);
  await press(page, 'Nạp chữ ký');
  await expect(page.locator('main')).toContainText('1 chưa ký số');
  await expect(page.locator('main')).toContainText('Đã ký, chờ đóng dấu');
  await lookAt(page, 'signing-some');

  await page.locator('main td a[href^="/certificates/"]').first().click({ trial: true });
  const href = await page.locator('main td a[href^="/certificates/"]').first().getAttribute('href');
  const certificate = program.address + href!.replace('/file.pdf', '');
  await page.goto(certificate);
  await page.getByRole('link', { name: 'Thay hoặc thu hồi giấy này' }).click();
  await page.locator('#f-author').fill('Tác giả mẫu Một');
  await press(page, 'Cấp giấy thay');
  await expect(page.locator('#f-reason-error')).toBeVisible();
  await lookAt(page, 'certificate-replace');
  await page.locator('#f-decision').fill('140/QĐ-UBND');
  await page.locator('#f-decided_on').fill('20/11/2024');
  await page.locator('#f-reason').fill('Ghi sai họ tên.');
  await press(page, 'Cấp giấy thay');
  await expect(page.locator('h1')).toHaveText('Giấy chứng nhận còn giá trị');
  await lookAt(page, 'certificate-new');
  await page.goto(certificate);
  await expect(page.locator('h1')).toHaveText('Giấy chứng nhận đã được thay thế');
  await lookAt(page, 'certificate-old');
  await page.getByRole('link', { name: 'Xem giấy thay thế' }).click();
  await page.getByRole('link', { name: 'Thay hoặc thu hồi giấy này' }).click();
  await page.getByRole('link', { name: 'Thu hồi', exact: true }).click();
  await page.locator('#f-decision').fill('141/QĐ-UBND');
  await page.locator('#f-decided_on').fill('20/11/2024');
  await page.locator('#f-reason').fill('Nội dung trùng với sáng kiến đã được công nhận.');
  await lookAt(page, 'certificate-revoke');
  await press(page, 'Thu hồi giấy chứng nhận');
  await expect(page.locator('h1')).toHaveText('Giấy chứng nhận đã bị thu hồi');
  await lookAt(page, 'certificate-revoked');
});
