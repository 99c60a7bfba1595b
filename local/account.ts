/** The live account of what happens, for a person who watches: one line for each thing, updated in place on a terminal. */
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Something that is under way, with a count of how far it has come. */
export interface Progress {
  readonly tick: (by?: number) => void;
}

/** Where an account is written: standard output, or something that keeps it. */
export type AccountStream = Pick<NodeJS.WriteStream, 'isTTY'> & { write(text: string): boolean };

export class Account {
  readonly #out: AccountStream;
  /** The line that is under way, which is replaced when it moves on. */
  #open = false;

  constructor(out: AccountStream = process.stdout) {
    this.#out = out;
  }

  heading(text: string): void {
    this.#line(`\n${this.#styled('bold', text)}`);
  }

  /** Why something happens. */
  aside(text: string): void {
    for (const line of wrapped(text)) this.#line(this.#styled('dim', `  ${line}`));
  }

  /** Something that happened. */
  note(text: string): void {
    this.#wrapped(' ', text);
  }

  /** Something that was expected and seen. */
  seen(text: string): void {
    this.#wrapped(this.#styled('green', '✓'), text);
  }

  /** Text as it is, to be copied. */
  plain(text: string): void {
    this.#line(text);
  }

  /** Does something that takes a while, showing the seconds as they pass, and then what came of it. */
  async during<T>(text: string, work: Promise<T>): Promise<T> {
    const from = performance.now();
    const show = () => this.#show(`  ${this.#styled('dim', `… ${text} ${seconds(from, 0)}`)}`);
    show();
    const timer = setInterval(show, 1000);
    try {
      const result = await work;
      this.note(`${text}: ${seconds(from)}`);
      return result;
    } finally {
      clearInterval(timer);
      this.#close();
    }
  }

  /** Counts up to a total while something goes on; one line in the end. */
  async counting<T>(text: string, total: number, work: (progress: Progress) => Promise<T>): Promise<T> {
    const from = performance.now();
    let count = 0;
    const show = () => this.#show(`  ${bar(count / total)} ${text} ${count}/${total}`);
    const progress = {
      tick: (by = 1) => {
        count += by;
        show();
      },
    };
    show();
    try {
      const result = await work(progress);
      this.note(`${text}: ${count}, ${seconds(from)}`);
      return result;
    } finally {
      this.#close();
    }
  }

  #wrapped(mark: string, text: string): void {
    for (const [index, line] of wrapped(text).entries()) this.#line(`${index === 0 ? mark : ' '} ${line}`);
  }

  #line(text: string): void {
    this.#close();
    this.#out.write(`${text}\n`);
  }

  /** Replaces the line that is under way; where lines cannot be replaced, only what comes of it is shown. */
  #show(text: string): void {
    if (!this.#out.isTTY) return;
    this.#out.write(`\r\u{1B}[2K${text}`);
    this.#open = true;
  }

  #close(): void {
    if (this.#open) this.#out.write('\r\u{1B}[2K');
    this.#open = false;
  }

  #styled(style: Style, text: string): string {
    return this.#out.isTTY ? styleText(style, text) : text;
  }
}

/** How long something took since `from`, as people read it. */
export function seconds(from: number, digits = 1): string {
  return `${((performance.now() - from) / 1000).toFixed(digits)} s`;
}

/** Lines that are read in one look. A word that is longer stays whole. */
function wrapped(text: string, width = 118): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

function bar(share: number, width = 20): string {
  const full = Math.round(Math.min(1, share) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
