// Captions as the desk's text field holds them (WebVTT with numbers), and as rows; times as people type them.
const STAMP = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d{1,2})(?:[.,](\d{1,3}))?$/;
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

export function milliseconds(typed) {
  const found = STAMP.exec(typed.trim());
  if (!found) return null;
  const [, hours, minutes, seconds, rest] = found;
  return ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000 + Number((rest ?? "0").padEnd(3, "0"));
}

export function stamp(ms) {
  const whole = Math.max(0, Math.round(ms));
  const pad = (number, length = 2) => String(number).padStart(length, "0");
  const seconds = Math.floor(whole / 1000);
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(whole % 1000, 3)}`;
}

function plain(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", " ").replaceAll("&amp;", "&");
}

// null for a text that has more in it than captions: then it is left to be edited as text.
export function read(text) {
  const [header, ...blocks] = text.replace(/\r\n?/g, "\n").trim().split(/\n[ \t]*\n+/);
  if (!/^WEBVTT[^\n]*$/.test(header ?? "")) return null;
  const cues = blocks.map((block) => {
    const lines = block.split("\n");
    const at = lines.slice(0, 2).findIndex((line) => line.includes("-->"));
    if (at < 0) return null;
    const [start, end] = lines[at].split("-->").map((part) => part.trim());
    return { name: at ? lines[0].trim() : "", start, end, text: plain(lines.slice(at + 1).join("\n")) };
  });
  return cues.includes(null) ? null : cues;
}

export function write(cues) {
  const time = (typed) => { const ms = milliseconds(typed); return ms === null ? typed.trim() || "?" : stamp(ms); };
  const words = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
  const blocks = cues.map((cue) => {
    const name = cue.name ? `${cue.name}\n` : "";
    return `${name}${time(cue.start)} --> ${time(cue.end)}\n${words(cue.text).replace(/[&<>]/g, (mark) => MARKS[mark])}`;
  });
  return `WEBVTT\n\n${blocks.join("\n\n")}\n`;
}
