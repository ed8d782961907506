// Which nodes are named: as many as there is room for, the more important before the others.

export interface Labelled {
  id: string;
  x: number; // of the middle of the label's upper edge, in pixels of the screen
  y: number;
  width: number; // of the label
}

const HEIGHT = 18;
const CELL = 64;
// More would be a wall of words.
const MOST = 250;

const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/;

// About as wide as the browser sets it in a font of `size` pixels.
export function labelWidth(text: string, size: number): number {
  let ems = 0;
  for (const sign of text) ems += WIDE.test(sign) ? 1 : 0.58;
  return ems * size;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

// The boxes that are taken, by the squares of a grid that they touch.
class Taken {
  private readonly cells = new Map<string, Box[]>();

  // Takes the box if it overlaps none.
  take(box: Box): boolean {
    const touched = this.touched(box);
    for (const cell of touched) {
      for (const other of this.cells.get(cell) ?? []) {
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) {
          return false;
        }
      }
    }
    for (const cell of touched) this.cells.set(cell, [...(this.cells.get(cell) ?? []), box]);
    return true;
  }

  private touched(box: Box): string[] {
    const cells: string[] = [];
    for (let x = Math.floor(box.left / CELL); x <= box.right / CELL; ++x) {
      for (let y = Math.floor(box.top / CELL); y <= box.bottom / CELL; ++y) cells.push(`${x} ${y}`);
    }
    return cells;
  }
}

// `candidates`: those in sight, the most important first.
export function placeLabels(candidates: Iterable<Labelled>): Set<string> {
  const taken = new Taken();
  const named = new Set<string>();
  for (const { id, x, y, width } of candidates) {
    if (named.size === MOST) break;
    const box = { left: x - width / 2 - 3, right: x + width / 2 + 3, top: y, bottom: y + HEIGHT };
    if (taken.take(box)) named.add(id);
  }
  return named;
}
