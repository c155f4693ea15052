import type { Page } from '@playwright/test';
import { type Program, expect, test } from './support/program';
import { enter } from './support/people';
import { lookAt, press } from './support/page';

// A procedure that no line of the program names, from a blank draft to its number and delivery: the
// licence to publish, with a request for supplements during which the clock stands still.

test.use({ moment: '2024-11-20T09:00+07:00' });

async function choose(page: Page, selector: string): Promise<void> {
  const box = page.locator(selector);
  await page.locator(`label[for="${await box.getAttribute('id')}"]`).click();
  await expect(box).toBeChecked();
}

/** Does an act of the step from the home of the dossier: unfolds it, fills it in, sends it. */
async function act(page: Page, home: string, words: string, typed: Record<string, string> = {}): Promise<void> {
  await page.goto(home);
  const fold = page.locator('details.act-fold', { has: page.locator('summary', { hasText: words }) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  for (const [name, value] of Object.entries(typed)) {
    const field = fold.locator(`[name="${name}"]`);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await lookAt(page);
  await Promise.all([page.waitForEvent('load'), fold.locator('form button.btn').click()]);
}

/** A PDF of one empty page. */
function blankPdf(): Buffer {
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj',
      'xref',
      '0 4',
      '0000000000 65535 f ',
      '0000000009 00000 n ',
      '0000000052 00000 n ',
      '0000000101 00000 n ',
      'trailer<</Size 4/Root 1 0 R>>',
      'startxref',
      '164',
      '%%EOF',
      '',
    ].join('\n'),
  );
}

const sections: Record<string, Record<string, string>> = {
  'to-chuc': {
    ten_to_chuc: 'Tổ chức mẫu',
    so_quyet_dinh: '01/QĐ-MAU',
    noi_cap: 'Cơ quan mẫu',
    ngay_cap: '12/06/2023',
    dia_chi: 'Số 1, đường mẫu',
    dien_thoai: '000 000 000',
  },
  'tai-lieu': {
    hinh_thuc: 'sach',
    dung_luong: '120 trang',
    so_luong: '500',
    ngon_ngu: 'Tiếng Việt',
    co_so_in: 'Cơ sở in mẫu, giấy phép số 02',
    muc_dich: 'Phát cho đại biểu hội thảo.',
    pham_vi: 'Trong tỉnh, không bán.',
    tom_tat: 'Kỷ yếu gồm mười hai bài viết về kỹ thuật trồng rau an toàn, dùng phát cho các hợp tác xã trong tỉnh.',
  },
};

/** Chooses a file in a part and sends it; waits until it stands there. */
async function upload(page: Page, part: string, name: string): Promise<void> {
  const form = page.locator(`#part-${part} form.upload`);
  await form.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: blankPdf() });
  await form.locator('button').click();
  await expect(page.locator(`#part-${part} .file-list`)).toContainText(name);
}

/** Writes and files an application; gives its address and number. */
async function file(page: Page, program: Program, title: string): Promise<{ home: string; code: string }> {
  await page.goto(`${program.address}/dossiers/new`);
  await lookAt(page);
  await page.locator('.radio-card', { hasText: 'Sở Văn hóa, Thể thao và Du lịch' }).locator('label').first().click();
  await press(page, 'Lập hồ sơ');
  const home = page.url().replace(/(\/dossiers\/[0-9a-f-]{36}).*/, '$1');
  await page.goto(home);
  await lookAt(page);
  for (const [section, answers] of Object.entries(sections)) {
    await page.goto(`${home}/sections/${section}`);
    if (section === 'tai-lieu') await page.locator('[name="title"]').fill(title);
    for (const [name, value] of Object.entries(answers)) {
      const field = page.locator(`[name="${name}"]`).first();
      const kind = await field.evaluate((element) => `${element.tagName}:${(element as HTMLInputElement).type}`);
      if (kind.startsWith('SELECT')) await field.selectOption(value);
      else if (kind.endsWith(':radio')) await choose(page, `[name="${name}"][value="${value}"]`);
      else await field.fill(value);
    }
    await lookAt(page);
    await press(page, 'Lưu, về danh sách mục');
  }
  await page.goto(`${home}/sections/du-kien-ho-so`);
  for (const name of ['tieng_nuoc_ngoai', 'can_y_kien']) {
    await choose(page, `[name="${name}"] >> nth=1`);
  }
  await lookAt(page);
  await press(page, 'Lưu, về danh sách mục');

  // Without the manuscript it cannot be filed, and the page says which part is missing.
  await page.goto(`${home}/check`);
  await lookAt(page);
  if (await page.getByRole('button', { name: 'Nộp hồ sơ', exact: true }).count()) {
    await choose(page, 'input[name="commitment"]');
    await press(page, 'Nộp hồ sơ');
  }
  await expect(page.locator('main')).toContainText('02 bản thảo có đóng dấu');
  await page.goto(`${home}/evidence`);
  await upload(page, 'ban-thao', 'Bản thảo.pdf');
  await expect(page.locator('main .file-list').first()).toContainText('Bản thảo.pdf');
  await lookAt(page);
  await page.goto(`${home}/check`);
  await choose(page, 'input[name="commitment"]');
  await press(page, 'Nộp hồ sơ');
  await page.waitForURL(/\/receipt/);
  await lookAt(page);
  await expect(page.locator('main')).not.toContainText('sáng kiến');
  const code = (await page.locator('main').innerText()).match(/[A-Z-]+-2024-\d{4}/)?.[0];
  expect(code, 'the receipt names the number').toBeTruthy();
  return { home, code: code! };
}

test('a publication licence goes from a blank draft to its number and delivery', async ({ page, browser, program }) => {
  test.setTimeout(420_000);
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(program.address) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  const title = `Kỷ yếu hội thảo khuyến nông mẫu ${test.info().project.name}`;
  await enter(page, program, 'tac-gia-10');
  const { home, code } = await test.step('the applicant writes and files', () => file(page, program, title));

  await test.step('the desk asks for supplements, item by item', async () => {
    await enter(page, program, 'mot-cua-so');
    await page.goto(`${program.address}/work`);
    await expect(page.locator('main')).toContainText(title);
    await expect(page.locator('main')).toContainText('Kiểm tra hồ sơ');
    await lookAt(page);
    await page.goto(home);
    await expect(page.locator('.limits').first()).toContainText('còn 2 ngày làm việc');
    await page.locator('.limits details summary').first().click();
    await expect(page.locator('.limits details').first()).toContainText('22/11/2024');
    await lookAt(page);
    await page.getByRole('link', { name: 'Xem hồ sơ, yêu cầu bổ sung' }).click();
    await page.waitForURL(/\/intake/);
    await expect(page.locator('main'), 'nothing of the recognitions is said').not.toContainText(/0 ngày làm việc|áp dụng lần đầu|100 %/);
    await lookAt(page);
    await page.goto(`${home}/intake?panel=return`);
    await page.locator('[name="place.0"]').selectOption('tai-lieu.so_luong');
    await page.locator('[name="requirement.0"]').fill('Ghi số lượng in bằng số và bằng chữ.');
    await Promise.all([page.waitForEvent('load'), page.locator('button[value="send"]').click()]);
    await expect(page.locator('[data-error-summary]'), 'a request lacks nothing').toContainText('Ghi căn cứ của nội dung 1');
    await lookAt(page);
    await page.locator('[name="basis.0"]').fill('Mẫu số 04');
    await Promise.all([page.waitForEvent('load'), page.locator('button[value="preview"]').click()]);
    await expect(page.locator('main')).toContainText('Thời hạn giải quyết tạm dừng');
    await lookAt(page);
    const letter = await page.request.get(`${home}/return/letter.pdf`);
    expect((await letter.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await Promise.all([page.waitForEvent('load'), page.locator('button[value="send"]').click()]);
    await lookAt(page);
  });

  await test.step('the clock stands still while the applicant answers', async () => {
    await enter(page, program, 'tac-gia-10');
    await page.goto(home);
    await expect(page.locator('main')).toContainText('Thời hạn đang tạm dừng');
    await lookAt(page);
    await page.goto(`${home}/course`);
    await expect(page.locator('.limits')).toContainText('tạm dừng, còn 10 ngày làm việc');
    await lookAt(page);
    await page.goto(`${home}/sections/tai-lieu`);
    await page.locator('[name="so_luong"]').fill('500 (năm trăm)');
    await press(page, 'Lưu, về danh sách mục');
    await page.goto(`${home}/corrections`);
    await page.locator('textarea[name^="answer"]').first().fill('Đã ghi bằng số và bằng chữ.');
    await lookAt(page);
    await press(page, 'Nộp lại hồ sơ');
    await page.waitForURL(/\/receipt/);
    await lookAt(page);
  });

  await test.step('the clock runs again; the desk sees what changed and accepts', async () => {
    await enter(page, program, 'mot-cua-so');
    await page.goto(`${home}/course`);
    await expect(page.locator('.limits')).not.toContainText('tạm dừng');
    await page.goto(`${home}/changes`);
    await expect(page.locator('main')).toContainText('năm trăm');
    await lookAt(page);
    await page.goto(`${home}/intake`);
    await lookAt(page);
    await Promise.all([page.waitForEvent('load'), page.locator('form[action$="/acceptance"] button').click()]);
    await expect(page.locator('[data-error-summary]'), 'unjudged items keep it').toContainText('nội dung bắt buộc số 1');
    await page.locator('label[for="' + (await page.locator('input[type="radio"][value^="verif"]').first().getAttribute('id')) + '"]').click();
    await press(page, 'Lưu đánh giá');
    await Promise.all([page.waitForEvent('load'), page.locator('form[action$="/acceptance"] button').click()]);
    await expect(page.locator('.notice-success')).toContainText(`Đã tiếp nhận hồ sơ ${code}`);
    await lookAt(page);
  });

  await test.step('an old page is answered with what has happened, and keeps what was typed', async () => {
    await enter(page, program, 'tham-dinh-so');
    const context = await browser.newContext({ storageState: await page.context().storageState() });
    const other = await context.newPage();
    await other.goto(home);
    await act(page, home, 'Lấy ý kiến', { 'opinion.hoi-y-kien': 'Đề nghị cho ý kiến.' });
    await expect(page.locator('.dossier-state')).toContainText('Lấy ý kiến');
    const fold = other.locator('details.act-fold', { has: other.locator('summary', { hasText: 'Trình lãnh đạo' }) });
    await fold.locator('summary').click();
    await fold.locator('[name="opinion.trinh"]').fill('Đủ điều kiện cấp.');
    await fold.locator('select').selectOption('cap');
    await Promise.all([other.waitForEvent('load'), fold.locator('form button.btn').click()]);
    await expect(other.locator('.notice-warning')).toContainText('đã được xử lý tiếp');
    await expect(other.locator('.notice-warning')).toContainText('Ghi nhận ý kiến cơ quan liên quan');
    await expect(other.locator('.notice-warning')).toContainText('Đủ điều kiện cấp.');
    await lookAt(other);
    await context.close();
    await page.goto(home);
    await upload(page, 'van-ban-phoi-hop', 'Văn bản trả lời.pdf');
    await act(page, home, 'Ghi ý kiến đã nhận', { 'opinion.ghi-y-kien': 'Cơ quan liên quan nhất trí.' });
  });

  await test.step('it is appraised, signed, numbered and handed over', async () => {
    await act(page, home, 'Trình lãnh đạo', { 'opinion.trinh': 'Đủ điều kiện cấp.', 'fact.trinh.de_xuat': 'cap' });
    await lookAt(page);
    await enter(page, program, 'lanh-dao-so');
    await page.goto(`${program.address}/work`);
    await expect(page.locator('main')).toContainText(title);
    await lookAt(page);
    await act(page, home, 'Ký giấy phép');
    await enter(page, program, 'van-thu-so');
    await act(page, home, 'Cấp số giấy phép');
    await expect(page.locator('main')).toContainText(/\d{2}\/GP-SVHTTDL/);
    await expect(page.locator('main')).toContainText('Có kết quả, chờ trả');
    await lookAt(page);
    await enter(page, program, 'mot-cua-so');
    await page.goto(home);
    await upload(page, 'giay-phep-da-ky', 'Giấy phép.pdf');
    await lookAt(page);
    await act(page, home, 'Xác nhận đã trả kết quả');
    await expect(page.locator('main')).toContainText('Đã trả');
    await page.goto(`${home}/course`);
    await expect(page.locator('main')).toContainText('Giấy phép xuất bản tài liệu không kinh doanh');
    await lookAt(page);
    await enter(page, program, 'tac-gia-10');
    await page.goto(home);
    await expect(page.locator('main')).toContainText(/\d{2}\/GP-SVHTTDL/);
    // The signed licence is the applicant's to see; what other bodies wrote stays inside.
    await expect(page.locator('main')).toContainText('Giấy phép.pdf');
    await expect(page.locator('main')).not.toContainText('Văn bản trả lời.pdf');
    await lookAt(page);
  });

  await test.step('the figures of the year count it', async () => {
    await enter(page, program, 'lanh-dao-so');
    await page.goto(`${program.address}/reports/balance?year=2024&part=y`);
    await expect(page.locator('main')).toContainText('Cấp giấy phép xuất bản');
    await lookAt(page);
    const book = await page.request.get(`${program.address}/reports/balance.xlsx?year=2024&part=y`);
    expect((await book.body()).subarray(0, 2).toString()).toBe('PK');
  });
  expect(foreign, 'nothing is loaded from outside').toEqual([]);
});

test('a substitute finds the duty in the work list, and a dossier moves to a new version after a preview', async ({ page, program }) => {
  test.setTimeout(420_000);
  const title = `Tờ gấp hướng dẫn phòng cháy mẫu ${test.info().project.name}`;
  await enter(page, program, 'tac-gia-10');
  const { home } = await file(page, program, title);

  await test.step('the clerk hands the desk to a substitute, whose list says so', async () => {
    await enter(page, program, 'mot-cua-so');
    await page.goto(`${program.address}/delegations`);
    await lookAt(page);
    await press(page, 'Giao việc làm thay');
    await expect(page.locator('[data-error-summary]')).toBeVisible();
    await lookAt(page);
    await page.locator('[name="to"]').fill('tham-dinh-so');
    await page.locator('[name="until"]').fill('30/11/2024');
    await page.locator('[name="reason"]').fill('Đi công tác.');
    await press(page, 'Giao việc làm thay');
    await expect(page.locator('.notice-success')).toBeVisible();
    await lookAt(page);
    await enter(page, program, 'tham-dinh-so');
    for (const place of ['/work', '/work?part=soon']) {
      await page.goto(program.address + place);
      const row = page.locator('.work-list li', { hasText: title });
      await expect(row).toContainText('Thay Cán bộ một cửa mẫu 01');
      await lookAt(page);
    }
    await page.locator('.work-list li', { hasText: title }).locator('input[type="checkbox"]').check();
    await press(page, 'Xử lý các hồ sơ đã chọn');
    await expect(page.locator('main')).toContainText('Tiếp nhận hồ sơ');
    await lookAt(page);
    await enter(page, program, 'mot-cua-so');
    await page.goto(`${program.address}/delegations`);
    await Promise.all([page.waitForEvent('load'), page.locator('form[action$="/end"] button').first().click()]);
    await lookAt(page);
  });

  const versions = `${program.address}/admin/procedures/1.003868/versions`;
  let number = '';
  await test.step('the administrator puts a version with a longer limit in force', async () => {
    await enter(page, program, 'quan-tri');
    await page.goto(`${versions}/1`);
    await press(page, 'Lập phiên bản mới');
    number = page.url().match(/versions\/(\d+)/)![1];
    await page.goto(`${versions}/${number}/edit/limits`);
    await page.locator('[name="limit.0.amount"]').fill('12');
    await press(page, 'Lưu');
    await page.goto(`${versions}/${number}`);
    await press(page, 'Xác nhận đã kiểm tra');
    await press(page, 'Áp dụng');
    await expect(page.locator('.dossier-state')).toHaveText('Đang áp dụng');
  });

  await test.step('the leader previews, gives a reason, and moves it', async () => {
    await enter(page, program, 'lanh-dao-so');
    await page.goto(`${home}/course`);
    await expect(page.locator('.limits')).toContainText('Thời hạn 10 ngày làm việc');
    await page.getByRole('link', { name: `Xem trước khi chuyển sang phiên bản ${number}` }).click();
    await page.waitForURL(/\/version\//);
    await expect(page.locator('main')).toContainText('Phiên bản 1, bước “Kiểm tra tính đầy đủ, hợp lệ”');
    await lookAt(page);
    await press(page, 'Chuyển phiên bản');
    await expect(page.locator('[data-error-summary]'), 'a reason is demanded').toContainText('lý do');
    await lookAt(page);
    await page.locator('[name="reason"]').fill('Quy định mới có lợi cho người nộp hồ sơ.');
    await press(page, 'Chuyển phiên bản');
    await expect(page.locator('.notice-success')).toContainText('Đã chuyển phiên bản quy trình');
    await expect(page.locator('main')).toContainText(`Phiên bản ${number}, bước “Kiểm tra tính đầy đủ, hợp lệ”`);
    await expect(page.locator('main')).toContainText('Quy định mới có lợi cho người nộp hồ sơ.');
    await lookAt(page);
  });
});
