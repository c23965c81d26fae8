// The acts of the caption desk, each on the row one is in: gives what to say, false when there is nothing to do it with.
import { stamp } from "./cues.js";

export const KEYS = { k: "play", j: "back", p: "hear", i: "in", o: "out", m: "merge", n: "add", z: "undo", enter: "split", backspace: "drop", arrowup: "previous", arrowdown: "next" };
export const CHANGES = new Set(["in", "out", "shift", "split", "merge", "add", "drop"]);

function mark(desk, row, part, said) {
  if (!row) return false;
  desk.rows.part(row, part).value = stamp(desk.film.now);
  return said;
}

export const ACTS = {
  play(desk) { desk.film.toggle(); },

  back(desk) { desk.film.move(-2000); },

  hear(desk, row) { if (row) desk.film.play(desk.rows.ms(row, "start") ?? 0, desk.rows.ms(row, "end")); },

  in: (desk, row) => mark(desk, row, "start", desk.dataset.saidStart),

  out: (desk, row) => mark(desk, row, "end", desk.dataset.saidEnd),

  shift(desk, row) {
    if (!row || desk.rows.ms(row, "start") === null) return false;
    desk.rows.shift(row, desk.film.now);
    return desk.dataset.saidMoved;
  },

  split(desk, row) {
    const half = row && desk.rows.split(row);
    if (!half) return false;
    desk.go(half);
    desk.rows.part(half, "text").setSelectionRange(0, 0);
    return desk.dataset.saidSplit;
  },

  merge(desk, row) {
    if (!row || !desk.rows.merge(row)) return false;
    desk.go(row);
    return desk.dataset.saidMerged;
  },

  add(desk, row) {
    desk.go(desk.rows.add(row ?? desk.rows.all.at(-1)));
    return desk.dataset.saidAdded;
  },

  drop(desk, row) {
    if (!row) return false;
    desk.go(desk.rows.drop(row));
    return desk.dataset.saidDeleted;
  },

  undo(desk) {
    const at = desk.rows.all.indexOf(desk.mine);
    if (!desk.rows.undo()) return false;
    desk.go(desk.rows.all[Math.max(at, 0)] ?? desk.rows.all.at(-1));
    return desk.dataset.saidUndone;
  },

  previous(desk, row) { desk.go(row?.previousElementSibling ?? desk.rows.all[0]); },

  next(desk, row) { desk.go(row ? row.nextElementSibling ?? row : desk.rows.all[0]); },
};
