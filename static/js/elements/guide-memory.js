// What a device remembers of guides: in its own storage, where there is one, and nowhere else.
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
