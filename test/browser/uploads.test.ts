import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { pdf, png } from '../evidence/support/samples.js';
import { launchChromium } from '../support/chromium.js';
import { axeFindings } from './support/axe.js';
import { type ChatPage, openChatPage, sendBox } from './support/chatPage.js';
import { type DeskProcess, startDesk } from './support/deskProcess.js';

/** A folder for pictures of what the tests see; none are made without it. */
const PICTURES = process.env.UPLOAD_PICTURES;

describe('files in the chat', function () {
  this.timeout(60_000);
  let browser: Browser;
  let desk: DeskProcess;
  before(async () => {
    desk = await startDesk();
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), desk?.stop()]));

  it('shows a picture that was chosen with the button, and shows it again after a reload', async () => {
    const chat = await openAndGreet();
    await chat.page.locator('input[type=file]').setInputFiles(asFile('parcel.png', png(120, 320, 200)));
    await expectPictures(chat.page, 1);
    await see(chat, 'sent');
    await chat.page.reload();
    await expectPictures(chat.page, 1);
    await see(chat, 'reloaded');
    expect(chat.problems).to.deep.equal([]);
    await chat.close();
  });

  it('takes what is dropped anywhere on the page and what is pasted, with the words in the box', async () => {
    const chat = await openAndGreet();
    await hand(chat.page, 'drop', [asFile('side.png', png(60, 320, 200)), asFile('top.png', png(200, 320, 200))]);
    await expectPictures(chat.page, 2);
    await sendBox(chat.page).fill('the corner');
    await hand(chat.page, 'paste', [asFile('image.png', png(90, 320, 200))]);
    await expectPictures(chat.page, 3);
    await chat.page.locator('.webchat__bubble--from-user').filter({ hasText: 'the corner' }).first().waitFor();
    expect(await sendBox(chat.page).inputValue()).to.equal('');
    expect(chat.problems).to.deep.equal([]);
    await chat.close();
  });

  it('names what was refused, without a link', async () => {
    const chat = await openAndGreet();
    await hand(chat.page, 'drop', [asFile('drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))]);
    await chat.page.locator('#webchat').getByText('drawing.svg').first().waitFor();
    await chat.page.reload();
    await chat.page.locator('#webchat').getByText('drawing.svg').first().waitFor();
    expect(await chat.page.locator('#webchat a[href]').count()).to.equal(0);
    await see(chat, 'refused');
    // Web Chat takes the copy for screen readers away after a second.
    await chat.page.waitForTimeout(1_500);
    expect(await axeFindings(chat.page)).to.deep.equal([]);
    expect(await colourOf(chat.page, 'drawing.svg')).to.equal('rgb(255, 255, 255)');
    await chat.close();
  });

  it('offers a PDF to be saved under its name', async () => {
    const chat = await openAndGreet();
    await chat.page.locator('input[type=file]').setInputFiles(asFile('invoice.pdf', pdf(), 'application/pdf'));
    const link = chat.page.locator('a[href*="/v3/directline/evidence/"]');
    await link.first().waitFor();
    expect(await colourOf(chat.page, 'invoice.pdf')).to.equal('rgb(255, 255, 255)');
    const saved = chat.page.waitForEvent('download');
    await link.first().click();
    expect((await saved).suggestedFilename()).to.equal('invoice.pdf');
    await chat.close();
  });

  it('sends files again that were on their way when the line was cut, and once', async () => {
    const chat = await openAndGreet();
    await chat.page.route('**/upload', (route) => route.abort('connectionreset'), { times: 1 });
    await chat.page.route(
      '**/upload',
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await chat.page.locator('input[type=file]').setInputFiles(asFile('again.png', png(30, 320, 200)));
    await expectPictures(chat.page, 1);
    await chat.page.waitForTimeout(5_000);
    await expectPictures(chat.page, 1);
    const names = chat.heard.flatMap(({ id, from }) => (from?.role === 'user' ? id : []));
    expect(new Set(names).size).to.equal(1);
    expect(await chat.page.getByText('Send failed').count()).to.equal(0);
    await chat.close();
  });

  it('says at once that files are too large to send, and keeps the words', async () => {
    const chat = await openAndGreet();
    await sendBox(chat.page).fill('a video');
    await chat.page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(61 * 1024 * 1024)], 'video.mp4'));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    await chat.page.getByText('too large to send together').first().waitFor();
    await chat.page.locator('.webchat__bubble--from-user').filter({ hasText: 'a video' }).first().waitFor();
    await see(chat, 'too large');
    await chat.close();
  });

  async function openAndGreet(): Promise<ChatPage> {
    const chat = await openChatPage(browser, `${desk.url}/chat`);
    await chat.hears('root.welcome');
    await sendBox(chat.page).waitFor();
    return chat;
  }
});

type GivenFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

function asFile(name: string, buffer: Buffer, mimeType = 'image/png'): GivenFile {
  return { name, mimeType, buffer };
}

const pictures = (page: Page): Locator => page.locator('#webchat img[src*="/v3/directline/evidence/"]');

/** Of a file's name, on the dark ground of the buyer's bubble. */
function colourOf(page: Page, name: string): Promise<string> {
  const shown = page.locator('.webchat__fileContent__fileName').filter({ hasText: name }).first();
  return shown.evaluate((found) => getComputedStyle(found).color);
}

/** So many, from the server and not from the page's own memory, and each really drawn. */
async function expectPictures(page: Page, count: number): Promise<void> {
  await pictures(page)
    .nth(count - 1)
    .waitFor();
  await page.waitForFunction(
    (wanted) => {
      const all = [...document.querySelectorAll<HTMLImageElement>('#webchat img[src*="/evidence/"]')];
      return all.length === wanted && all.every((image) => image.complete && image.naturalWidth === 320);
    },
    count,
    { timeout: 5_000 },
  );
}

/** As the browser does it when files are dropped or pasted. */
async function hand(page: Page, how: 'drop' | 'paste', files: readonly GivenFile[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] }));
  await page.evaluate(
    ({ how, given }) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, bytes } of given) {
        transfer.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      }
      const options = { bubbles: true, cancelable: true };
      const event =
        how === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...options, clipboardData: transfer });
      (document.activeElement ?? document.body).dispatchEvent(event);
    },
    { how, given },
  );
}

async function see(chat: ChatPage, what: string): Promise<void> {
  if (PICTURES) await chat.page.screenshot({ path: `${PICTURES}/${what}.png` });
}
