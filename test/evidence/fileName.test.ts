import { expect } from 'chai';
import type { EvidenceType } from '../../services/evidence/evidenceFile.js';
import { cleanFileName } from '../../services/evidence/fileName.js';

const ROWS: readonly (readonly [given: string, clean: string, type?: EvidenceType])[] = [
  ['parcel.png', 'parcel.png', 'image/png'],
  ['Parcel.JPEG', 'Parcel.JPEG', 'image/jpeg'],
  ['IMG_0001.HEIC', 'IMG_0001.HEIC', 'image/heic'],
  ['Päckchen – beschädigt 破損.jpg', 'Päckchen – beschädigt 破損.jpg', 'image/jpeg'],
  ['../../etc/passwd', 'passwd.png', 'image/png'],
  ['..%2f..%2fetc%2fpasswd', 'passwd.png', 'image/png'],
  ['..%5C..%5Cboot.ini', 'boot.ini.png', 'image/png'],
  ['C:\\Users\\me\\photo.png', 'photo.png', 'image/png'],
  ['photo.png/', 'photo.png', 'image/png'],
  ['..', 'file.png', 'image/png'],
  ['.png', 'file.png', 'image/png'],
  ['', 'file.pdf', 'application/pdf'],
  ['   ', 'file.pdf', 'application/pdf'],
  ['.htaccess', 'htaccess.png', 'image/png'],
  ['photo.jpg.exe', 'photo.jpg.exe.jpg', 'image/jpeg'],
  ['page.html', 'page.html.jpg', 'image/jpeg'],
  ['photo.png\u0000.html', 'photo.png.html.png', 'image/png'],
  ['photo%00.png', 'file.png', 'image/png'],
  ['photo\u202egnp.exe', 'photognp.exe.png', 'image/png'],
  ['\u2066a\u2069\u200fb\u200b.png', 'ab.png', 'image/png'],
  ['a\r\nSet-Cookie: x.png', 'aSet-Cookie x.png', 'image/png'],
  ['a%22; filename=%22evil.html', 'a ; filename= evil.html.png', 'image/png'],
  ['a"<b>|c?*:d.png', 'a b c d.png', 'image/png'],
  ['half \ud800 sign.png', 'half sign.png', 'image/png'],
  ['e\u0301.png', 'é.png', 'image/png'],
  [`${'x'.repeat(300)}.png`, `${'x'.repeat(116)}.png`, 'image/png'],
  [`${'😀'.repeat(300)}.png`, `${'😀'.repeat(116)}.png`, 'image/png'],
  [`${'x'.repeat(300)}`, `${'x'.repeat(116)}.png`, 'image/png'],
  ['evil.svg', 'evil.svg'],
  ['../\u202eevil.html', 'evil.html'],
  ['', 'file'],
];

describe('the name of a file', () => {
  for (const [given, clean, type] of ROWS) {
    it(`${JSON.stringify(given).slice(0, 60)} is kept as ${clean.slice(0, 40)}`, () => {
      expect(cleanFileName(given, type)).to.equal(clean);
    });
  }
});
