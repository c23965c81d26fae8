// What a device remembers of guides: in its own storage, where there is one, and nowhere else.
const NEAR = 10;
const EVERY = 5;

export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, String(value));
  } catch {
    // Storage is full or forbidden: nothing is remembered, and nothing breaks.
  }
}

// Where one left a film, offered when one comes back.
export class Place {
  constructor(video, key, button) {
    this.name = `guide-place-${key}`;
    this.button = button;
    this.second = Number(recall(this.name));
    video.addEventListener("ended", () => keep(this.name, null));
  }

  offer() {
    if (!(this.second > NEAR)) return;
    const seconds = String(Math.floor(this.second % 60)).padStart(2, "0");
    this.button.querySelector("[data-resume-at]").textContent = `${Math.floor(this.second / 60)}:${seconds}`;
    this.button.hidden = false;
  }

  at(second) {
    this.button.hidden = true;
    if (Math.abs(second - (this.kept ?? -NEAR)) >= EVERY) keep(this.name, (this.kept = second));
  }
}
