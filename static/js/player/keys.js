// Keys of the player, heard only while the film, its choices or its transcript has the focus (WCAG 2.1.4), and never
// while somebody types or chooses. Space and the arrows stay the browser's.
const JUMP = 10;

export function listen(player, controls) {
  const { box, video } = player;
  const { captions, pace, picture, transcript, help } = controls;
  const jump = (by) => player.seek(Math.max(0, video.currentTime + by), { still: true });
  const keys = {
    k: () => (video.paused ? video.play().catch(() => {}) : video.pause()),
    j: () => jump(-JUMP),
    l: () => jump(JUMP),
    p: () => player.step(-1),
    n: () => player.step(1),
    c: () => controls.say(captions.toggle()),
    d: () => controls.say(picture.describe()),
    m: () => (video.muted = !video.muted),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : video.requestFullscreen?.()),
    s: () => transcript?.open(),
    "<": () => controls.say(pace.step(-1)),
    ">": () => controls.say(pace.step(1)),
    "?": () => help.showModal(),
  };
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
