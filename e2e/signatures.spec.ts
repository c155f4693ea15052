import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { lookAt, press } from './support/page';
import { expect, test } from './support/program';

// A signed document that anybody brings: who signed, when, and whether anything was changed.

/** A decision, and the same signed by a key that nobody confirms. */
function papers(): { plain: Buffer; signed: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'sangkien-signed-'));
  const binary = process.env.SANGKIEN_TEST_BINARY!;
  const at = (name: string) => join(folder, name);
  writeFileSync(at('data.json'), execFileSync(binary, ['document', 'sample', 'decision']));
  writeFileSync(at('secret'), '5678');
  execFileSync(binary, ['document', 'render', 'decision', '--data', at('data.json'), '--pdf', at('plain.pdf')]);
  const name = '/O=Ủy ban nhân dân xã mẫu/CN=Lãnh đạo mẫu';
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8', '-days', '30'];
  const quiet = { stdio: 'ignore' } as const;
  execFileSync('openssl', ['req', '-x509', ...kind, '-subj', name, '-keyout', at('key'), '-out', at('pem')], quiet);
  const pack = ['-inkey', at('key'), '-in', at('pem'), '-out', at('p12'), '-passout', 'pass:5678'];
  execFileSync('openssl', ['pkcs12', '-export', ...pack], quiet);
  const sign = ['--key', at('p12'), '--secret', at('secret'), '--out', at('signed.pdf')];
  execFileSync(binary, ['document', 'sign', at('plain.pdf'), ...sign]);
  const made = { plain: readFileSync(at('plain.pdf')), signed: readFileSync(at('signed.pdf')) };
  rmSync(folder, { recursive: true });
  return made;
}

async function bring(page: Page, address: string, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${address}/verify`);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  await press(page, 'Kiểm tra chữ ký số');
}

test('anybody learns who signed a file and whether it was changed', async ({ page, program }) => {
  const { plain, signed } = papers();
  await page.goto(`${program.address}/verify`);
  await press(page, 'Kiểm tra chữ ký số');
  await expect(page.locator('#f-file-error')).toContainText('Chưa chọn tệp nào');
  await lookAt(page, 'signature-none-chosen');

  await bring(page, program.address, 'quyet-dinh.pdf', signed);
  await expect(page.locator('h1')).toHaveText('Nội dung nguyên vẹn, chưa xác nhận được người ký');
  await expect(page.locator('main')).toContainText('Lãnh đạo mẫu, Ủy ban nhân dân xã mẫu');
  await expect(page.locator('main')).toContainText('Chứng thư số tự ký');
  await lookAt(page, 'signature-unconfirmed');

  const changed = Buffer.concat([signed, Buffer.from('\n1 0 obj\n<<>>\nendobj\n')]);
  await bring(page, program.address, 'sua-doi.pdf', changed);
  await expect(page.locator('h1')).toHaveText('Chữ ký số không hợp lệ');
  await expect(page.locator('main')).toContainText('đã bị sửa hoặc bị chèn thêm sau khi ký');
  await lookAt(page, 'signature-void');

  await bring(page, program.address, 'chua-ky.pdf', plain);
  await expect(page.locator('h1')).toHaveText('Tệp không có chữ ký số');

  await bring(page, program.address, 'anh.pdf', Buffer.from('không phải PDF'));
  await expect(page.locator('#f-file-error')).toContainText('không phải là PDF');
});
