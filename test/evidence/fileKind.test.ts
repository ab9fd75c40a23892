import { expect } from 'chai';
import { fileKind } from '../../services/evidence/fileKind.js';
import { heic, jpeg, pdf, png, webp } from './support/samples.js';

const text = (content: string) => Buffer.from(content.padEnd(80));

const TAKEN: readonly (readonly [string, Buffer, string])[] = [
  ['a PNG', png(), 'image/png'],
  ['a JPEG', jpeg(), 'image/jpeg'],
  ['a JPEG from a camera (Exif)', Buffer.from('\xff\xd8\xff\xe1\x00\x10Exif', 'latin1'), 'image/jpeg'],
  ['a JPEG that is a page as well', jpeg('<html><script>alert(1)</script>'), 'image/jpeg'],
  ['a WebP', webp(), 'image/webp'],
  ['a PDF', pdf(), 'application/pdf'],
  ['HEIC of an iPhone', heic('heic', 'mif1MiHEheic'), 'image/heic'],
  ['HEIC in 10 bit', heic('heix'), 'image/heic'],
  ['HEIF that is HEVC inside', heic('mif1', 'mif1heic'), 'image/heic'],
  ['a burst of HEIC', heic('msf1', 'msf1hevc'), 'image/heic'],
];

const NOT_TAKEN: readonly (readonly [string, Buffer])[] = [
  ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['SVG behind an XML declaration', text('<?xml version="1.0"?><svg/>')],
  ['HTML', text('<!doctype html><script>alert(1)</script>')],
  ['HTML with the word PNG', text('PNG <html>')],
  ['XML', text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>')],
  ['a ZIP, so a DOCX too', text('PK\x03\x04')],
  ['GIF', text('GIF89a')],
  ['BMP', text('BM')],
  ['AVIF', heic('avif', 'mif1avif')],
  ['HEIF that is AV1 inside', heic('mif1', 'mif1avif')],
  ['an MP4 video', heic('isom', 'isomheic')],
  ['a WAVE sound in the same RIFF', text('RIFF\x24\x00\x00\x00WAVEfmt ')],
  ['a PNG signature and then a page', text('\x89PNG\r\n\x1a\n<html><script>')],
  ['a PDF that begins as a page', text('<html>%PDF-1.7')],
  ['a program', Buffer.from('\x7fELF', 'latin1')],
  ['two bytes of a JPEG', Buffer.from('\xff\xd8', 'latin1')],
  ['plain text', text('hello')],
  ['nothing', Buffer.alloc(0)],
];

describe('the kind of a file by its bytes', () => {
  for (const [what, bytes, kind] of TAKEN) it(`${kind}: ${what}`, () => expect(fileKind(bytes)).to.equal(kind));
  for (const [what, bytes] of NOT_TAKEN) it(`none: ${what}`, () => expect(fileKind(bytes)).to.equal(undefined));
});
