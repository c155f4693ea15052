import { enter } from './support/people';
import { lookAt, press } from './support/page';
import { expect, test } from './support/program';
import { filled, sheet } from './support/workbook';

// Marking by files: a workbook taken home and brought back, and dossiers shared out from a table.

test.use({ moment: '2024-04-18T15:05+07:00' });

test('a member marks without a connection, and the workbook counts for nobody and nothing else', async ({ page, program }) => {
  await enter(page, program, 'chu-tich-hd');
  await page.goto(`${program.address}/marking`);
  await page.getByRole('link', { name: 'Chấm khi không có mạng' }).click();
  await lookAt(page, 'offline');
  const answer = await page.request.get(`${program.address}/marking/workbook/file`);
  expect(answer.status()).toBe(200);
  const book = await answer.body();
  const send = async (buffer: Buffer) => {
    await page.goto(`${program.address}/marking/workbook`);
    await page.locator('input[type=file]').setInputFiles({ name: 'Phiếu chấm.xlsx', mimeType: 'application/octet-stream', buffer });
    await press(page, 'Kiểm tra tệp');
  };
  await send(Buffer.from('không phải bảng tính'));
  await expect(page.locator('#f-file-error')).toBeVisible();
  await lookAt(page, 'offline-error');

  // The first sheet explains; the second is the first dossier's. Each open cell says what it takes.
  const scores = [...sheet(book, 2).matchAll(/<dataValidation type="custom"[^>]*sqref="(D\d+)".*?&lt;=([\d.]+)/g)];
  expect(scores.length).toBeGreaterThan(1);
  const best = Object.fromEntries(scores.map(([, place, max]) => [place!, Number(max)]));
  const first = scores[0]![1]!;
  await send(filled(book, 2, { ...best, [first]: '=20+20' }));
  await expect(page.locator('main')).toContainText(`Ô ${first} chứa công thức`);
  await expect(page.getByRole('button', { name: 'Lưu nháp các phiếu này' })).toHaveCount(0);
  await lookAt(page, 'offline-refused');
  await send(filled(book, 2, { [first.replace('D', 'B')]: 1000 }));
  await expect(page.locator('main')).toContainText('ô khóa của trang này đã bị sửa');
  const done = filled(book, 2, best);
  await send(done);
  await expect(page.locator('main .lead')).toContainText('1 phiếu có nội dung mới');
  await lookAt(page, 'offline-judged');
  await press(page, 'Lưu nháp các phiếu này');
  await expect(page.locator('main')).toContainText('Đã lưu nháp 1 phiếu từ tệp');
  await send(done);
  await expect(page.locator('main')).toContainText('không có gì mới');

  await enter(page, program, 'thu-ky');
  await send(done);
  await expect(page.locator('main')).toContainText('lập cho thành viên khác');
});

test('the secretary shares dossiers out by a file, shown before it counts', async ({ page, program }) => {
  await enter(page, program, 'thu-ky');
  await page.goto(`${program.address}/sessions`);
  await page.locator('main tr', { hasText: 'chấm' }).locator('a').first().click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}$/);
  const session = page.url();
  const send = async (rows: string[]) => {
    await page.goto(`${session}/assignment`);
    const buffer = Buffer.from(`BẢNG PHÂN CÔNG\nTT;Mã hồ sơ;Người chấm\n${rows.join('\n')}\n`);
    await page.locator('input[type=file]').setInputFiles({ name: 'phan-cong.csv', mimeType: 'text/csv', buffer });
    await press(page, 'Xem trước theo tệp');
  };
  await send(['1;PT-0;Chủ tịch hội đồng mẫu']);
  await expect(page.locator('#f-file-error')).toContainText('Dòng 3: phiên họp không có hồ sơ “PT-0”');
  await lookAt(page, 'assignment-file-error');
  await page.goto(`${session}/sheets`);
  const code = (await page.locator('main').innerText()).match(/PT-2024-\d{4}/)![0];
  await send([`1;${code};Chủ tịch hội đồng mẫu`]);
  await expect(page.locator('.lead')).toContainText('Chưa có hiệu lực');
  await lookAt(page, 'assignment-file');
  await press(page, 'Áp dụng phân công');
  await expect(page.locator('.lead')).toContainText('theo danh sách');
});
