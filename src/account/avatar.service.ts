import { sha256 } from '../core/sha256.ts';
import type { Database } from '../db/client.ts';
import { saveProfile } from '../users/profile.service.ts';

const side = 256;
/** A small file may unpack to a picture that fills the memory: no camera a person owns takes more. */
const mostPixels = 120_000_000;
const mostSeconds = 15;

/** A square WebP of 256 pixels with nothing else in it (no place, no camera); undefined for what is no photograph. */
export async function squarePicture(upload: Buffer): Promise<Buffer | undefined> {
  if (!kindOf(upload)) return undefined;
  // Loaded when somebody has a picture: it takes 20 MB of every worker.
  const { default: sharp } = await import('sharp');
  try {
    return await sharp(upload, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
      .timeout({ seconds: mostSeconds })
      .autoOrient()
      .resize(side, side, { fit: 'cover' })
      .webp({ quality: 82 })
      .toBuffer();
  } catch {
    // Whatever it says on the outside, it cannot be shown.
    return undefined;
  }
}

/** By the first bytes, whatever the file is called: what sharp also reads (SVG, PDF) never gets to it. */
function kindOf(file: Buffer): string | undefined {
  const head = file.subarray(0, 16).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return 'webp';
  return /^[\s\S]{4}ftypavi[fs]/.test(head) ? 'avif' : undefined;
}

export async function setPicture({ prisma }: Database, userId: number, picture: Buffer): Promise<void> {
  const avatar_hash = sha256(picture).slice(0, 16);
  const data = { avatar: new Uint8Array(picture), avatar_hash };
  await saveProfile(prisma, userId, data);
}

export async function removePicture({ prisma }: Database, userId: number): Promise<void> {
  await prisma.profile.updateMany({ where: { user_id: userId }, data: { avatar: null, avatar_hash: '' } });
}

interface Picture {
  bytes: Buffer;
  hash: string;
}

export async function findPicture({ prisma }: Database, userId: number): Promise<Picture | undefined> {
  const select = { avatar: true, avatar_hash: true };
  const row = await prisma.profile.findUnique({ where: { user_id: userId }, select });
  return row?.avatar ? { bytes: Buffer.from(row.avatar), hash: row.avatar_hash } : undefined;
}
